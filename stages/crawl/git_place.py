"""Find the repository of a source: in place, or as a clone in the cache."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from git import GitCommandError, Repo, UnsafeProtocolError

from stages.core.errors import PipelineError
from stages.crawl.git_command import git, refusal, unquoted
from stages.crawl.pins import refuse_moving
from stages.crawl.places import below_data, is_url, refuse_credentials
from stages.crawl.source import Source

_REDIRECTIONS = {"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_OBJECT_DIRECTORY", "GIT_WORK_TREE"}
_NO_PROMPT = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def clone_place(location: str, cache: Path) -> Path:
    """Return where the clone of a URL or of a bundle, which must be there, lies in `cache`."""
    if is_url(location):
        return cache / hashlib.sha256(location.encode()).hexdigest()
    with Path(location).open("rb") as file:
        return cache / hashlib.file_digest(file, "sha256").hexdigest()


def repository(name: str, source: Source, cache: Path) -> Path:
    """Return the folder to run Git in: a folder as it lies, or a clone of a bundle or URL in `cache`.

    A clone is made beside its place and moved there when it is complete.
    Raises PipelineError when there is nothing to read.
    """
    refuse_moving(name, source)
    if is_url(source.location):
        refuse_credentials(name, source.location)
        clone = clone_place(source.location, cache)
        _clone(name, source.location, clone)
        _fetch(name, source.rev, clone)
        return clone
    place = Path(source.location)
    place = place if place.is_absolute() else below_data(name, source.location)
    if place.is_dir():
        return place
    if place.is_file():
        clone = clone_place(source.location, cache)
        _clone(name, str(place.resolve()), clone)
        return clone
    raise PipelineError(
        f"source '{name}': {source.location} not found, expected a bundle or repository. "
        f"Run `dvc repro`, or mend conf/source/{name}.yaml."
    )


def _clone(name: str, origin: str, clone: Path) -> None:
    if clone.is_dir():
        return
    _refuse_hook(name)
    clone.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=clone.parent)).resolve()
    made = unfinished / "clone"
    try:
        # Not bare: machines with safe.bareRepository=explicit refuse to work in a bare one.
        Repo.clone_from(origin, made, multi_options=["--no-checkout"], env=_NO_PROMPT).close()
        _move(made, clone)
    except (GitCommandError, UnsafeProtocolError) as error:
        said = error.stderr if isinstance(error, GitCommandError) else str(error)
        raise refusal(name, unquoted(said)) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _refuse_hook(name: str) -> None:
    """Raise PipelineError inside a Git hook that redirects objects: a clone would look whole and be empty."""
    redirected = sorted(_REDIRECTIONS & os.environ.keys())
    if redirected:
        raise PipelineError(
            f"source '{name}': {', '.join(redirected)} is set, expected it unset to clone. "
            "Run outside of a Git hook."
        )


def _move(made: Path, clone: Path) -> None:
    """Put a complete clone in its place, unless another run has done so meanwhile: both hold the same."""
    try:
        made.rename(clone)
    except OSError:
        if not clone.is_dir():
            raise


def _fetch(name: str, commit: str, clone: Path) -> None:
    try:
        git(clone, name, "cat-file", "-e", commit)
    except PipelineError:
        _refuse_hook(name)
        try:
            with Repo(clone) as opened:
                opened.git.update_environment(**_NO_PROMPT, GIT_DIR=str(clone.resolve() / ".git"))
                opened.git.fetch("origin", commit)
        except GitCommandError as error:
            raise refusal(name, unquoted(error.stderr)) from error
