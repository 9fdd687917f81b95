"""Describe a content: its digests, and the text when it is one."""

import hashlib
from collections.abc import Iterable, Sequence

from stages.core.records.blob import Blob
from stages.crawl.assets import hints
from stages.crawl.encodings import decoded
from stages.crawl.params import PdfLimits
from stages.crawl.pdf import START, extracted

_IDENTITIES = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}

LIBRARIES = ("charset-normalizer", "pypdf")
"""Libraries whose version decides what is a text."""


def describe(
    chunks: Iterable[bytes],
    size: int,
    limit: int,
    encodings: Sequence[str] = (),
    pdf: PdfLimits | None = None,
    *,
    algorithm: str = "sha1",
) -> Blob:
    """Return the row of a content of `size` bytes, given in pieces; above `limit` bytes without the text.

    The text is read as UTF-8 or one of `encodings`; that of a PDF is taken out of it within the limits `pdf`,
    and is unknown without them. The blob id is computed from what was read, by the hash
    `algorithm` of the repository.
    """
    identity = _IDENTITIES[algorithm](b"blob %d\0" % size, usedforsecurity=False)
    sha256 = hashlib.sha256()
    small = size <= limit
    pieces = []
    for chunk in chunks:
        identity.update(chunk)
        sha256.update(chunk)
        if small:
            pieces.append(chunk)
    encoding, text = _text(b"".join(pieces), encodings, pdf) if small else ("oversized", None)
    return Blob(
        blob=identity.hexdigest(),
        encoding=encoding,
        hints=hints(text) if text else [],
        reading=_reading(encoding, text),
        sha256=sha256.hexdigest(),
        size=size,
        text=text,
    )


def _reading(encoding: str, text: str | None) -> str:
    return f"pdf {hashlib.sha256((text or '').encode()).hexdigest()[:32]}" if encoding == "pdf" else encoding


def _text(content: bytes, encodings: Sequence[str], pdf: PdfLimits | None) -> tuple[str, str | None]:
    if content.startswith(START):
        return extracted(content, pdf) if pdf else ("unknown", None)
    return decoded(content, encodings)
