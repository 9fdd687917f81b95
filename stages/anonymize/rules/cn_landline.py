"""Find Chinese landlines (area code 010, 02x, 03xx to 09xx) and service numbers (400, 800) by context.

Known limit: a number without its area code, or without a word for telephone on its line or among its
names, is not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.boundaries import start
from stages.anonymize.context import about
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.written import WIDE_DIGITS, narrow

DIGITS = (
    r"(?:0|86[ -]?\(?)(?:10|2\d|[3-9]\d{2})[)）]?[ -]?[2-8]\d{2,3}[ -]?\d{4}|[48]00[ -]?\d{3,4}[ -]?\d{3,4}"
)
CUE = (DIGITS, WIDE_DIGITS)
AREA = r"(?:10|2[0-57-9]|[3-9]\d{2})"
NUMBER = re.compile(
    start("0-9A-Za-z_.+-")
    + rf"(?:(?:\+?86[ -]?\(?0?|0|\(0){AREA}\)?[ -]?[2-8]\d{{2,3}}[ -]?\d{{4}}"
    + r"|[48]00(?P<gap>[ -]?)(?!000)\d{3}(?P=gap)\d{4}|[48]00-\d{4}-\d{3})"
    + r"(?:(?:-|转|ext\.? ?)\d{1,6})?(?![0-9A-Za-z_-]|\.\d)",
    re.ASCII,
)
CONTEXT = re.compile(
    r"phone|\btel|tel_|_tel|\bfax|hotline|landline|\bcall\b|电话|座机|固话|传真|热线|客服|联系|总机", re.I
)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    text = narrow(subject.text)
    for match in within(text, DIGITS, NUMBER):
        if CONTEXT.search(about(subject, *match.span())):
            yield Finding(*match.span(), "pii.cn-landline", "landline", LIKELY)
