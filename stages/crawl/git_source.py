"""Read a Git repository at a commit, from its objects and never from a work tree."""

from collections.abc import Iterable
from functools import partial

from stages.core.tickets import ticket_keys
from stages.crawl.changes import History, read_changes
from stages.crawl.faults import SourceFault
from stages.crawl.git_objects import (
    contents,
    contributors,
    is_cut_off,
    listing,
    missing,
    refuse_no_commit,
    subjects,
)
from stages.crawl.git_place import Place, fetch_blobs, repository
from stages.crawl.globs import chooser
from stages.crawl.params import CrawlParams
from stages.crawl.reading import Entry, Reading
from stages.crawl.source import Source


def read_git(name: str, source: Source, params: CrawlParams) -> Reading:
    """Return the chosen files of a commit, how the changes that led to it are read, and the contributors and
    keys of tickets of its history.

    Chosen blobs that a clone in the cache lacks are fetched, at once, but none that was erased; a repository
    in place is left alone.
    Raises SourceFault when the commit is not there, or its history is cut off against `crawl.clone`.
    """
    place = repository(name, source, params)
    history = _history(name, place, params)
    refuse_no_commit(place.folder, name, source.rev)
    entries = listing(place.folder, name, source.rev)
    _refuse_twins(name, entries)
    chosen = chooser([*source.include, *params.always], source.exclude)
    wanted = [entry for entry in entries if chosen(entry.path)]
    read = [entry for entry in wanted if not source.erased.hidden(name, entry.path, entry.blob)]
    lacking = missing(place.folder, name, source.rev) & {entry.blob for entry in read}
    if lacking and place.is_clone:
        fetch_blobs(name, place.folder, sorted(lacking))
        lacking = missing(place.folder, name, source.rev) & lacking
    changes = History(name, place, source, frozenset(entry.path for entry in read))
    return Reading(
        commit=source.rev,
        licence=source.licence,
        contributors=contributors(place.folder, name, source.rev),
        ticket_keys=ticket_keys(subjects(place.folder, name, source.rev)),
        history=history,
        entries=wanted,
        missing=lacking,
        contents=partial(contents, place.folder, name, params),
        told=partial(read_changes, changes, params),
        left_out=len(entries) - len(wanted),
    )


def _history(name: str, place: Place, params: CrawlParams) -> str:
    if not is_cut_off(place.folder, name):
        return "whole"
    if params.clone != "shallow":
        raise SourceFault(
            name,
            "incomplete",
            "its history is cut off (a shallow clone), expected all of it: the names to mask are read there",
            "Run `git fetch --unshallow`, or set crawl.clone: shallow.",
        )
    return "cut-off"


def _refuse_twins(name: str, entries: Iterable[Entry]) -> None:
    """Raise SourceFault when two paths are the same once bytes that are not UTF-8 stand as `\\xNN`."""
    seen: set[str] = set()
    for entry in entries:
        if entry.path in seen:
            reason = f"two paths are written as {entry.path!r}, expected one each"
            raise SourceFault(name, "unfit", reason, "Rename one.")
        seen.add(entry.path)
