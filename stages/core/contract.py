"""Files between stages: who writes which rows where, checked at both ends.

A stage's `contract.py` names every file it reads and writes as `Rows`. `write` returns the rows and the
SHA-256 of what it wrote, `finish` publishes them as the stage's manifest, and `read` of the next stage
compares what it finds with that manifest: a half-written or emptied file stops the run instead of training on
nothing.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Generic, NamedTuple, TypeVar

import msgspec

from stages.core.errors import PipelineError
from stages.core.records.record import Record

R = TypeVar("R", bound=Record)

BATCH = 1 << 20

Buffer = bytes | memoryview
"""Bytes, or a part of some that was not copied."""

Figures = dict[str, float | int | str | dict[str, float | int | str]]
"""Numbers of a report by name, at most one level of grouping."""


class Written(Record, frozen=True):
    """What a manifest says of one file."""

    rows: int
    sha256: str


class Counts(Record, frozen=True):
    """How a stage's rows went: read = written + sum of dropped. The unit is the stage's own, named in
    docs/outputs.md."""

    read: int
    written: int
    dropped: dict[str, int]


def canonical(value: object) -> bytes:
    """Return `value` as JSON with sorted keys, no spaces, UTF-8: the bytes that are hashed and compared."""
    return msgspec.json.encode(value, order="sorted")


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as hex, read in pieces: weights may be larger than memory.

    Raises PipelineError when it is missing or cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PipelineError(f"{path}: {error.strerror}, expected a file. Run `dvc repro`.") from error


@contextmanager
def publishing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that stands at `path` once all is written: a reader sees all of it or nothing.

    Raises PipelineError when that cannot be done, as on a full disk.
    """
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            yield file
        os.replace(unfinished, path)
    except OSError as error:
        if unfinished.exists():
            unfinished.unlink()
        raise PipelineError(
            f"{path}: {error.strerror}, expected to write it. Free space, or mend the rights, and run again."
        ) from error


def publish(path: Path, content: bytes) -> None:
    """Write `content` to `path`, as `publishing` does."""
    with publishing(path) as file:
        file.write(content)


def _batched(rows: Iterable[Buffer]) -> Iterator[list[Buffer]]:
    """Yield rows in groups of about BATCH bytes: what is joined and hashed at a time."""
    group: list[Buffer] = []
    size = 0
    for row in rows:
        group.append(row)
        size += len(row)
        if size >= BATCH:
            yield group
            group, size = [], 0
    yield group


def publish_json(path: Path, value: object) -> None:
    """Write `value` as indented JSON with sorted keys: small files that people read."""
    publish(path, msgspec.json.format(canonical(value), indent=2) + b"\n")


class Rows(NamedTuple, Generic[R]):
    """A JSON Lines file of one record type. `{adapter}` in `path` stands for one entry of the matrix; see
    `of`. With a `part`, a manifest of its own vouches for it: readers of the stage's other files are not due
    when it changes."""

    path: str
    record: type[R]
    part: str = ""

    def of(self, adapter: str) -> "Rows[R]":
        """Return the file of one adapter."""
        return Rows(self.path.format(adapter=adapter), self.record, adapter)

    @property
    def manifest(self) -> Path:
        """Path of the manifest that vouches for this file."""
        return manifest_path(Path(self.path).parts[1], self.part)

    def write(self, rows: Iterable[R]) -> dict[str, Written]:
        """Write `rows` in the given order and return what the manifest must say of this file."""
        return self.write_encoded(map(canonical, rows))

    def write_encoded(self, rows: Iterable[Buffer]) -> dict[str, Written]:
        """Write rows that are canonical JSON already, as `write` does."""
        digest, count = hashlib.sha256(), 0
        with publishing(Path(self.path)) as file:
            for some in _batched(rows):
                lines = b"\n".join([*some, b""])
                file.write(lines)
                digest.update(lines)
                count += len(some)
        return {self.path: Written(rows=count, sha256=digest.hexdigest())}

    def read(self) -> list[R]:
        """Return all rows.

        Raises PipelineError when the file is missing, is not what its manifest says, or holds a row of
        another shape.
        """
        return [
            decoded(self.record, line, self.path, number)
            for number, line in enumerate(self.content().splitlines(), 1)
        ]

    def content(self) -> bytes:
        """Return the bytes of the file; raises PipelineError as `read` does, but for the shape of rows."""
        path = Path(self.path)
        if not path.is_file():
            raise PipelineError(f"{path}: not found, expected the rows of an earlier stage. Run `dvc repro`.")
        content = path.read_bytes()
        self._check(content)
        return content

    def read_some(self) -> list[R]:
        """Return all rows, of which there must be at least one."""
        rows = self.read()
        if not rows:
            stage = Path(self.path).parts[1]
            raise PipelineError(
                f"{self.path}: no rows, expected at least one. See reports/{stage}.json for what was dropped."
            )
        return rows

    def _check(self, content: bytes) -> None:
        expected = read_json(self.manifest, dict[str, Written]).get(self.path)
        found = Written(rows=content.count(b"\n"), sha256=hashlib.sha256(content).hexdigest())
        if found != expected:
            said = f"{expected.rows} rows, {expected.sha256[:12]}" if expected else "nothing of this file"
            raise PipelineError(
                f"{self.path}: {found.rows} rows, sha256 {found.sha256[:12]}; {self.manifest} says {said}. "
                "It was changed or half written: remove it and run `dvc repro` again."
            )


def decoded(record: type[R], line: bytes, path: str, number: int) -> R:
    """Return the record of a line; raises PipelineError, with path and number, when it has another shape."""
    try:
        return msgspec.json.decode(line, type=record)
    except msgspec.DecodeError as error:
        raise PipelineError(f"{path}:{number}: {error}. Run the stage that writes it again.") from error


V = TypeVar("V")


def read_json(path: Path, kind: type[V]) -> V:
    """Return the JSON file at `path` as a `kind`; raises PipelineError when it is missing or of another
    shape."""
    if not path.is_file():
        raise PipelineError(f"{path}: not found, expected a file of an earlier stage. Run `dvc repro`.")
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except msgspec.DecodeError as error:
        raise PipelineError(f"{path}: {error}. Run the stage that writes it again.") from error


def manifest_path(stage: str, part: str = "") -> Path:
    """Return where a stage's manifest lies: one for the stage, or one per part or entry of the matrix."""
    return Path("out", stage, "manifest", f"{part}.json") if part else Path("out", stage, "manifest.json")


def report_path(stage: str, adapter: str = "") -> Path:
    """Return where a stage's report lies: one for the stage, or one per entry of the matrix."""
    return Path("reports", stage, f"{adapter}.json") if adapter else Path("reports", f"{stage}.json")


def finish(
    stage: str, counts: Counts, figures: Figures, files: dict[str, Written], adapter: str = ""
) -> None:
    """Publish a stage's manifest and report, and print its counts as one line.

    Raises PipelineError when the counts do not close: a row would be lost without a reason.
    """
    name = f"{stage}@{adapter}" if adapter else stage
    dropped = sum(counts.dropped.values())
    if counts.read != counts.written + dropped:
        raise PipelineError(
            f"{name}: read {counts.read}, but wrote {counts.written} and dropped {dropped}; expected the "
            "counts to close. This is a defect of the stage: report it."
        )
    publish_json(manifest_path(stage, adapter), files)
    publish_json(report_path(stage, adapter), {"counts": counts, "figures": figures})
    reasons = ", ".join(f"{rule} {count}" for rule, count in sorted(counts.dropped.items()))
    print(
        f"{name}: read {counts.read}, wrote {counts.written}"
        + (f", dropped {dropped} ({reasons})" if dropped else "")
    )
