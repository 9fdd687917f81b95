"""Read what a commit holds: paths, contents, and who made its history."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO

from stages.core.records.blob import Blob
from stages.crawl.content import describe
from stages.crawl.faults import SourceFault
from stages.crawl.git_command import git, lines_file, start
from stages.crawl.params import CrawlParams
from stages.crawl.reading import Entry
from stages.crawl.tree_id import CHUNK

_PERSON = re.compile(r"(?P<name>.*?)\s*<(?P<mail>[^<>]*)>\s*")
_TRAILERS = ("Co-authored", "Signed-off", "Reviewed", "Acked", "Tested", "Reported", "Suggested", "Approved")
_KEYS = ",".join(f"key={kind}-by" for kind in _TRAILERS)
_FORMAT = f"%an <%ae>%n%cn <%ce>%n%(trailers:{_KEYS},valueonly,unfold)"
_BATCH = ("-c", "core.bigFileThreshold=4m", "cat-file", "--batch", "--buffer")
"""Contents from a pack are streamed above the threshold, not held in memory by Git."""


def is_cut_off(repository: Path, name: str) -> bool:
    """Return whether the history of a repository ends early: a shallow clone."""
    return git(repository, name, "rev-parse", "--is-shallow-repository").strip() == b"true"


def refuse_no_commit(repository: Path, name: str, commit: str) -> None:
    """Raise SourceFault when `commit` is no commit of the repository."""
    remedy = f"Pin a commit: `adaptrail sources update {name}`."
    try:
        kind = git(repository, name, "cat-file", "-t", commit).decode().strip()
    except SourceFault as error:
        if error.failure.kind in ("corrupt", "ownership", "no-access"):
            raise
        reason = f"no commit {commit}, expected the pin"
        raise SourceFault(name, "missing-pin", reason, f"Fetch it, or move the pin. {remedy}") from error
    if kind != "commit":
        raise SourceFault(name, "missing-pin", f"{commit} is a {kind}, expected a commit", remedy)


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


def missing(repository: Path, name: str, commit: str) -> frozenset[str]:
    """Return the blobs of a commit's tree that the repository lacks; asks no other one for them."""
    words = ["rev-list", "--objects", "--missing=print", "--quiet", f"{commit}^{{tree}}"]
    return frozenset(line[1:].decode() for line in git(repository, name, *words).splitlines())


def contributors(repository: Path, name: str, commit: str) -> list[str]:
    """Return names and mail addresses of authors and committers of the history, and of whom its
    trailers name, sorted."""
    found = [_PERSON.fullmatch(line) for line in _log(repository, name, commit, _FORMAT)]
    return sorted({part.strip() for person in found if person for part in person.groups() if part.strip()})


def subjects(repository: Path, name: str, commit: str) -> list[str]:
    """Return the first lines of the messages of the history."""
    return _log(repository, name, commit, "%s")


def _log(repository: Path, name: str, commit: str, form: str) -> list[str]:
    # A map of names is none of the history, and would be read from a blob, which may not be here.
    settings = ("-c", "log.showSignature=false", "-c", "log.mailmap=false")
    printed = git(repository, name, *settings, "log", "--encoding=UTF-8", f"--format={form}", commit)
    return printed.decode(errors="replace").splitlines()


def contents(repository: Path, name: str, params: CrawlParams, blobs: Collection[str]) -> Iterator[Blob]:
    """Yield the contents of `blobs`, in one pass through `git cat-file --batch`.

    Raises SourceFault when the bytes of one cannot be read or do not give its id.
    """
    asked_for = sorted(blobs)
    with lines_file(asked_for) as asked, start(repository, [*_BATCH], asked) as process:
        assert process.stdout  # noqa: S101  it was asked for
        for blob in asked_for:
            yield _read(process.stdout, name, blob, params)


def _read(stream: IO[bytes], name: str, blob: str, params: CrawlParams) -> Blob:
    head = stream.readline().split()
    if len(head) != 3 or head[1] != b"blob":
        raise _damaged(name, blob, "nothing")
    size = int(head[2])
    algorithm = "sha1" if len(blob) == 40 else "sha256"
    chunks = (stream.read(size),) if size <= CHUNK else _chunks(stream, size)
    row = describe(chunks, size, params.max_blob_bytes, params.encodings, params.pdf, algorithm=algorithm)
    stream.read(1)
    if row.blob != blob:
        raise _damaged(name, blob, row.blob)
    return row


def _damaged(name: str, blob: str, found: str) -> SourceFault:
    return SourceFault(
        name,
        "corrupt",
        f"blob {blob} is damaged, its bytes give {found}; expected its id",
        "Fetch the repository again, or exclude its paths.",
    )


def _chunks(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0:
        chunk = stream.read(min(size, CHUNK))
        if not chunk:
            return
        size -= len(chunk)
        yield chunk
