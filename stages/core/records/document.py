"""Anonymized files: the only text that later stages see."""

from stages.core.records.record import Record


class Edit(Record, frozen=True):
    """A raw byte range that was replaced."""

    start: int
    """First byte in the raw blob."""
    end: int
    """Byte after the last one in the raw blob."""
    length: int
    """Bytes of the replacement in the safe text, at least one."""


class Document(Record, frozen=True):
    """One row per kept file, sorted by id."""

    id: str
    """`source:path` with the safe path."""
    source: str
    source_class: str
    commit: str
    path: str
    """The path with the same replacements as the text."""
    blob: str
    """Git id of the raw content: spans are byte ranges of it."""
    asset: str
    language: str
    licence: str
    text: str
    """The safe text."""
    edits: list[Edit]
    """What was replaced, in order of `start`, not overlapping."""
