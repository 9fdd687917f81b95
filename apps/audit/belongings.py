"""Read what a repository, folder or file holds: the blobs of its whole history, and the texts of today."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from stages.core.errors import PipelineError
from stages.core.records.blob import Blob
from stages.crawl.content import describe
from stages.crawl.git_command import git
from stages.crawl.git_objects import contents, is_cut_off, listing
from stages.crawl.params import CrawlParams
from stages.crawl.tree_id import CHUNK

BUNDLE = re.compile(rb"# v[0-9] git bundle")
LINKS = ("120000", "160000")
"""Modes of what holds no content: a symbolic link, a submodule."""


class Belongings(NamedTuple):
    """What something holds."""

    blobs: list[str]
    """Git ids of all contents that are not empty: of a repository all that it stores, of any time."""
    texts: dict[str, Blob]
    """By path: of a repository those of the commit that is checked out, of a folder all regular files."""


def belongings(place: Path, params: CrawlParams) -> Belongings:
    """Return what `place` holds; raises PipelineError when nothing is there, or it is a bundle."""
    if (place / ".git").exists() or (place / "objects").is_dir() and (place / "HEAD").is_file():
        return _repository(place, params)
    if not place.exists():
        raise PipelineError(f"{place}: not there, expected a repository, folder or file. Mend the path.")
    files = [place] if place.is_file() else _files(place)
    texts = {_name(place, file): _described(file, params) for file in files}
    if not texts:
        raise PipelineError(f"{place}: no file, expected at least one. Mend the path.")
    return Belongings(sorted({blob.blob for blob in texts.values() if blob.size}), texts)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _name(place: Path, file: Path) -> str:
    return file.relative_to(place).as_posix() if place.is_dir() else file.name


def _described(file: Path, params: CrawlParams) -> Blob:
    with file.open("rb") as opened:
        if BUNDLE.match(opened.read(32)):
            raise PipelineError(
                f"{file}: a bundle, expected a repository or files. Clone it, then ask again."
            )
        opened.seek(0)
        chunks = iter(partial(opened.read, CHUNK), b"")
        return describe(chunks, file.stat().st_size, params.max_blob_bytes, params.encodings, params.pdf)


def _repository(place: Path, params: CrawlParams) -> Belongings:
    name = place.name
    if is_cut_off(place, name):
        raise PipelineError(f"{place}: a shallow clone, expected the whole history. `git fetch --unshallow`.")
    blobs = sorted(_blobs(place))
    if not blobs:
        raise PipelineError(f"{place}: no blob, expected a repository with a commit. Fetch it whole.")
    head = git(place, name, "rev-parse", "--verify", "HEAD^{commit}").decode().strip()
    entries = [entry for entry in listing(place, name, head) if entry.mode not in LINKS]
    found = {blob.blob: blob for blob in contents(place, name, params, {entry.blob for entry in entries})}
    return Belongings(blobs, {entry.path: found[entry.blob] for entry in entries})


def _blobs(place: Path) -> Iterator[str]:
    """Yield every blob that a repository stores, also those that no commit reaches any more."""
    words = (
        "cat-file",
        "--batch-all-objects",
        "--unordered",
        "--batch-check=%(objecttype) %(objectsize) %(objectname)",
    )
    for line in git(place, place.name, *words).decode().splitlines():
        kind, size, blob = line.split(" ")
        if kind == "blob" and size != "0":
            yield blob
