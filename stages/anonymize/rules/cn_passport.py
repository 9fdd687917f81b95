"""Find Chinese passports by context: ordinary (E, G), service (S, SE), diplomatic (D, DE), public (P, PE)."""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.context import line
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.named import named
from stages.anonymize.written import narrow

CUE = [r"(?i)护照|passport|证件|huzhao|hzhm"]
NUMBER = re.compile(
    boundaries.NUMBER
    + r"(?:E[A-HJ-NP-Z]\d{7}|[DSP]E\d{7}|[EGDS]\d{8}|P\d{7}|1[45]\d{7})"
    + boundaries.NUMBER_END,
    re.ASCII | re.I,
)
CONTEXT = re.compile(r"护照|passport|证件号|huzhao|hzhm", re.I)
ARGUMENT = re.compile(r"(?:\b[A-Z]\w*\(|\{)[^()\[\]{}=:：\n]{0,60}[\"']\s?,\s?[\"']$")
DECLARED = re.compile(r"(?i)passport\w*\s?:|\s\w*passport\w*\s?[;,)]")
REACH = 300
"""Characters above a number in which the class of its object stands."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    numbers = list(NUMBER.finditer(narrow(subject.text)))
    certain = {match.start() for match in named(subject, numbers, CONTEXT)}
    for match in numbers:
        if match.start() in certain or _is_argument(subject, match):
            yield Finding(*match.span(), "pii.cn-passport", "passport", LIKELY)


def _is_argument(subject: Subject, match: re.Match[str]) -> bool:
    """Say whether a number is an argument beside others, below the declaration of a passport."""
    before = line(subject.text, match.start())
    return bool(
        ARGUMENT.search(before)
        and DECLARED.search(subject.text, max(0, match.start() - REACH), match.start())
    )
