"""What was read of one source, before it becomes rows."""

from typing import NamedTuple

from stages.core.records.blob import Blob


class Entry(NamedTuple):
    """A path of a source at its pin."""

    path: str
    mode: str
    blob: str


class Reading(NamedTuple):
    """A source as it was read: all of it, or an error instead."""

    commit: str
    licence: str
    contributors: list[str]
    """Names and mail addresses, sorted, each once."""
    entries: list[Entry]
    blobs: dict[str, Blob]
    """By blob id; a submodule's entry has none."""
    left_out: int
    """Files at the pin that include and exclude leave out."""
