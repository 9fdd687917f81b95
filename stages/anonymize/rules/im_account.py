"""Find accounts of messengers: QQ numbers and WeChat ids behind a word for them.

The word stands before the account, or names its column or key. Known limit: an id without its label is not
found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.context import names
from stages.anonymize.cues import compiled, within
from stages.anonymize.finding import LIKELY, Finding, Subject

CUE = [r"(?i)qq|Q群|扣扣|企鹅号", r"(?i)[微威徽][ ]?信|v信|wechat|weixin|\bwx|\bvx|\bim\b"]
QQ = re.compile(
    r"(?:(?i:\bqq)(?:[ ]?号码?|[ ]?群号?|[账帐]号|交流群|技术群|[ _-]?(?i:no|num|number|group))?"
    r"|(?<=[a-z])QQ|Q群号?|扣扣号?|企鹅号)"
    r"(?:[\"'`]?[ ]{0,2}[:：=][ ]{0,2}[\"'`]?|[ ]{0,2}[是为（(]?[ ]{0,2})"
    r"(?P<id>(?!9000)[1-9]\d{4,10})(?![\w.@])",
    re.ASCII,
)
WECHAT = re.compile(
    r"(?:(?:[微威徽][ ]?信|[Vv]信)(?:[ ]?号|同号|账号|帐号|[ ]?ID)?"
    r"|(?i:\bwe(?:chat|ixin)(?:[ _-]?(?:id|no|number|account))?|\bvx))"
    r"(?:[\"'`]?[ ]{0,2}[:：=][ ]{0,2}[\"'`]?|[ ]{0,2}[是为（( “「【]?[ ]{0,2}(?=[A-Za-z_-]*\d))"
    r"(?P<id>(?!example_|https?\b)[A-Za-z][A-Za-z0-9_-]{5,19})(?![\w.(@/:-])",
    re.ASCII,
)
NUMBER = re.compile(r"(?<![\w.@+-])(?!9000)[1-9]\d{4,10}(?![\w.@-])", re.ASCII)
NAME = re.compile(
    r"(?<=[\"'`|\t,：:= >])(?=[a-z_-]*\d)[A-Za-z][A-Za-z0-9_-]{5,19}(?=[\"'`|\t,\s，。；;)}\]<]|$)", re.ASCII
)
APP = re.compile(r"wx[0-9a-f]{16}$|example_")
"""Ids of programs, and what was masked."""
QQ_CALLED = re.compile(
    r"(?:(?i:(?:^|[^a-z])qq(?:[_-]?(?:no|num|number|id|account))?|qq号码?|qq[账帐]号)|[a-z]QQ(?:No|Num|Number|Id)?)\W*$"
)
WECHAT_CALLED = re.compile(
    r"(?i:we(?:chat|ixin)(?:[_-]?(?:id|no|num|number|account|hao))?|(?:^|_)(?:wx|vx|wxh)(?:[_-]?(?:no|num|hao))?)\W*$"
    r"|^im(?:[_-]?(?:account|id|no))?$|微信(?:号|账号|帐号|ID)?\W*$"
)
WXID = re.compile(r"\b(?P<id>wxid_[a-z0-9]{12,16})\b")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each account."""
    for match in within(subject.text, CUE[0], QQ):
        yield Finding(*match.span("id"), "pii.im-account", "qq", LIKELY)
    for match in within(subject.text, CUE[1], WECHAT):
        if any(sign.isdigit() for sign in match["id"]) or "微信" in match[0]:
            yield Finding(*match.span("id"), "pii.im-account", "wechat", LIKELY)
    yield from _called(subject, NUMBER, QQ_CALLED, "qq")
    yield from _called(subject, NAME, WECHAT_CALLED, "wechat")
    for match in within(subject.text, "wxid_", WXID):
        yield Finding(*match.span("id"), "pii.im-account", "wxid", LIKELY)


def _called(
    subject: Subject, account: re.Pattern[str], word: re.Pattern[str], rule: str
) -> Iterator[Finding]:
    """Yield the accounts whose key, column or comment says what they are."""
    if not compiled(CUE[rule != "qq"]).search(subject.text):
        return
    for match in account.finditer(subject.text):
        if not APP.match(match[0]) and any(word.search(name) for name in names(subject, *match.span())):
            yield Finding(*match.span(), "pii.im-account", rule, LIKELY)
