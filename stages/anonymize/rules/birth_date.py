"""Find birth dates: behind a word for them, or beside the resident identity number that contains them.

The first of January is left alone: it stands for a whole year, as in a date made coarser. Known limit: a date
put together by a call, `LocalDate.of(1990, 5, 2)`, is not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.checksums import is_date
from stages.anonymize.context import line
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.named import named
from stages.anonymize.rules import cn_id
from stages.anonymize.written import narrow

WORD_CUE = r"(?i)birth|\bbday|出生|生日|生辰|生于|dob|csrq|shengri|\bborn\b"
CUE = (WORD_CUE, r"[\d日]生|[男女]|(?i:(?:fe)?male)", *cn_id.CUE)
DIGITS = r"(?:19|20)\d\d[-/.年]?\d{1,2}[-/.月]?\d|\d/\d{1,2}/(?:19|20)\d\d"
DATE = re.compile(
    r"(?<![0-9A-Za-z.-])(?:(?P<year>(?:19|20)\d\d)(?P<gap>[-/.年]?)(?P<month>\d{1,2})(?:(?P=gap)|月)(?P<day>\d{1,2})日?"
    r"|(?P<month2>\d{1,2})/(?P<day2>\d{1,2})/(?P<year2>(?:19|20)\d\d))(?![0-9A-Za-z-]*\d)",
    re.ASCII,
)
CONTEXT = re.compile(
    r"birth(?!s\b)|\bbday\b|出生|生日|生辰|生于|(?:\b|_)dob(?:\b|_)|(?-i:[a-z]D(?:ob|OB)\b)|\bborn\b|csrq|shengri",
    re.I,
)
GENDERED = re.compile(r"(?:[男女]|[fF]emale|\b[mM]ale)[\"'”]?[ ]?[,，\t |/]{1,4}[\"'“]?$")
"""What a date stands behind on which somebody was born, in a row."""
BEHIND = re.compile(r"[日]?[ ]?(?:出)?生(?![产成效活日])")
"""What a date is followed by on which somebody was born."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each date."""
    text = narrow(subject.text)
    numbers = list(within(text, cn_id.DIGITS, cn_id.NUMBER))
    dates = [match for match in within(text, DIGITS, DATE) if _is_a_day(day_of(match))]
    called = {match.start() for match in named(subject, dates, CONTEXT)} if WORD_CUE in subject.cues else ()
    for match in dates:
        if (
            match.start() in called
            or GENDERED.search(line(text, match.start()))
            or BEHIND.match(text, match.end())
        ):
            yield Finding(*match.span(), "pii.birth-date", "named", LIKELY)
        elif any(_is_beside(text, match, number, day_of(match)) for number in numbers):
            yield Finding(*match.span(), "pii.birth-date", "beside-id", LIKELY)


def _is_a_day(day: str) -> bool:
    return is_date(day) and not day.endswith("0101")


def day_of(match: re.Match[str]) -> str:
    """Return a date that DATE matched as eight digits."""
    year, month, day = (match[name] or match[f"{name}2"] for name in ("year", "month", "day"))
    return f"{year}{int(month):02d}{int(day):02d}"


def _is_beside(text: str, date: re.Match[str], number: re.Match[str], day: str) -> bool:
    first, last = sorted((date, number), key=lambda match: match.start())
    return (
        first.end() <= last.start()
        and day in re.sub("[ -]", "", number[0])
        and "\n" not in text[first.end() : last.start()]
    )
