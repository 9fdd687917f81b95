"""What was erased, and may not be read again."""

from typing import Annotated, Literal

import msgspec

from stages.core.records.record import Record

Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
"""A keyed digest (HMAC-SHA256, cut off)."""


class Suppression(Record, frozen=True):
    """One row per source, path of a source or content that was erased, sorted."""

    schema: Literal[1]
    kind: Literal["source", "path", "blob"]
    digest: Digest
    """Of the name of a source, of source and path, or of a blob id: it says nothing to who lacks the key."""
    key: str
    """Check value of the key: by another key nobody can tell what may not be read."""
    receipt: str
    """Id of the receipt in governance/receipts/."""
