"""Find resident identity numbers of China: GB 11643 check character, birth date and province.

The old form of 15 digits has no check character: it needs a word for it, or 男 or 女 in its row.
Known limit: a number put together from several literals is not found.
"""

import re
from collections.abc import Iterator
from itertools import chain

from stages.anonymize import boundaries
from stages.anonymize.checksums import PROVINCES, id_check, is_date
from stages.anonymize.context import line
from stages.anonymize.cues import within
from stages.anonymize.finding import CERTAIN, LIKELY, Finding, Subject
from stages.anonymize.named import named
from stages.anonymize.written import WIDE_DIGITS, narrow

DIGITS = r"[1-9]\d{5}[ -]?(?:19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[0-9Xx]"
OLD_DIGITS = r"[1-9]\d{7}(?:0[1-9]|1[0-2])[0-3]\d{4}"
CUE = (boundaries.LONG_NUMBER, WIDE_DIGITS)
NUMBER = re.compile(
    boundaries.NUMBER
    + r"[1-9]\d{5}(?P<gap>[ -]?)(?:19|20)\d\d(?:(?P=gap))?\d{4}(?P=gap)\d{3}[0-9Xx]"
    + boundaries.NUMBER_END,
    re.ASCII,
)
OLD = re.compile(boundaries.NUMBER + r"[1-9]\d{14}" + boundaries.NUMBER_END, re.ASCII)
WORD_CUE = (
    r"(?i)身份证|证件|公民身份|id[_-]?(?:card|no|num)|identity|identification|sfz|zj(?:hm?)?\b|zhengjian"
    r"|cert(?:ificate)?_?no"
)
CONTEXT = re.compile(WORD_CUE)
GENDER = re.compile(r"[\"'“,，|\t ][男女][\"'”,，|\t ]")
"""A value of a row that only people have."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number with a right check character, date and province."""
    text = narrow(subject.text)
    for match in within(text, DIGITS, NUMBER):
        if is_valid(re.sub("[ -]", "", match[0]).upper()):
            yield Finding(*match.span(), "pii.cn-id", "gb-11643", CERTAIN)
    old = [match for match in within(text, OLD_DIGITS, OLD) if is_old(match[0])]
    beside = (match for match in old if GENDER.search(line(text, match.start())))
    for match in chain(named(subject, old, CONTEXT, WORD_CUE), beside):
        yield Finding(*match.span(), "pii.cn-id", "old-15", LIKELY)


def is_valid(number: str) -> bool:
    """Say whether 18 characters are a resident identity number."""
    return number[:2] in PROVINCES and is_date(number[6:14]) and id_check(number[:17]) == number[17]


def is_old(number: str) -> bool:
    """Say whether 15 digits can be a resident identity number of before 1999."""
    return number[:2] in PROVINCES and is_date(f"19{number[6:12]}")
