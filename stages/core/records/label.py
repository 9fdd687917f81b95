"""What a reviewer said of a value that a rule found; the value itself is nowhere."""

from typing import Annotated, Literal

import msgspec

from stages.core.records.record import Record

Fingerprint = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
"""A keyed fingerprint, as `Decision.fingerprint` has it."""


class Label(Record, frozen=True):
    """One row per reviewer, value and rule, in order of review: of two by one reviewer the last counts."""

    schema: Literal[1]
    key: str
    """Check value of the key that made the fingerprint: by another key it is of nothing."""
    fingerprint: Fingerprint
    entity: str
    rule: str
    rule_version: str
    """Of the rule as it was when the value was seen."""
    label: Literal["T", "F", "X"]
    """True, false or unsure."""
    reviewer: str
