"""Resolve what a source is now: the pin that conf/source/<name>.yaml should hold to read it."""

from pathlib import Path
from typing import Any

import git

from stages.core.errors import PipelineError
from stages.crawl.distribution_source import distribution_contents
from stages.crawl.files_source import folder_contents
from stages.crawl.git_command import refusal, unquoted
from stages.crawl.places import below_data, is_url, refuse_credentials
from stages.crawl.tree_id import content_tree

_PREFIXES = ("", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/")
"""Where Git looks for a ref, in its order (gitrevisions(7))."""


def pin(name: str, settings: dict[str, Any], ref: str) -> str:
    """Return the commit that `ref` names in a Git source, or the Git tree id of the files of another kind.

    It is what `crawl` compares with the pin. Raises PipelineError when the source cannot be read.
    """
    location = str(settings["location"])
    if settings["kind"] == "git":
        return commit(name, location, ref)
    if settings["kind"] == "files":
        return content_tree(folder_contents(name, below_data(name, location)))
    include, exclude = settings["include"], settings["exclude"]
    return content_tree(distribution_contents(name, location, include, exclude).contents)


def commit(name: str, location: str, ref: str) -> str:
    """Return the commit that `ref` names in a bundle, a repository or at a URL.

    A bundle does not say which commit an annotated tag stands for: of it the tag is returned, which `crawl`
    refuses.
    """
    refuse_credentials(name, location)
    if not is_url(location) and not Path(location).is_absolute():
        below_data(name, location)
    names = [f"{prefix}{ref}{peeled}" for prefix in _PREFIXES for peeled in ("^{}", "")]
    try:
        lines = str(git.cmd.Git().ls_remote("--", location, *names)).splitlines()
    except git.GitCommandError as error:
        raise refusal(name, unquoted(error.stderr)) from error
    found = {place: commit for commit, place in (line.split("\t") for line in lines)}
    chosen = next((found[one] for one in names if one in found), "")  # a pattern also matches `feature/main`
    if not chosen:
        raise PipelineError(
            f"source '{name}': no ref '{ref}' at {location}, expected a branch or tag. "
            f"See `git ls-remote {location}`."
        )
    return chosen
