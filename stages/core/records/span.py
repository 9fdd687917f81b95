"""A byte range of a raw blob."""

from stages.core.records.record import Record


class Span(Record, frozen=True):
    """Where a piece of an asset or of a sample comes from."""

    document: str
    """Id of the document."""
    blob: str
    """Git blob id of the raw content."""
    start: int
    """First byte in the raw blob."""
    end: int
    """Byte after the last one in the raw blob."""
    safe: str
    """SHA-256 of the anonymized UTF-8 text of this range, its lines ended by LF: raw bytes with the
    redactions applied must give it again."""
