"""Find Chinese mobile numbers: 11 digits of the assigned ranges 13x to 19x, with or without +86 and grouping.

Known limit: a number without context looks like any count of 11 digits; round counts and numbers whose key
says that they count or time something are left alone.
"""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.context import line, names
from stages.anonymize.cues import within
from stages.anonymize.finding import CERTAIN, POSSIBLE, Finding, Subject
from stages.anonymize.written import WIDE_DIGITS, narrow

DIGITS = r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
CUE = (boundaries.LONG_NUMBER, WIDE_DIGITS)
NUMBER = re.compile(
    boundaries.NUMBER + r"(?:\+?86[ -]?)?1[3-9]\d(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}" + boundaries.NUMBER_END,
    re.ASCII,
)
THING = (
    "(?:app|page|doc|task|job|build|order|goods|item|sku|product|trace|request|batch|file|device|msg|message|node"
    "|record|log|serial|pipeline|issue|ticket|topic|article|tenant|version)"
)
"""What has numbers of its own."""
NUMBERED = re.compile(
    rf"(?:代码|标识|流水|序列号|编[号码]|授权号|(?<!SIM)(?<!手机)(?<!电话)卡号?"
    r"|(?:合同|设备|[单批表服请房座券箱案票学柜产理保证户期序运递务])号|(?:流水线|构建|工单|任务)[ ]?#"
    rf"|(?i:{THING}[ _-]?(?:id|no|num|number)|(?<![a-z])build"
    r"|(?<![a-z])(?:pipeline|job|run|task|issue|ticket)[ ]?#))"
    r"[:：=]?[\"'”]?[ ]{0,3}[:：=,，]?[ ]{0,3}[\"'“`]?(?:1\d{10}[`\"'”]?[ ]?[、,，和与及][ ]?[`\"'“]?)?$"
)
"""What stands right before a number of something else."""
ROUND = re.compile(r"0{6,}$")
"""15000000000 is fifteen seconds in nanoseconds."""
CONTEXT = re.compile(r"mobile|phone|\btel|cell|手机|电话|联系方式|短信", re.I)
COUNTED = re.compile(
    r"(?:(?<!ac)count|total|size|[mnu]?sec|bytes?|length|len|millis|nanos?|time(?:stamp|out)?|duration|offset|seq(?:uence)?|ttl"
    r"|delay|interval|version|amount|hash|seed|(?<!(?:ex|im|re))(?<!sup)port|capacity|limit|max|min)s?(?:ms|ns|list)?$"
    r"|(?:大小|[数总]量|总数|个数|次数|长度|[耗用]时|时[长间]|毫秒|纳秒|字节|金额|流量|容量|序列号|版本)$"
    rf"|^(?:max|min|num|total|count)(?=[_A-Z])|(?<![a-z]){THING}[_-]?(?:ids?|no|num|number)$|(?<!sim)card$|^s/?n$",
    re.I,
)
"""Ends of keys whose values are no telephone numbers."""
COUNTS = re.compile(
    r"[`'\"”]?[ ]?(?:条|次(?!日)|个(?![人体])|件(?!人)|笔(?!记)|行(?![政业号])|元(?!老)|秒(?![回接])"
    r"|毫秒|微秒|纳秒|字节|人次|(?:[nmuμ]?s|bytes?|[KMG]i?B|rows?|records?|times|hits)\b)"
)
"""What stands right behind a count."""
DENIED = re.compile(
    r"(?:不是|并?非|≠|勿当作?|不得[\u4e00-\u9fff]{0,4}[为作成]|\bnot an? )"
    r"[\u4e00-\u9fff ]{0,3}(?:手机|电话|phone|mobile)"
)
"""What says of a number that it is no telephone."""
REACH = 32
"""Characters before a number in which a word for what it numbers stands."""
NAMED = "mobile-named"
"""Rule of a number whose key says that it is one: certain even where it stands as a number of a program."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    text = narrow(subject.text)
    for match in within(text, DIGITS, NUMBER):
        if ROUND.search(re.sub(r"\D", "", match[0])):
            continue
        if DENIED.search(text, match.end(), _line_end(text, match.end())):
            continue
        called = names(subject, *match.span())
        if CONTEXT.search(" ".join([line(text, match.start()), *called])):
            yield Finding(*match.span(), "pii.cn-mobile", NAMED, CERTAIN)
        elif not (
            NUMBERED.search(text[max(0, match.start() - REACH) : match.start()])
            or COUNTS.match(text, match.end())
            or any(COUNTED.search(name) for name in called)
        ):
            yield Finding(*match.span(), "pii.cn-mobile", "mobile", POSSIBLE)


def _line_end(text: str, place: int) -> int:
    """Return where the line of a place ends, REACH characters away at most."""
    end = text.find("\n", place, place + REACH)
    return place + REACH if end < 0 else end
