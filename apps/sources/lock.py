"""Write sources.lock.yaml, and say what a new entry would move."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import yaml

from stages.core.contract import publish
from stages.core.errors import PipelineError
from stages.crawl import git_place
from stages.crawl.contract import LOCK
from stages.crawl.files_source import folder_contents
from stages.crawl.git_command import git
from stages.crawl.lock import Locked, Place, differences, places
from stages.crawl.places import is_url

_HEAD = "# What each source of conf/source/ resolved to; written by `adaptrail sources`, never by hand.\n"


def write_lock(lock: Mapping[str, Locked]) -> None:
    """Write the entries, sorted by name, so that a moved pin is one changed line."""
    entries = {name: msgspec.to_builtins(locked) for name, locked in sorted(lock.items())}
    for entry in entries.values():
        if "members" in entry:
            entry["members"] = dict(sorted(entry["members"].items()))
    publish(LOCK, (_HEAD + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)).encode())


def moves(name: str, old: Locked | None, new: Locked, cache: Path) -> Iterator[str]:
    """Yield a line for each thing that `new` would change of `old`, of which `cache` may hold a clone."""
    before = {place.name: place for place in places(name, old)} if old else {}
    after = {place.name: place for place in places(name, new)}
    for what, was, will in differences(old, new) if old else ():
        yield f"{name}: {what} {was!r} -> {will!r}"
    for one in sorted(before.keys() | after.keys()):
        if one not in after:
            yield f"{one}: {before[one].pin[:12]} -> gone"
        elif one not in before:
            yield f"{one}: new -> {after[one].pin[:12]}"
        elif before[one].pin != after[one].pin:
            size = _size(before[one], after[one], cache)
            yield f"{one}: {before[one].pin[:12]} -> {after[one].pin[:12]}{size}"


def clones(locked: Locked, cache: Path) -> list[Path]:
    """Return the clones in `cache` that hold the raw content of an entry."""
    return sorted(
        {
            clone
            for place in places("", locked)
            if place.kind == "git" and (is_url(place.location) or Path(place.location).is_file())
            for clone in git_place.clones(place.location, cache)
        }
    )


def _size(old: Place, new: Place, cache: Path) -> str:
    """Return how much moves, where that is known without fetching anything."""
    if new.kind == "files":
        return f" (now {len(folder_contents(new.name, Path(new.location)))} files)"
    found = git_place.clones(new.location, cache) if is_url(new.location) else [Path(new.location)]
    here = next((place for place in found if place.is_dir()), None)
    if new.kind != "git" or here is None:
        return ""
    try:
        counted = git(
            here,
            new.name,
            "rev-list",
            "--left-right",
            "--count",
            "--end-of-options",
            f"{old.pin}...{new.pin}",
        )
    except PipelineError:  # the clone lacks a commit: `crawl` fetches it, this command does not
        return ""
    gone, more = counted.decode().split()
    return f" (commits: {more} more, {gone} gone)"
