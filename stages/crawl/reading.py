"""What was read of one source, before it becomes rows."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from stages.core.records.blob import Blob
from stages.core.store import Store

Contents = Callable[[Collection[str]], Iterator[Blob]]
"""Yields the row of each blob id that it is asked for, none of which is missing.

Raises SourceFault when one is damaged.
"""


class Entry(NamedTuple):
    """A path of a source at its pin."""

    path: str
    mode: str
    blob: str


class Told(NamedTuple):
    """What was read of a history."""

    rows: Mapping[str, Blob]
    """The text of each change, by the path under which it stands."""
    left_out: Counter[str]
    """Commits that are too large, or not of chosen files only, by reason."""


NOTHING_TOLD = Told({}, Counter())


class Reading(NamedTuple):
    """A source as it was listed, and how its contents are read."""

    commit: str
    licence: str
    contributors: list[str]
    """Names and mail addresses, sorted, each once."""
    ticket_keys: dict[str, int]
    """Keys of tickets in the subjects of its commits, with how many numbers each has; see `core.tickets`."""
    history: str
    """`whole` or `cut-off` for Git, where contributors are read from it; `none` for other kinds."""
    entries: list[Entry]
    missing: frozenset[str]
    """Blob ids of entries whose content is not here: of a partial clone, or pruned."""
    contents: Contents
    left_out: int
    """Files at the pin that include and exclude leave out."""
    told: Callable[[Store], Told] = lambda _: NOTHING_TOLD
    """Reads the changes of its history; what the store knows is not read again."""
    changes: int = 0
    """Entries that are changes of its history, see `core.formats.change`; only Git has some."""
    changes_left_out: Mapping[str, int] = {}
    """Commits of the history that are not read as changes, by reason."""


def of(rows: Mapping[str, Blob]) -> Contents:
    """Return contents that were read already, by blob id."""
    return lambda blobs: (rows[blob] for blob in sorted(blobs))


def with_changes(reading: Reading, store: Store) -> Reading:
    """Return a source with the changes of its history as entries among the others."""
    told = reading.told(store)
    return reading._replace(
        entries=[*reading.entries, *(Entry(path, "100644", row.blob) for path, row in told.rows.items())],
        contents=_both(told.rows.values(), reading.contents),
        changes=len(told.rows),
        changes_left_out=told.left_out,
    )


def _both(told: Iterable[Blob], stored: Contents) -> Contents:
    """Return contents of which some were read already and the others are read from the objects."""
    rows = {row.blob: row for row in told}

    def found(blobs: Collection[str]) -> Iterator[Blob]:
        yield from of(rows)(rows.keys() & blobs)
        yield from stored(set(blobs) - rows.keys())

    return found
