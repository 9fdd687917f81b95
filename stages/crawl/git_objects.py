"""Read what a commit holds: paths, contents, and who made its history."""

import re
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO

from stages.core.errors import PipelineError
from stages.core.records.blob import Blob
from stages.crawl.content import describe
from stages.crawl.git_command import git, lines_file, refusal, start
from stages.crawl.reading import Entry

CHUNK = 1 << 20
"""Bytes of a piece of a large content."""

_PERSON = re.compile(r"(?P<name>.*?)\s*<(?P<mail>[^<>]*)>\s*")
_FORMAT = "%an <%ae>%n%cn <%ce>%n%(trailers:key=Co-authored-by,valueonly,unfold)"


def refuse_unreadable(repository: Path, name: str, commit: str) -> None:
    """Raise PipelineError when `commit` is no commit of the repository, or when its history is cut off."""
    if git(repository, name, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise PipelineError(
            f"source '{name}': its history is cut off (a shallow clone), expected all of it: the names to "
            "mask are read there. Run `git fetch --unshallow`."
        )
    try:
        kind = git(repository, name, "cat-file", "-t", commit).decode().strip()
    except PipelineError as error:
        raise PipelineError(
            f"source '{name}': no commit {commit}, expected the pin. Fetch it, or move the pin: "
            f"`adaptrail sources update {name}`."
        ) from error
    if kind != "commit":
        raise PipelineError(
            f"source '{name}': {commit} is a {kind}, expected a commit. "
            f"Pin one: `adaptrail sources update {name}`."
        )


def listing(repository: Path, name: str, commit: str) -> list[Entry]:
    """Return every path of a commit; bytes of a path that are not UTF-8 are written as `\\xNN`."""
    rows = git(repository, name, "ls-tree", "-rz", "--full-tree", commit).split(b"\0")[:-1]
    return [_entry(row) for row in rows]


def _entry(row: bytes) -> Entry:
    head, _, path = row.partition(b"\t")
    mode, kind, blob = head.decode().split(" ")
    return Entry(path.decode("utf-8", "backslashreplace"), mode if kind == "commit" else _plain(mode), blob)


def _plain(mode: str) -> str:
    """Return the mode as Git writes it today: old repositories hold 100664 and the like."""
    if mode == "120000":
        return mode
    return "100755" if int(mode, 8) & 0o100 else "100644"


def contributors(repository: Path, name: str, commit: str) -> list[str]:
    """Return names and mail addresses of authors, committers and co-authors of the history, sorted."""
    printed = git(
        repository,
        name,
        "-c",
        "log.showSignature=false",
        "log",
        "--encoding=UTF-8",
        f"--format={_FORMAT}",
        commit,
    )
    found = [_PERSON.fullmatch(line) for line in printed.decode(errors="replace").splitlines()]
    return sorted({part.strip() for person in found if person for part in person.groups() if part.strip()})


def contents(repository: Path, name: str, limit: int, blobs: Collection[str]) -> Iterator[Blob]:
    """Yield the contents of `blobs`, in one pass through `git cat-file --batch`.

    Raises PipelineError when one is missing, as in a partial clone, or when its bytes do not give its id.
    """
    words = ["cat-file", "--batch", "--buffer"]
    asked_for = sorted(blobs)
    with lines_file(asked_for) as asked, tempfile.TemporaryFile() as said:
        with start(repository, words, asked, said) as process:
            assert process.stdout  # noqa: S101  it was asked for
            for blob in asked_for:
                yield _read(process.stdout, name, blob, limit)
        if process.returncode:
            said.seek(0)
            raise refusal(name, said.read())


def _read(stream: IO[bytes], name: str, blob: str, limit: int) -> Blob:
    head = stream.readline().split()
    if len(head) != 3 or head[1] != b"blob":
        raise PipelineError(
            f"source '{name}': blob {blob} is missing, expected a complete repository. "
            "Fetch it again, or exclude its paths."
        )
    size = int(head[2])
    row = describe(_chunks(stream, size), size, limit, "sha1" if len(blob) == 40 else "sha256")
    stream.read(1)
    if row.blob != blob:
        raise PipelineError(
            f"source '{name}': blob {blob} is damaged, its bytes give {row.blob}; expected its id. "
            "Fetch the repository again."
        )
    return row


def _chunks(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0:
        chunk = stream.read(min(size, CHUNK))
        if not chunk:
            return
        size -= len(chunk)
        yield chunk
