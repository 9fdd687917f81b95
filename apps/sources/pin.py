"""Resolve what one source is now: the pin that sources.lock.yaml should hold to read it."""

from pathlib import Path

import git

from stages.core.errors import PipelineError
from stages.crawl.distribution_source import distribution_contents
from stages.crawl.files_source import folder_contents
from stages.crawl.git_command import refusal, unquoted
from stages.crawl.params import Declared
from stages.crawl.places import below_data, is_url, refuse_credentials
from stages.crawl.tree_id import content_tree

_PREFIXES = ("", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/")
"""Where Git looks for a ref, in its order (gitrevisions(7))."""
_NO_PROMPT = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def pin(name: str, declared: Declared) -> str:
    """Return the commit of a Git source, or the Git tree id of the files of another kind.

    It is what `crawl` compares with the pin. Raises PipelineError when the source cannot be read.
    """
    if declared.kind == "git":
        return commit(name, declared.location, declared.ref)
    if declared.kind == "files":
        return content_tree(folder_contents(name, below_data(name, declared.location)))
    chosen = distribution_contents(name, declared.location, declared.include, declared.exclude)
    return content_tree(chosen.contents)


def commit(name: str, location: str, ref: str) -> str:
    """Return the commit that `ref` names in a bundle, a repository or at a URL; empty is the default branch.

    Raises PipelineError when Git cannot read it there, or there is no such ref.
    """
    refuse_credentials(name, location)
    if not is_url(location) and not Path(location).is_absolute():
        below_data(name, location)
    chosen = named(name, location, ref)
    if not chosen:
        raise PipelineError(
            f"source '{name}': no ref '{ref or 'HEAD'}' at {location}, expected a branch or tag. "
            f"See `git ls-remote {location}`."
        )
    return chosen


def named(name: str, location: str, ref: str) -> str:
    """Return the commit that `ref` names, empty when there is none, as in an empty repository.

    A bundle does not say which commit an annotated tag stands for: of it the tag is returned, which `crawl`
    refuses. Raises PipelineError when Git cannot read what is there.
    """
    names = [f"{prefix}{ref or 'HEAD'}{peeled}" for prefix in _PREFIXES for peeled in ("^{}", "")]
    try:
        lines = str(git.cmd.Git().ls_remote("--", location, *names, env=_NO_PROMPT)).splitlines()
    except git.GitCommandError as error:
        raise refusal(name, unquoted(error.stderr)) from error
    found = {place: commit for commit, place in (line.split("\t") for line in lines)}
    return next((found[one] for one in names if one in found), "")  # a pattern also matches `feature/main`
