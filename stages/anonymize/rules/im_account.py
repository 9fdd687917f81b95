"""Find accounts of messengers: QQ numbers and WeChat ids behind a word for them.

Known limit: an id without its label, or whose label stands on another line, is not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.finding import LIKELY, Finding, Subject

CUE = [r"(?i)qq", r"(?i)微信|wechat|weixin|wxid|\bvx"]
QQ = re.compile(
    r"(?i:\bqq)(?:号码?|群号?|交流群|技术群|[ _-]?(?i:no|num|number|group))?"
    r"[\"'`]?[ ]{0,2}[:：=][ ]{0,2}[\"'`]?"
    r"(?P<id>(?!9000)[1-9]\d{4,10})(?![\w.@])",
    re.ASCII,
)
WECHAT = re.compile(
    r"(?:微信号?|(?i:\bwe(?:chat|ixin)(?:[ _-]?(?:id|no|number|account))?|\bvx))"
    r"[\"'`]?[ ]{0,2}[:：=][ ]{0,2}[\"'`]?"
    r"(?P<id>(?!example_|https?\b)[A-Za-z][A-Za-z0-9_-]{5,19})(?![\w.(@/:-])",
    re.ASCII,
)
WXID = re.compile(r"\b(?P<id>wxid_[a-z0-9]{12,16})\b")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each account."""
    for match in QQ.finditer(subject.text):
        yield Finding(*match.span("id"), "pii.im-account", "qq", LIKELY)
    for match in WECHAT.finditer(subject.text):
        if any(sign.isdigit() for sign in match["id"]) or "微信" in match[0]:
            yield Finding(*match.span("id"), "pii.im-account", "wechat", LIKELY)
    for match in WXID.finditer(subject.text):
        yield Finding(*match.span("id"), "pii.im-account", "wxid", LIKELY)
