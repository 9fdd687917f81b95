"""Find the repository of a source: in place, or as a clone in the cache."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from git import GitCommandError, Repo, UnsafeProtocolError

from stages.crawl.faults import SourceFault
from stages.crawl.git_command import git, lines_file, refusal, unquoted
from stages.crawl.params import CrawlParams
from stages.crawl.pins import refuse_moving
from stages.crawl.places import below_data, is_url, refuse_credentials
from stages.crawl.source import Source

_REDIRECTIONS = {"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_OBJECT_DIRECTORY", "GIT_WORK_TREE"}
_NO_PROMPT = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_CLONE: Mapping[str, tuple[str, ...]] = {
    "partial": ("--filter=blob:none",),
    "full": (),
    "shallow": ("--depth=1", "--filter=blob:none"),
}
"""Options of `git clone` by `crawl.clone`. A host that knows no filters sends all, with a warning."""
_FETCH: Mapping[str, tuple[str, ...]] = {"partial": (), "full": (), "shallow": ("--depth=1",)}
_QUIETLY = ("--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance")


def clones(location: str, cache: Path) -> list[Path]:
    """Return the clones of a URL or of a bundle, which must be there, in `cache`, whatever was fetched."""
    return sorted(place for place in cache.glob(f"{_clone_name(location)}*") if place.is_dir())


def _clone_name(location: str) -> str:
    if is_url(location):
        return hashlib.sha256(location.encode()).hexdigest()
    with Path(location).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Place(NamedTuple):
    """Where a source is read."""

    folder: Path
    """The folder to run Git in."""
    is_clone: bool
    """Whether it is a clone of a URL: what it lacks may be fetched."""


def repository(name: str, source: Source, params: CrawlParams) -> Place:
    """Return where to read a source: a folder as it lies, or a clone of a bundle or URL in the cache.

    Raises SourceFault when there is nothing to read.
    """
    refuse_moving(name, source)
    if is_url(source.location):
        refuse_credentials(name, source.location)
        return Place(_clone_of_url(name, source, params), is_clone=True)
    place = Path(source.location)
    place = place if place.is_absolute() else below_data(name, source.location)
    if place.is_dir():
        return Place(place, is_clone=False)
    if place.is_file():
        return Place(_clone_of_bundle(name, place, params), is_clone=False)
    raise SourceFault(
        name,
        "not-found",
        f"{source.location} not found, expected a bundle or repository",
        f"Run `dvc repro`, or mend conf/source/{source.registered}.yaml.",
    )


def fetch_blobs(name: str, clone: Path, blobs: list[str]) -> None:
    """Fetch contents that a partial clone lacks, in one request."""
    with _held(clone), lines_file(blobs) as asked:
        _fetch(name, clone, ("--filter=blob:none", "--stdin"), asked)


def _clone_of_bundle(name: str, bundle: Path, params: CrawlParams) -> Path:
    clone = Path(params.cache, _clone_name(str(bundle)))
    with _held(clone):
        _clone(name, str(bundle.resolve()), clone, ())
    return clone


def _clone_of_url(name: str, source: Source, params: CrawlParams) -> Path:
    clone = Path(params.cache, f"{_clone_name(source.location)}-{params.clone}")
    with _held(clone):
        _clone(name, source.location, clone, _CLONE[params.clone])
        if not _holds(name, clone, source.rev):
            # By a ref of its own it stays, and the next fetch needs to move only what differs from it.
            _fetch(name, clone, (*_FETCH[params.clone], f"{source.rev}:refs/pins/{source.rev}"), None)
    return clone


@contextmanager
def _held(clone: Path) -> Iterator[None]:
    """Hold a clone for writing: another run waits, and a killed one lets go."""
    clone.parent.mkdir(parents=True, exist_ok=True)
    with clone.with_name(f"{clone.name}.held").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _clone(name: str, origin: str, clone: Path, options: tuple[str, ...]) -> None:
    """Make a clone beside its place, and move it there when it is complete."""
    if clone.is_dir():
        return
    _refuse_hook(name)
    for killed in clone.parent.glob(f"{clone.name}-unfinished-*"):
        shutil.rmtree(killed, ignore_errors=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{clone.name}-unfinished-", dir=clone.parent)).resolve()
    made = unfinished / "clone"
    try:
        # Not bare: machines with safe.bareRepository=explicit refuse to work in a bare one.
        with _as_said_by_git(name):
            Repo.clone_from(origin, made, multi_options=["--no-checkout", *options], env=_NO_PROMPT).close()
        made.rename(clone)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _holds(name: str, clone: Path, commit: str) -> bool:
    try:
        git(clone, name, "cat-file", "-e", commit)
    except SourceFault:
        return False
    return True


def _fetch(name: str, clone: Path, words: tuple[str, ...], asked: IO[bytes] | None) -> None:
    """Fetch into a clone; `asked` holds the objects of `--stdin`, which are wanted whatever is here."""
    _refuse_hook(name)
    for left in (clone / ".git").rglob("*.lock"):  # of a fetch that was killed: `_held` lets no other one in
        left.unlink()
    settings = {"c": "fetch.negotiationAlgorithm=noop"} if asked else {}
    with _as_said_by_git(name), Repo(clone) as opened:
        opened.git.update_environment(**_NO_PROMPT, GIT_DIR=str(clone.resolve() / ".git"))
        opened.git(**settings).fetch(*_QUIETLY, "origin", *words, istream=asked)


@contextmanager
def _as_said_by_git(name: str) -> Iterator[None]:
    try:
        yield
    except GitCommandError as error:
        raise refusal(name, unquoted(error.stderr)) from error
    except UnsafeProtocolError as error:
        raise SourceFault(name, "settings", f"{error}, expected another one", "Mend its location.") from error


def _refuse_hook(name: str) -> None:
    """Raise SourceFault inside a Git hook that redirects objects: a clone would look whole and be empty."""
    redirected = sorted(_REDIRECTIONS & os.environ.keys())
    if redirected:
        reason = f"{', '.join(redirected)} is set, expected it unset to clone"
        raise SourceFault(name, "settings", reason, "Run outside of a Git hook.")
