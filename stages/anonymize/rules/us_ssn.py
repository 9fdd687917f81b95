"""Find US social security numbers in their written form; areas 000, 666 and 900 to 999 were never issued."""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject

CUE = [r"\d-\d{2}-\d{4}"]
NUMBER = re.compile(
    boundaries.NUMBER + r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}" + boundaries.NUMBER_END, re.ASCII
)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    for match in within(subject.text, CUE[0], NUMBER):
        yield Finding(*match.span(), "pii.us-ssn", "ssn", LIKELY)
