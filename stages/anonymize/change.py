"""One decision about a place of a text."""

from typing import NamedTuple

from stages.anonymize.decide import Verdict
from stages.anonymize.finding import Finding


class Change(NamedTuple):
    """One decision: a replacement, or that there is none."""

    start: int
    """First byte in the raw text."""
    end: int
    text: str
    """What takes the place; empty when the value is kept, or goes with the one before it."""
    value: str
    """What was found and is named, whatever else of the text goes with it; it stays in memory."""
    finding: Finding
    node: str
    verdict: Verdict
