"""Find travel permits between the mainland, Hong Kong, Macau and Taiwan by a word for them."""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.named import named
from stages.anonymize.written import narrow

CUE = [r"(?i)通行证|回乡证|台胞证|往来港澳|(?:travel|entry|hk|mainland|taiwan)[_ ]?permit"]
NUMBER = re.compile(
    boundaries.NUMBER
    + r"(?:[HM]\d{8}(?:\d{2})?|[CLT]\d{8}|C[A-HJ-NP-Z]\d{7}|(?!90)\d{8}(?:\d{2})?)"
    + boundaries.NUMBER_END,
    re.ASCII | re.I,
)
CONTEXT = re.compile(CUE[0])


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    for match in named(subject, NUMBER.finditer(narrow(subject.text)), CONTEXT, CUE[0]):
        yield Finding(*match.span(), "pii.cn-permit", "permit", LIKELY)
