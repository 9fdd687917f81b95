"""What a reviewer said of a mined name of the company; the name itself is nowhere."""

from typing import Literal

from stages.core.records.label import Fingerprint
from stages.core.records.record import Record


class Confirmation(Record, frozen=True):
    """One row per reviewer and candidate, in order of review: of two by one reviewer the last counts."""

    schema: Literal[1]
    key: str
    """Check value of the key that made the fingerprint: by another key it is of nothing."""
    fingerprint: Fingerprint
    """Of the name in lower case."""
    kind: str
    """What the name was found in: package, mail, maven, npm, go and so on."""
    decision: Literal["accept", "reject"]
    reviewer: str
