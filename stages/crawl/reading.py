"""What was read of one source, before it becomes rows."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from stages.core.records.blob import Blob

Contents = Callable[[Collection[str]], Iterator[Blob]]
"""Yields the row of each blob id that it is asked for, none of which is missing.

Raises SourceFault when one is damaged.
"""


class Entry(NamedTuple):
    """A path of a source at its pin."""

    path: str
    mode: str
    blob: str


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
    changes: int = 0
    """Entries that are changes of its history, see `core.formats.change`; only Git has some."""
    changes_left_out: Mapping[str, int] = {}
    """Commits of the history that are not read as changes, by reason."""


def of(rows: Mapping[str, Blob]) -> Contents:
    """Return contents that were read already, by blob id."""
    return lambda blobs: (rows[blob] for blob in sorted(blobs))
