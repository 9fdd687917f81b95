"""The content of files, once per content."""

from stages.core.records.record import Record


class Blob(Record, frozen=True):
    """One row per distinct content over all sources."""

    blob: str
    """Git blob id (SHA-1 of header and content): identity for people and tools."""
    sha256: str
    """SHA-256 of the content: what every security claim rests on."""
    size: int
    """Bytes."""
    text: str | None
    """The content when it is valid UTF-8 and within the size limit of `crawl`."""
    base64: str | None
    """The content when it is not valid UTF-8; both fields are null above the size limit."""
