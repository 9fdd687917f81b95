"""The content of files, once per content."""

import hashlib

from stages.core.records.record import Record


class Blob(Record, frozen=True):
    """One row per distinct content over all sources."""

    blob: str
    """Git blob id (hash of header and content, SHA-1 or SHA-256 as the repository): identity for people and
    tools."""
    encoding: str
    """How the text was written (`utf-8`, `gb18030`, ...), `pdf` when it was extracted from one; `binary`,
    `unknown` or `oversized` when there is no text."""
    hints: list[str]
    """What the start of the text tells: api, postman, story, story-table (a table of stories), feedback."""
    reading: str
    """What the text is, given the content: the encoding, with a digest of the text where it was extracted."""
    sha256: str
    """SHA-256 of the content: what every security claim rests on."""
    size: int
    """Bytes."""
    text: str | None
    """The text. Its UTF-8 bytes are what spans count: those of the content where `encoding` is `utf-8`."""

    def is_itself(self) -> bool:
        """Return whether the text gives the id and the SHA-256; what has none, or was extracted, cannot."""
        if self.text is None or self.encoding == "pdf":
            return False
        raw = self.text.encode(self.encoding)
        algorithm = "sha1" if len(self.blob) == 40 else "sha256"
        git = hashlib.new(algorithm, b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
        return (git, hashlib.sha256(raw).hexdigest()) == (self.blob, self.sha256)
