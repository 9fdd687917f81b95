"""Find Chinese landlines (area code 010, 02x, 03xx to 09xx) and service numbers (400, 800) by context.

An area in brackets, a code of the country or a name before it needs no word, nor does an area with a hyphen
behind it on a line in Chinese. Known limit: a number without its area code, or without any of these and a
word for telephone on its line or among its names, is not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.boundaries import start
from stages.anonymize.chinese_names import NAME, WORDS
from stages.anonymize.context import about, line
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.name_signs import is_likely
from stages.anonymize.written import WIDE_DIGITS, narrow

DIGITS = (
    r"(?:0|86[ -]?\(?)(?:10|2\d|[3-9]\d{2})[)）]?[ -]?[2-8]\d{2,3}[ -]?\d{4}|[48]00[ -]?\d{3,4}[ -]?\d{3,4}"
)
CUE = (DIGITS, WIDE_DIGITS)
AREA = r"(?:10|2[0-57-9]|[3-9]\d{2})"
NUMBER = re.compile(
    start("0-9A-Za-z_.+-")
    + rf"(?:(?:\+?86[ -]?\(?0?|0|[(（]0){AREA}[)）]?[ -]?[2-8]\d{{2,3}}[ -]?\d{{4}}"
    + r"|[48]00(?P<gap>[ -]?)(?!000)\d{3}(?P=gap)\d{4}|[48]00-\d{4}-\d{3})"
    + r"(?:(?:-|转|ext\.? ?)\d{1,6})?(?![0-9A-Za-z_-]|\.\d)",
    re.ASCII,
)
CONTEXT = re.compile(
    r"phone|\btel|tel_|_tel|(?-i:(?<=[a-z])T(?:el|EL)(?![a-z]))|\bfax|hotline|landline|\bcall\b|电话|座机|固话|传真|热线|客服"
    r"|联系|总机|分机|前台|值班|致电|拨打|来电|直线",
    re.I,
)
HYPHENED = re.compile(r"0\d{2,3}-[2-8]\d{6,7}(?!\d)", re.ASCII)
HAN = re.compile(r"[\u4e00-\u9fff]")
OF_PERSON = re.compile(rf"(?<![\u4e00-\u9fff])({NAME})[\"']?[ \t,，/|]{{1,3}}[\"']?$")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    text = narrow(subject.text)
    for match in within(text, DIGITS, NUMBER):
        if (
            match[0][0] in "(（+"
            or (HYPHENED.match(match[0]) and HAN.search(line(text, match.start())))
            or _is_of_person(line(text, match.start()))
            or CONTEXT.search(about(subject, *match.span()))
        ):
            yield Finding(*match.span(), "pii.cn-landline", "landline", LIKELY)


def _is_of_person(before: str) -> bool:
    """Say whether a name stands right before a number."""
    match = OF_PERSON.search(before)
    return match is not None and is_likely(match[1]) and not WORDS.match(match[1])
