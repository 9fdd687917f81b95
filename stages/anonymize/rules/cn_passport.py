"""Find Chinese passports by context: ordinary (E, G), service (S, SE), diplomatic (D, DE), public (P, PE)."""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.named import named
from stages.anonymize.written import WIDE_DIGITS, narrow

CUE = [r"(?i)护照|passport|证件", WIDE_DIGITS]
NUMBER = re.compile(
    boundaries.NUMBER
    + r"(?:E[A-HJ-NP-Z]\d{7}|[DSP]E\d{7}|[EGDS]\d{8}|P\d{7}|1[45]\d{7})"
    + boundaries.NUMBER_END,
    re.ASCII | re.I,
)
CONTEXT = re.compile(r"护照|passport|证件号", re.I)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    for match in named(subject, NUMBER.finditer(narrow(subject.text)), CONTEXT):
        yield Finding(*match.span(), "pii.cn-passport", "passport", LIKELY)
