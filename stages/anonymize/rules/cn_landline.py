"""Find Chinese landlines (area code 010, 02x, 03xx to 09xx) and service numbers (400, 800) by context.

An area in brackets, a code of the country or a name before it needs no word, nor does an area with a hyphen
behind it on a line in Chinese or as a whole value of a Chinese text, unless a word for something else is
beside it. A number without its area code needs the word right before it. Known limit: any other number
without an area code, a bracket, a hyphen or a word is not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.boundaries import start
from stages.anonymize.chinese_names import NAME, WORDS
from stages.anonymize.context import about, line
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.name_signs import is_likely
from stages.anonymize.written import WIDE_DIGITS, is_han, narrow

DIGITS = (
    r"(?:0|86[ -]?\(?)(?:10|2\d|[3-9]\d{2})[)）]?(?:[ -]|[ ]?[-－—–][ ]?)?[2-8]\d{2,3}[ -]?\d{4}"
    r"|[48]00[ -]?\d{3,4}[ -]?\d{3,4}"
)
LOCAL_DIGITS = (
    r"(?:[电電][话話]|座机|固话|传真|傳真|热线|总机|總機)[\p{Han}]{0,2}[:：是为 ]{1,3}[2-8]\d{2,3}[ -]?\d{4}"
)
CUE = (DIGITS, LOCAL_DIGITS, WIDE_DIGITS)
AREA = r"(?:10|2[0-57-9]|[3-9]\d{2})"
NUMBER = re.compile(
    start("0-9A-Za-z_.+-")
    + rf"(?:(?:\+?86[ -]?\(?0?|0|[(（]0){AREA}[)）]?(?:[ -]|[ ]?[-－—–][ ]?)?[2-8]\d{{2,3}}[ -]?\d{{4}}"
    + r"|[48]00(?P<gap>[ -]?)(?!000)\d{3}(?P=gap)\d{4}|[48]00-\d{4}-\d{3})"
    + r"(?:(?:[-－*#]|[ ]?[,，（(]?(?:转|分机)[:：号]?[ ]?|ext\.? ?)\d{1,6})?(?![0-9A-Za-z_-]|\.\d)",
    re.ASCII,
)
LOCAL = re.compile(
    r"(?:[电電][话話]|座机|固话|传真|傳真|热线|总机|總機)[\u4e00-\u9fff]{0,2}[:：是为 ]{1,3}"
    r"(?P<number>[2-8]\d{2,3}[ -]?\d{4})(?![\d.-]\d|\d)"
)
CONTEXT = re.compile(
    r"phone|\btel|tel_|_tel|(?-i:(?<=[a-z])T(?:el|EL)(?![a-z]))|\bfax|hotline|landline|\bcall\b|电话|座机|固话|传真|热线|客服"
    r"|電話|座機|傳真|熱線|聯絡|聯繫|\b(?:front|reservation|service|help)[ ]?desk|reception"
    r"|联系|总机|分机|前台|值班|致电|拨打|来电|直线|(?:调度|服务|总|前|岗|电话)[台亭]|呼叫|\b[TF][:：]|\bdial|call_?forward|\bdh\b|dianhua|zuoji",
    re.I,
)
OTHERWISE = re.compile(
    r"批[次号]|编[号码]|单号|[运面货快]单(?![\u4e00-\u9fff]*电话)|流水|订单|区间|范围"
    r"|batch|range|serial|order|version|build|sku|_no$",
    re.I,
)
"""Words for numbers with a hyphen that are no telephones."""
WHOLE = re.compile(r"[=:：\"'`>|,，\t][ ]?[\"'`]?$")
WHOLE_END = re.compile(r"[\"'`]?[ ]{0,4}(?:$|[,，;；|<})\]\n\t])")
"""What stands around a value and nothing else."""
HYPHENED = re.compile(r"0\d{2,3}-[2-8]\d{2,3}[ ]?\d{4}(?!\d)", re.ASCII)
SPACED = re.compile(r"0\d{2,3} [2-8]\d{6,7}(?!\d)", re.ASCII)
OF_PERSON = re.compile(rf"(?<![\u4e00-\u9fff])({NAME})[\"']?[ \t,，/|]{{1,3}}[\"']?$")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    text = narrow(subject.text)
    for match in within(text, DIGITS, NUMBER):
        before, words = line(text, match.start()), about(subject, *match.span())
        if (
            match[0][0] in "(（+"
            or CONTEXT.search(words)
            or (_is_in_chinese(text, before, match) and not OTHERWISE.search(words))
            or _is_of_person(before)
        ):
            yield Finding(*match.span(), "pii.cn-landline", "landline", LIKELY)
    for match in within(text, LOCAL_DIGITS, LOCAL):
        yield Finding(*match.span("number"), "pii.cn-landline", "local", LIKELY)


def _is_in_chinese(text: str, before: str, match: re.Match[str]) -> bool:
    """Say whether a number with a hyphen stands on a line in Chinese, or alone in a Chinese text."""
    whole = WHOLE.search(before) and WHOLE_END.match(text, match.end())
    if HYPHENED.match(match[0]):
        return is_han(before) or bool(whole and is_han(text))
    return bool(whole and SPACED.match(match[0]) and is_han(text))


def _is_of_person(before: str) -> bool:
    """Say whether a name stands right before a number."""
    match = OF_PERSON.search(before)
    return match is not None and is_likely(match[1]) and not WORDS.match(match[1])
