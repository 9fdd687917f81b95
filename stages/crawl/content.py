"""Describe a content: its digests, and the text when it is one."""

import base64
import hashlib
from collections.abc import Iterable

from stages.core.records.blob import Blob


def describe(chunks: Iterable[bytes], size: int, limit: int, algorithm: str = "sha1") -> Blob:
    """Return the row of a content of `size` bytes, given in pieces; above `limit` bytes without the content.

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
    content = b"".join(pieces) if size <= limit else None
    text = _text(content)
    return Blob(
        blob=identity.hexdigest(),
        sha256=sha256.hexdigest(),
        size=size,
        text=text,
        base64=base64.b64encode(content).decode() if content is not None and text is None else None,
    )


def _text(content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode("utf-8")
    except UnicodeDecodeError:
        return None
