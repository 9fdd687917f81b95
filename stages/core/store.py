"""Keep what a stage worked out for one content, so that a later run pays for what changed.

`.store/<stage>/<fingerprint>/<digit>/<sha256>.part`, outside of Git and DVC, safe to delete: a stage writes
the same outs with a full store, an empty one or a part of one. The fingerprint covers the code that the stage
runs, the libraries that it names and the settings that it reads, so no result of other code is ever found.
Parts are immutable and written under another name first; one that is not what its name says is refused.
"""

import hashlib
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import NamedTuple

import msgspec

from stages.core.contract import Buffer, canonical, publish, sha256_of
from stages.core.errors import PipelineError
from stages.core.params import Params, Positive

FLUSH = 1 << 26
"""Bytes of rows after which parts are written: what a stage holds at most, and what a killed one loses."""

STAGES = Path(__file__).parents[1]

PARTS = 32
"""Parts of a digit above which they become one."""


class StoreParams(Params, frozen=True):
    """Section `store` of params.yaml."""

    folder: str
    """Where the results are kept; changes no byte of an out."""
    keep: Positive
    """Fingerprints of a stage that are kept, the last used ones: one for each experiment in turn."""


class Header(msgspec.Struct):
    """First line of a part: the keys of its rows and how many bytes each row has."""

    keys: list[str]
    sizes: list[int]


class Store(NamedTuple):
    """Rows by key. A key starts with a hexadecimal digit, its blob id as a rule."""

    folder: Path

    def keys(self) -> set[str]:
        """Return the keys of all rows; reads no row. Raises PipelineError when a part is cut off."""
        return {key for part in self.folder.glob("*/*.part") for key in _keys(part)}

    def rows(self, digit: str) -> dict[str, memoryview]:
        """Return the rows whose keys start with `digit`, uncopied; raises PipelineError when a part
        is damaged."""
        return {key: row for part in self._parts(digit) for key, row in _rows(part)}

    def fill(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Add rows as they come, in parts: what was added before a failure stays."""
        waiting: dict[str, dict[str, bytes]] = defaultdict(dict)
        size = 0
        for key, row in rows:
            waiting[key[0]][key] = row
            size += len(row)
            if size >= FLUSH:
                self._flush(waiting)
                size = 0
        self._flush(waiting)

    def _flush(self, waiting: dict[str, dict[str, bytes]]) -> None:
        for digit, rows in waiting.items():
            self._write(digit, rows)
            if len(parts := self._parts(digit)) > PARTS:
                self._write(digit, self.rows(digit))
                for part in parts:
                    part.unlink()
        waiting.clear()

    def _write(self, digit: str, rows: Mapping[str, Buffer]) -> None:
        header = canonical(Header(list(rows), [len(row) for row in rows.values()]))
        content = b"".join([header, b"\n", *rows.values()])
        publish(self.folder / digit / f"{hashlib.sha256(content).hexdigest()}.part", content)

    def _parts(self, digit: str) -> list[Path]:
        return sorted((self.folder / digit).glob("*.part"))


def open_store(params: StoreParams, stage: str, libraries: Iterable[str], settings: object) -> Store:
    """Return the store of what `stage` works out with this code, these libraries and these settings.

    Results of fingerprints that were not used for long are removed.
    """
    versions = {library: version(library) for library in libraries} | {"python": python_version()}
    fingerprint = hashlib.sha256(canonical([_code(stage), versions, settings])).hexdigest()[:32]
    folder = Path(params.folder, stage, fingerprint)
    folder.mkdir(parents=True, exist_ok=True)
    folder.touch()
    folders = (path for path in folder.parent.iterdir() if path.is_dir())
    used = sorted(folders, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for old in used[params.keep :]:
        shutil.rmtree(old)
    return Store(folder)


def row_of(rows: Mapping[str, memoryview], key: str) -> memoryview:
    """Return the row of a key that was filled in; raises PipelineError when it is gone since."""
    if key not in rows:
        raise PipelineError(
            f"{key.partition(' ')[0]}: its row is gone from the store, expected it there. Run again."
        )
    return rows[key]


def _code(stage: str) -> dict[str, str]:
    """Return the SHA-256 of each file of the stage's folder and of each module of the core in use."""
    own = (path for path in (STAGES / stage).rglob("*") if path.is_file() and path.suffix != ".pyc")
    core = (
        Path(module.__file__)
        for name, module in sys.modules.items()
        if name.startswith("stages.core.") and module.__file__
    )
    return {path.relative_to(STAGES).as_posix(): sha256_of(path) for path in sorted([*own, *core])}


def _keys(part: Path) -> list[str]:
    with part.open("rb") as file:
        line = file.readline()
    header = _header(part, line)
    if len(line) + sum(header.sizes) != part.stat().st_size:
        raise _damaged(part)
    return header.keys


def _rows(part: Path) -> Iterator[tuple[str, memoryview]]:
    content = part.read_bytes()
    if hashlib.sha256(content).hexdigest() != part.stem:
        raise _damaged(part)
    start = content.index(b"\n") + 1
    header = _header(part, content[:start])
    for key, size in zip(header.keys, header.sizes, strict=True):
        yield key, memoryview(content)[start : start + size]
        start += size


def _header(part: Path, line: bytes) -> Header:
    try:
        return msgspec.json.decode(line, type=Header)
    except msgspec.DecodeError as error:
        raise _damaged(part) from error


def _damaged(part: Path) -> PipelineError:
    return PipelineError(
        f"{part}: damaged, expected what its name says. Remove it: its results are worked out again."
    )
