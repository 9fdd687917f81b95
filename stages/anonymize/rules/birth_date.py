"""Find birth dates: behind a word for them, or beside the resident identity number of whom they are.

The first of January is left alone: it stands for a whole year, as in a date made coarser. Numbers of a call,
`LocalDate.of(1990, 5, 2)`, are found one by one. Known limit: a day without its year is not found.
"""

import re
from collections.abc import Iterator
from itertools import chain

from stages.anonymize.chinese_names import NAME
from stages.anonymize.context import heading, line
from stages.anonymize.cues import within
from stages.anonymize.dates import (
    DATE,
    DIGITS,
    MONTH,
    NUMBERS,
    NUMBERS_CUE,
    SPOKEN,
    SPOKEN_CUE,
    day_of,
    is_a_day,
    parts,
)
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.name_places import is_word
from stages.anonymize.name_signs import is_likely
from stages.anonymize.named import named
from stages.anonymize.row_headings import above
from stages.anonymize.rules import cn_id
from stages.anonymize.written import narrow

WORD_CUE = (
    r"(?i)birth|\bb-?day|出[ 　]*生|生[ 　]*日|生辰|生[于於]|生年|dob(?:[^a-z]|\z)|cs(?:rq|ny)|shengri|\bborn"
)
BORN_CUE = r"[\d日] ?生|\p{Han}[ \t|,]{1,2}[MF][ \t|,]|[男女]|(?i:female\b|\bmale\b)|\d ?周?岁"
ROC_CUE = r"民[国國] ?\d{1,3} ?年"
ROC = re.compile(r"民[国國][ ]?\d{1,3}[ ]?年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日")
"""A date of Taiwan."""
EVENT = "s?[_ -]?(?:gift|coupon|card|party|remind|present|wish|bonus|cake|task|job|event|campaign|promo)"
CONTEXT = re.compile(
    rf"birth(?!s\b|(?:day)?{EVENT})|\bb-?day\b|(?<![发产派衍萌诞發產])生[于於]|出生|生辰|生年"
    r"|生日(?![会礼券卡]|活动|提醒|祝福|快乐|特?权益?|蛋糕|派对|营销|短信)"
    r"|(?:\b|_)dob(?:\b|_)|(?-i:[a-z]D(?:ob|OB)\b)|\bborn(?:\b|_|(?-i:[A-Z]))|csrq|csny|shengri",
    re.I,
)
OTHER_DAY = re.compile(
    r"(?:效期|有效期?至?|到期日?|失效|截止"
    r"|(?:签发|发证|入职|入学|毕业|离职|登记|创建|更新|成立|生产|出厂|入住|离店|办理)(?:日期?|时间)?"
    r"|(?i:expir\w*|expiry[ _]date|valid(?:[ ](?:until|thru|to))?|issued?(?:[ _](?:on|date))?"
    r"|hired?|joined|updated))"
    r"(?:[（(][^（）()\n]{1,12}[）)])?[\"']?[ ]{0,2}[:：=]?[ ]{0,3}[\"']?$"
)
"""A word for another day right before a date, behind a date of birth on its line."""
GENDERED = re.compile(
    r"(?:[男女]性?|(?i:female|\bmale)|(?<=[\u4e00-\u9fff][\t |,])[MF]|(?<=[\u4e00-\u9fff][ ]{2})[MF])"
    r"(?:[\"'”]?[ ]?[,，、\t |/]{1,4}[\"'“]?(?:[\u4e00-\u9fff]{1,4}族|汉))?"
    r"[\"'”]?[ ]?[,，、\t |/]{1,4}[\"'“]?$"
)
"""What a date stands behind on which somebody was born, in a row."""
BEHIND = re.compile(
    r"[日]?[ ]?(?:出生|生(?=$|[\s,，。；;、）)|]|人|于|[\u4e00-\u9fff]族)|\(?born\b)"
    r"|[ ]?[（(,，、][ ]?\d{1,3}[ ]?周?岁(?![以及])"
    r"|[\"'”]?[ ]?[,，|\t][ ]?[\"'“]?(?:[男女](?![\u4e00-\u9fff])|(?i:(?:fe)?male\b)|[MF](?=[\"'”|,，\s]))",
    re.MULTILINE,
)
"""What a date is followed by on which somebody was born."""
CELL = re.compile(r"(?:[,，|\t:：]|[ ]{2})[ ]*[\"'`]?$")
CELL_END = re.compile(r"[\"'`]?[ ]?(?:[,，|\t)}\];\n]|[ ]{2}|$)")
"""What stands around a date in a row of values without keys."""
OF_PERSON = re.compile(rf"(?<![\u4e00-\u9fff])({NAME})[\"'”]?(?:[ ]?[,，/|:：\t]|[ ]{{2}})[ ]{{0,8}}[\"'“]?$")
"""A name right before a date."""
OF_PERSON_CUE = r"\p{Han}[\"'”]?(?: ?[,，/|:：\t]|  ) {0,8}[\"'“]?(?:19|20)\d\d[-/.年]"
CUE = (WORD_CUE, BORN_CUE, OF_PERSON_CUE, *cn_id.CUE)
NUMBERED = "birth-numbered"
"""Rule of the numbers of a date in a call: they change where they stand as numbers of a program."""
GROWN = "2006"
"""The last year of which a date beside a person is rather that of a birth than that of a record."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each date."""
    text = narrow(subject.text)
    has_number = not subject.cues.isdisjoint(cn_id.CUE)
    numbers = list(within(text, cn_id.DIGITS, cn_id.NUMBER)) if has_number else []
    if not numbers and subject.cues.isdisjoint((WORD_CUE, BORN_CUE, OF_PERSON_CUE)):
        return
    every = chain(within(text, DIGITS, DATE), within(text, SPOKEN_CUE, SPOKEN))
    dates = [match for match in every if is_a_day(match)]
    more = chain(within(text, DIGITS, MONTH), within(text, ROC_CUE, ROC))
    asked = [*dates, *more] if WORD_CUE in subject.cues else []
    called = {
        match.span()
        for match in named(subject, asked, CONTEXT, WORD_CUE)
        if not _is_of_another_day(text, match)
    }
    numbered = within(text, NUMBERS_CUE, NUMBERS) if WORD_CUE in subject.cues else ()
    for date in named(subject, numbered, CONTEXT, WORD_CUE):
        for part in parts(date) if is_a_day(date) else ():
            yield Finding(part.start, part.end, "pii.birth-date", NUMBERED, LIKELY)
    days = {day_of(match) for match in dates if match.span() in called and day_of(match)[:4] <= GROWN}
    for start, end in called:
        yield Finding(start, end, "pii.birth-date", "named", LIKELY)
    for match in dates:
        if match.span() not in called and (rule := _rule(subject, match, days, numbers)):
            yield Finding(*match.span(), "pii.birth-date", rule, LIKELY)


def _rule(subject: Subject, date: re.Match[str], days: set[str], numbers: list[re.Match[str]]) -> str:
    """Return the rule by which a date that nothing calls so is one of birth, or an empty string."""
    before = line(date.string, date.start())
    if GENDERED.search(before) or BEHIND.match(date.string, date.end()):
        return "named"
    if day_of(date) in days:
        return "again"
    if any(_is_beside(subject, date, number) for number in numbers):
        return "beside-id"
    return "beside-name" if _is_in_row(subject, date) and _is_of_person(before) else ""


def _is_of_another_day(text: str, date: re.Match[str]) -> bool:
    """Say whether the word right before a date is one for another day."""
    return bool(OTHER_DAY.search(line(text, date.start())))


def _is_beside(subject: Subject, date: re.Match[str], number: re.Match[str]) -> bool:
    """Say whether a date is in the row of a number: the one in it, or a cell that nothing names."""
    text = date.string
    first, last = sorted((date, number), key=lambda match: match.start())
    if last.start() < first.end() or "\n" in text[first.end() : last.start()]:
        return False
    digits = re.sub("[ -]", "", number[0])
    if cn_id.is_valid(digits.upper()):
        return day_of(date) in digits or _is_in_row(subject, date)
    return day_of(date) in digits and day_of(date)[:4] <= GROWN


def _is_in_row(subject: Subject, date: re.Match[str]) -> bool:
    """Say whether a date of somebody who is grown is a value among others without keys and headings."""
    text, start = date.string, date.start()
    return (
        day_of(date)[:4] <= GROWN
        and bool(CELL.search(line(text, start)) and CELL_END.match(text, date.end()))
        and not (heading(subject, start) or above(text, start))
    )


def _is_of_person(before: str) -> bool:
    """Say whether a name stands right before a date."""
    match = OF_PERSON.search(before)
    return match is not None and is_likely(match[1]) and not is_word(match[1])
