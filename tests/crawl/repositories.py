"""Tiny Git repositories with everything that a real one may hold."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
import yaml

from stages.core.records.blob import Blob
from stages.crawl.contract import LOCK
from stages.crawl.crawl import here
from stages.crawl.params import Changes, CrawlParams, Declared, PdfLimits
from stages.crawl.reading import Reading
from stages.crawl.source import Source

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
ENVIRONMENT = CLEAN | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
PDF_LIMITS = PdfLimits(max_pages=20, max_characters=10_000, max_seconds=20, max_memory=1 << 30)
ALICE = "Alice Ng <alice@example.com>"


class Link(NamedTuple):
    """A symbolic link."""

    target: bytes


class Module(NamedTuple):
    """A submodule."""

    commit: str


class Script(NamedTuple):
    """A file with the executable bit."""

    content: bytes


SAID: dict[str, object] = {
    "kind": "git",
    "source_class": "own",
    "owner": "team",
    "licence": "LicenseRef-Own",
    "legal_basis": "contract",
    "include": ["**"],
    "exclude": [],
    "commits": 0,
    "tags": [],
}
"""What a source is declared to be, but for its place."""


Content = bytes | Link | Module | Script


def git(folder: Path, *words: str, stream: bytes = b"") -> str:
    done = subprocess.run(
        ["git", *words], cwd=folder, env=ENVIRONMENT, input=stream, capture_output=True, check=True
    )
    return done.stdout.decode(errors="replace").strip()


def bare(folder: Path, algorithm: str = "sha1") -> Path:
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--bare", f"--object-format={algorithm}", "--initial-branch=main")
    return folder


def commit(
    repository: Path,
    files: Mapping[bytes, Content | None],
    author: str = ALICE,
    committer: str = ALICE,
    message: str = "change",
) -> str:
    head = subprocess.run(
        ["git", "rev-parse", "-q", "--verify", "main"],
        cwd=repository,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    start = f"from {head.stdout.decode()}".encode() if head.stdout else b""
    stream = f"commit refs/heads/main\nauthor {author} 1 +0000\ncommitter {committer} 1 +0000\n".encode()
    stream += _data(message.encode()) + start + b"".join(_change(path, file) for path, file in files.items())
    git(repository, "fast-import", "--quiet", "--done", stream=stream + b"done\n")
    return git(repository, "rev-parse", "main")


def _change(path: bytes, file: Content | None) -> bytes:
    name = b'"' + re.sub(rb'[\x00-\x1f"\\]', lambda one: b"\\%03o" % one[0][0], path) + b'"'
    match file:
        case None:
            return b"D %s\n" % name
        case Module(sha):
            return b"M 160000 %s %s\n" % (sha.encode(), name)
        case Link(content):
            return b"M 120000 inline %s\n" % name + _data(content)
        case Script(content):
            return b"M 100755 inline %s\n" % name + _data(content)
        case _:
            return b"M 100644 inline %s\n" % name + _data(file)


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def loose(repository: Path, object_id: str) -> Path:
    """Unpack the repository and return the file of one object."""
    for pack in list((repository / "objects/pack").glob("*.pack")):
        content = pack.read_bytes()
        for file in (repository / "objects/pack").iterdir():
            file.unlink()
        git(repository, "unpack-objects", "-q", stream=content)
    return repository / "objects" / object_id[:2] / object_id[2:]


def source(location: Path | str, rev: str, **changes: object) -> Source:
    settings: dict[str, object] = SAID | {"registered": "shop", "location": str(location), "rev": rev}
    return Source(**(settings | changes))  # type: ignore[arg-type]


def declared(location: Path | str, **changes: object) -> Declared:
    settings: dict[str, object] = SAID | {"location": str(location), "ref": "", "listing": None}
    return Declared(**(settings | changes))  # type: ignore[arg-type]


def blobs_of(reading: Reading) -> dict[str, Blob]:
    """Read every content of a reading, by blob id."""
    return {row.blob: row for row in reading.contents(here(reading))}


def clones(folder: Path) -> list[Path]:
    """What lies in the cache but the files by which runs wait for each other."""
    return sorted(path for path in (folder / "cache").iterdir() if path.suffix != ".held")


def params(folder: Path, **changes: object) -> CrawlParams:
    settings: dict[str, object] = {
        "max_blob_bytes": 1000,
        "always": ["**/LICENSE*"],
        "encodings": [],
        "pdf": PDF_LIMITS,
        "on_failure": "stop",
        "clone": "partial",
        "cache": str(folder / "cache"),
        "suppression_key": "",
        "changes": Changes(max_files=4, max_lines=200),
        "assets": {},
        "sources": {},
    }
    return CrawlParams(**(settings | changes))  # type: ignore[arg-type]


def write_params(folder: Path, sources: Mapping[str, Source], **changes: object) -> None:
    """Write settings and pins of a run of the stage in `folder`."""
    said = {
        name: declared(given.location, kind=given.kind, include=given.include)
        for name, given in sources.items()
    }
    section = msgspec.to_builtins(params(folder, sources=said, **changes))
    store = {"folder": ".store", "keep": 1}
    (folder / "params.yaml").write_text(yaml.safe_dump({"crawl": section, "store": store}))
    pins = {
        name: {"kind": given.kind, "location": given.location, "pin": given.rev}
        for name, given in sources.items()
    }
    (folder / LOCK).write_text(yaml.safe_dump(pins))


def outs(folder: Path) -> dict[str, bytes]:
    """Every file that the stage wrote in `folder`, by path."""
    found = [path for path in sorted((folder / "out").rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
