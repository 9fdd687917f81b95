"""Git bundles made from a written history: the same commits give the same SHAs on every machine."""

import os
import subprocess
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

BRANCH = "refs/heads/main"


class Commit(NamedTuple):
    """One commit on the only branch: who, when, why, and the files that it writes or deletes."""

    author: str
    mail: str
    date: str
    """ISO 8601 with offset: `2024-03-05T10:12:00+08:00`."""
    message: str
    files: dict[str, str | bytes | None]
    """Path to new content; None deletes the path."""


def write_bundle(commits: Sequence[Commit], bundle: Path) -> str:
    """Write the history to `bundle` and return the SHA of its last commit."""
    with TemporaryDirectory() as folder:
        _git(folder, "init", "--quiet", "--bare", "--object-format=sha1", "--initial-branch=main")
        _git(folder, "fast-import", "--quiet", "--done", stream=fast_import_stream(commits))
        _git(folder, "bundle", "create", "--quiet", str(bundle.resolve()), "HEAD", BRANCH)
        return _git(folder, "rev-parse", BRANCH).decode().strip()


def bundle_heads(bundle: Path) -> dict[str, str]:
    """Return the refs of a bundle and their SHAs."""
    lines = _git(".", "bundle", "list-heads", str(bundle.resolve())).decode().splitlines()
    return {ref: sha for sha, ref in (line.split(" ", 1) for line in lines)}


def bundle_files(bundle: Path) -> dict[str, bytes]:
    """Return path and content of every file at the head of a bundle."""
    with TemporaryDirectory() as folder:
        _git(folder, "clone", "--quiet", "--bare", str(bundle.resolve()), "repo")
        repo = str(Path(folder, "repo"))
        rows = _git(repo, "ls-tree", "-rz", BRANCH).decode().split("\0")[:-1]
        blobs = {path: meta.split(" ")[2] for meta, path in (row.split("\t", 1) for row in rows)}
        stream = "".join(f"{blob}\n" for blob in blobs.values()).encode()
        return dict(zip(blobs, _batch(_git(repo, "cat-file", "--batch", stream=stream)), strict=True))


def fast_import_stream(commits: Iterable[Commit]) -> bytes:
    """Return the history in the input format of `git fast-import`."""
    return b"".join(_commit(commit) for commit in commits) + b"done\n"


def _commit(commit: Commit) -> bytes:
    when = datetime.fromisoformat(commit.date)
    who = f"{commit.author} <{commit.mail}> {int(when.timestamp())} {when:%z}\n"
    head = f"commit {BRANCH}\nauthor {who}committer {who}".encode()
    changes = b"".join(_change(path, content) for path, content in sorted(commit.files.items()))
    return head + _data(commit.message.rstrip("\n").encode() + b"\n") + changes


def _change(path: str, content: str | bytes | None) -> bytes:
    if content is None:
        return f"D {path}\n".encode()
    body = content.encode() if isinstance(content, str) else content
    return f"M 100644 inline {path}\n".encode() + _data(body)


def _data(body: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(body), body)


def _batch(stream: bytes) -> Iterable[bytes]:
    """Yield the contents out of the answer of `git cat-file --batch`."""
    at = 0
    while at < len(stream):
        head = stream.index(b"\n", at)
        size = int(stream[at:head].split(b" ")[2])
        yield stream[head + 1 : head + 1 + size]
        at = head + size + 2


def _git(folder: str, *words: str, stream: bytes = b"") -> bytes:
    """Run Git on `folder` without the settings of the user or the machine."""
    settings = ("pack.threads=1", "gc.auto=0", "fastimport.unpackLimit=0", "core.quotePath=false")
    command = ["git", "-C", folder, *(word for setting in settings for word in ("-c", setting)), *words]
    bare = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = bare | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(command, input=stream, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"git {words[0]}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout
