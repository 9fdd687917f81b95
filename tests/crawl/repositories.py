"""Tiny Git repositories with everything that a real one may hold."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from stages.core.records.blob import Blob
from stages.crawl.params import CrawlParams, Source
from stages.crawl.reading import Reading

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
ENVIRONMENT = CLEAN | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
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
    name = b'"' + path.replace(b"\n", b"\\n") + b'"' if b"\n" in path else path
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


def source(location: Path | str, rev: str, **changes: object) -> Source:
    settings: dict[str, object] = {
        "kind": "git",
        "location": str(location),
        "rev": rev,
        "source_class": "own",
        "owner": "team",
        "licence": "LicenseRef-Own",
        "legal_basis": "contract",
        "include": ["**"],
        "exclude": [],
    }
    return Source(**(settings | changes))  # type: ignore[arg-type]


def blobs_of(reading: Reading) -> dict[str, Blob]:
    """Read every content of a reading, by blob id."""
    ids = {entry.blob for entry in reading.entries if entry.mode != "160000"}
    return {row.blob: row for row in reading.contents(ids)}


def params(folder: Path, limit: int = 1000) -> CrawlParams:
    return CrawlParams(max_blob_bytes=limit, cache=str(folder / "cache"), assets={}, sources={})
