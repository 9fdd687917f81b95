"""Read a Git repository at a commit, from its objects and never from a work tree."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from stages.core.errors import PipelineError
from stages.crawl.git_objects import contents, contributors, listing, refuse_unreadable
from stages.crawl.git_place import repository
from stages.crawl.globs import chooser
from stages.crawl.params import CrawlParams, Source
from stages.crawl.reading import Entry, Reading


def read_git(name: str, source: Source, params: CrawlParams) -> Reading:
    """Return the chosen files of a commit and the contributors of its history.

    Raises PipelineError when the commit is not there, history is cut off, or an object is missing or damaged.
    """
    place = repository(name, source, Path(params.cache))
    refuse_unreadable(place, name, source.rev)
    entries = listing(place, name, source.rev)
    _refuse_twins(name, entries)
    chosen = chooser(source.include, source.exclude)
    wanted = [entry for entry in entries if chosen(entry.path)]
    return Reading(
        commit=source.rev,
        licence=source.licence,
        contributors=contributors(place, name, source.rev),
        entries=wanted,
        contents=partial(contents, place, name, params.max_blob_bytes),
        left_out=len(entries) - len(wanted),
    )


def _refuse_twins(name: str, entries: Iterable[Entry]) -> None:
    """Raise PipelineError when two paths are the same once bytes that are not UTF-8 stand as `\\xNN`."""
    seen: set[str] = set()
    for entry in entries:
        if entry.path in seen:
            raise PipelineError(
                f"source '{name}': two paths are written as {entry.path!r}, expected one each. Rename one."
            )
        seen.add(entry.path)
