"""Resolve what a source is now: the pin that conf/source/<name>.yaml should hold to read it."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import git

from stages.core.errors import PipelineError
from stages.crawl.globs import chooser
from stages.crawl.tree_id import blob_id, tree_id


def pin(settings: dict[str, Any], ref: str) -> str:
    """Return the commit that `ref` names in a Git source, or the Git tree id of the files of another kind.

    Raises PipelineError when the source cannot be read.
    """
    location = str(settings["location"])
    if settings["kind"] == "git":
        return commit(location, ref)
    chosen = chooser(settings["include"], settings["exclude"])
    files = folder(location) if settings["kind"] == "files" else installed(location)
    return tree_id({name: blob_id(path.read_bytes()) for name, path in files.items() if chosen(name)})


def commit(location: str, ref: str) -> str:
    """Return the commit that `ref` names in a bundle, a repository or at a URL."""
    refuse_credentials(location)
    try:
        lines = str(git.cmd.Git().ls_remote("--", location, ref)).splitlines()
    except git.GitCommandError as error:
        reason = (str(error.stderr).strip().splitlines() or ["no reason given"])[0]
        raise PipelineError(
            f"{location}: {reason}; expected a readable repository. Mend `location`."
        ) from error
    if not lines:
        raise PipelineError(
            f"{location}: no ref '{ref}', expected a branch or tag. See `git ls-remote {location}`."
        )
    return lines[0].split()[0]


def refuse_credentials(location: str) -> None:
    """Raise PipelineError when a URL holds a user or a password: it would go to Git with conf/source/."""
    if re.match(r"https?://[^/]*@", location):
        raise PipelineError(
            "location: a URL with a user or password, expected one without. Use a credential helper of Git."
        )


def folder(location: str) -> dict[str, Path]:
    """Return the regular files below a folder by path."""
    top = Path(location)
    if not top.is_dir():
        raise PipelineError(
            f"{location}: not found, expected a folder below data/. Run `dvc repro data.dvc` first."
        )
    return {path.relative_to(top).as_posix(): path for path in top.rglob("*") if path.is_file()}


def installed(location: str) -> dict[str, Path]:
    """Return the files of an installed distribution that its RECORD vouches for by a digest."""
    name, _, version = location.partition("==")
    try:
        found = distribution(name)
    except PackageNotFoundError as error:
        raise PipelineError(
            f"{location}: not installed, expected it. Run `make repro`, or install it."
        ) from error
    if found.version != version:
        raise PipelineError(
            f"{location}: version {found.version} is installed. Mend `location` or constraints.txt."
        )
    return {file.as_posix(): Path(str(file.locate())) for file in found.files or [] if file.hash}
