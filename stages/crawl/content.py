"""Describe a content: its digests, and the text when it is one."""

import hashlib
from collections.abc import Iterable, Sequence

from stages.core.records.blob import Blob
from stages.crawl.assets import hints
from stages.crawl.encodings import decoded

LIBRARIES = ("charset-normalizer",)
"""Libraries whose version decides what is a text."""


def describe(
    chunks: Iterable[bytes],
    size: int,
    limit: int,
    encodings: Sequence[str] = (),
    algorithm: str = "sha1",
) -> Blob:
    """Return the row of a content of `size` bytes, given in pieces; above `limit` bytes without the text.

    The text is read as UTF-8 or one of `encodings`. The blob id is computed from what was read, by the hash
    `algorithm` of the repository.
    """
    identity = hashlib.new(algorithm, b"blob %d\0" % size, usedforsecurity=False)
    sha256 = hashlib.sha256()
    small = size <= limit
    pieces = []
    for chunk in chunks:
        identity.update(chunk)
        sha256.update(chunk)
        if small:
            pieces.append(chunk)
    encoding, text = decoded(b"".join(pieces), encodings) if small else ("oversized", None)
    return Blob(
        blob=identity.hexdigest(),
        encoding=encoding,
        hints=hints(text or ""),
        sha256=sha256.hexdigest(),
        size=size,
        text=text,
    )
