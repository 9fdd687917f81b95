"""Read days and months as files write them: in digits, in English, in Chinese numerals.

Known limit: a month that a call has by its name, `LocalDate.of(1990, MAY, 2)`, and a day without its year.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.anonymize.checksums import is_date

YEAR = r"(?:19|20)\d\d"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH_NAME = rf"(?i:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS)}|Sept)"
ORDINAL = "(?:st|nd|rd|th)?"
UNIT = "[一二三四五六七八九〇零○]"
END = r"(?!(?!T\d\d:)[0-9A-Za-z-]*\d)"
"""What stands behind a date: no more digits, but for a time of ISO 8601."""
DIGITS = (
    r"(?:19|20)\d\d[-/.年]?\d{1,2}[-/.月]?\d|(?:19|20)\d\d ?年 ?\d"
    r"|\d(?:[-/.]| / )\d{1,2}(?:[-/.]| / )(?:19|20)\d\d|(?:19|20)\d\d / \d"
)
"""What lines with DATE have, for RE2."""
DATE = re.compile(
    rf"(?<![0-9A-Za-z.-])(?:(?P<year>{YEAR})(?P<gap>[-/.]?|[ ]/[ ])(?P<month>\d{{1,2}})(?P=gap)"
    r"(?P<day>\d{1,2})"
    rf"|(?P<year2>{YEAR})[ ]?年[ ]?(?P<month2>\d{{1,2}})[ ]?[月年][ ]?(?P<day2>\d{{1,2}})[ ]?[日号]?"
    rf"|(?P<month3>\d{{1,2}})(?P<gap3>[-/.]|[ ]/[ ])(?P<day3>\d{{1,2}})(?P=gap3)(?P<year3>{YEAR}))"
    rf"(?:(?<=[日号])|{END})",
    re.ASCII,
)
MONTH = re.compile(
    rf"(?<![0-9A-Za-z.-])(?P<year>{YEAR})(?:[-/.]?(?P<month>0[1-9]|1[0-2])(?![-/.]?\d|[A-Za-z])"
    r"|[ ]?年[ ]?(?P<month2>0?[1-9]|1[0-2])[ ]?月(?![ ]?\d))",
    re.ASCII,
)
"""A month of a year, on the lines of DATE."""
SPOKEN_CUE = rf"{MONTH_NAME}\.?,?[ -]?(?:\d{{1,2}}{ORDINAL},?[ -])?(?:19|20)\d\d|[一二]{UNIT}{{3}} ?年"
"""What lines with SPOKEN have, for RE2."""
SPOKEN = re.compile(
    rf"(?<![0-9A-Za-z-])(?:(?P<day>\d{{1,2}}){ORDINAL}[ -]?(?:of[ ])?(?P<month>{MONTH_NAME})\.?,?[ -]?"
    rf"(?P<year>{YEAR})|(?P<month2>{MONTH_NAME})\.?[ -](?P<day2>\d{{1,2}}){ORDINAL},?[ -]"
    rf"(?P<year2>{YEAR}))(?![0-9A-Za-z-])"
    rf"|(?P<year3>[一二]{UNIT}{{3}})[ ]?年[ ]?(?P<month3>[正冬腊]|十[一二]?|{UNIT})[ ]?月"
    rf"[ ]?(?P<day3>(?:[二三]?十|廿){UNIT}?|初?(?:十|{UNIT}))?日?",
    re.ASCII,
)
NUMBERS = re.compile(
    rf"\((?P<year>{YEAR}),[ ]?(?P<month>0?[1-9]|1[0-2]),[ ]?(?P<day>0?[1-9]|[12]\d|3[01])(?=[ ]?[,)])",
    re.ASCII,
)
"""A date that a call has as numbers."""
NUMBERS_CUE = r"\((?:19|20)\d\d, ?\d"
NUMERALS = "〇一二三四五六七八九"
SIGNS = str.maketrans({"零": "〇", "○": "〇", "初": "", "正": "一", "冬": "十一", "腊": "十二", "廿": "二十"})


class Part(NamedTuple):
    """A year, month or day in a date."""

    kind: str
    start: int
    end: int


def parts(date: re.Match[str]) -> Iterator[Part]:
    """Yield the parts that a date has: a month that cannot be one is the day."""
    found = {name: text for name, text in date.groupdict().items() if text and not name.startswith("gap")}
    swapped = number(found.get("month3", "1")) > len(MONTHS)
    for name in found:
        kind = name.rstrip("23")
        yield Part({"month": "day", "day": "month"}.get(kind, kind) if swapped else kind, *date.span(name))


def day_of(date: re.Match[str]) -> str:
    """Return a date as eight digits; a month without a day is its 15th."""
    said = {part.kind: number(date.string[part.start : part.end]) for part in parts(date)}
    return f"{said['year']}{said['month']:02d}{said.get('day', 15):02d}"


def is_a_day(date: re.Match[str]) -> bool:
    """Say whether a date is one; the first of January stands for a year, as in a date made coarser."""
    day = day_of(date)
    return is_date(day) and not day.endswith("0101")


def read(value: str) -> re.Match[str] | None:
    """Return the date in a value."""
    return DATE.search(value) or MONTH.search(value) or SPOKEN.search(value)


def choices(part: str) -> range:
    """Return what may take the place of a year, month or day of as many digits; nothing for other values."""
    if not part.isdecimal():
        return range(0)
    return {1: range(2, 10), 2: range(2, 10) if part[0] == "0" else range(10, 13), 4: range(1800, 1899)}.get(
        len(part), range(0)
    )


def number(text: str) -> int:
    """Return what digits, the name of a month, or Chinese numerals say."""
    if text.isdecimal():
        return int(text)
    if text.isascii():
        return next(n for n, name in enumerate(MONTHS, 1) if name[:3].lower() == text[:3].lower())
    tens, ten, ones = text.translate(SIGNS).rpartition("十")
    return (_digits(tens) or 1) * 10 + _digits(ones) if ten else _digits(ones)


def _digits(numerals: str) -> int:
    return int("".join(str(NUMERALS.index(sign)) for sign in numerals) or "0")


def written(new: int, like: str) -> str:
    """Return a number in the way in which another one is written."""
    if like.isdecimal():
        return f"{new:0{len(like)}d}"
    if like.isascii():
        name = MONTHS[new - 1] if len(like) > len("Sept") else MONTHS[new - 1][:3]
        return name.upper() if like.isupper() else name.lower() if like.islower() else name
    digits = "".join(NUMERALS[int(digit)] for digit in str(new))
    if new > 99 or new < 10:
        return digits
    return f"{digits[0] if new > 19 else ''}十{digits[1] if new % 10 else ''}"
