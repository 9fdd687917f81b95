"""What a reviewer said of a sample."""

from typing import Annotated, Literal

import msgspec

from stages.core.records.record import Record

Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
"""A SHA-256 as hex."""


class Verdict(Record, frozen=True):
    """One row per reviewer and sample, in order of review: of two by one reviewer the last counts."""

    schema: Literal[1]
    sample: str
    """Its id."""
    output: Digest
    """SHA-256 of the answer that was looked at: of another answer nothing was said."""
    verdict: Literal["accept", "edit", "reject"]
    reviewer: str
    edited: str = ""
    """The answer as it should be, for `edit`; safe text that its writer put into Git."""
