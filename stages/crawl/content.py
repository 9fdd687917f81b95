"""Describe a content: its digests, and the text when it is one."""

import hashlib
from collections.abc import Iterable

from stages.core.records.blob import Blob
from stages.crawl.assets import hints


def describe(chunks: Iterable[bytes], size: int, limit: int, algorithm: str = "sha1") -> Blob:
    """Return the row of a content of `size` bytes, given in pieces; above `limit` bytes without the text.

    The blob id is computed from what was read, by the hash `algorithm` of the repository.
    """
    identity = hashlib.new(algorithm, b"blob %d\0" % size, usedforsecurity=False)
    sha256 = hashlib.sha256()
    pieces = []
    for chunk in chunks:
        identity.update(chunk)
        sha256.update(chunk)
        if size <= limit:
            pieces.append(chunk)
    encoding, text = _text(b"".join(pieces)) if size <= limit else ("oversized", None)
    return Blob(
        blob=identity.hexdigest(),
        encoding=encoding,
        hints=hints(text or ""),
        sha256=sha256.hexdigest(),
        size=size,
        text=text,
    )


def _text(content: bytes) -> tuple[str, str | None]:
    if b"\0" in content:
        return "binary", None
    try:
        return "utf-8", content.decode("utf-8")
    except UnicodeDecodeError:
        return "unknown", None
