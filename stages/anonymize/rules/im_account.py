"""Find accounts of messengers: QQ numbers, WeChat ids and those of others behind a word for them.

The word stands before the account or before several, or names their column or key. Known limits: an id
without its label is not found, nor a column of other messengers.
"""

import re
from collections.abc import Iterator

from stages.anonymize.context import names
from stages.anonymize.cues import compiled, places, within
from stages.anonymize.finding import CERTAIN, LIKELY, Finding, Subject

IS = r"\\{0,3}[\"'`]?[ ]{0,2}[:：=][ ]{0,2}\\{0,3}[\"'`]?"
"""What stands between a key and its value."""
OTHERS = "(?:钉钉|飞书|抖音|快手|小红书|微博|支付宝|陌陌|脉脉|企业微信)"
OTHER_KEYS = "(?i:dingtalk|dingding|feishu|alipay|telegram|skype|weibo|douyin)"
LARK = r"\bo[un]_[0-9a-f]{32}\b"
CUE = [
    r"(?i)qq|Q群|扣扣|企鹅号|加Q|\bQ[:：]",
    r"(?i)[微威徽薇][ ]?信|v信|绿泡泡|wechat|weixin|\bwx|\bvx|\bim\b",
    rf"{OTHERS}|{OTHER_KEYS}|\bo[un]_[0-9a-f]",
]
QQ = re.compile(
    r"(?:(?i:\bqq)(?:[ ]?[\u4e00-\u9fff]{0,4}(?:号码?|群[号聊]?|客服|联系|咨询)"
    r"|[ _-]?(?i:(?:no|num|number|id|group|account)s?))?|(?<=[a-z])QQ|Q群号?|扣扣号?|企鹅号|加[Qq]"
    r"|\b[Qq](?=[:：][ ]?[1-9]\d{6}))(?:[/、](?:[微薇][ ]?信|[Vv]信|(?i:wx|wechat))号?)?"
    rf"(?:{IS}|[ ]{{0,2}}[是为（(]?[ ]{{0,2}})"
    r"(?P<id>(?!9000)[1-9]\d{4,10})(?![\w@]|\.\w)",
    re.ASCII,
)
AND = r"[ ]?(?:[,，、/;；和或及与]|\b(?:and|or)\b)[ ]?"
QQ_MORE = re.compile(
    rf"{AND}(?P<id>(?!9000|(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d\b)[1-9]\d{{6,10}})(?![\w@]|\.\w)", re.ASCII
)
"""Another account behind one."""
WECHAT = re.compile(
    r"(?:(?:[微威徽薇][ ]?信|[Vv]信|绿泡泡)(?:[ ]?[\u4e00-\u9fff]{0,3}号码?|客服|联系|[ ]?ID)?"
    r"|(?i:\bwe(?:chat|ixin)(?:[ _-]?(?:id|no|number|account)s?)?|\bvx))"
    rf"(?:{IS}|[ ]{{0,2}}[是为（( “「【]?[ ]{{0,2}}(?=[A-Za-z_-]*\d))"
    r"(?P<id>(?!example_|https?\b|w[xw][0-9a-f]{16}\b)[A-Za-z][A-Za-z0-9_-]{5,19})(?![\w(@/:-]|\.\w)",
    re.ASCII,
)
WECHAT_MORE = re.compile(
    rf"{AND}(?P<id>(?=wxid_|[A-Za-z_-]*\d)[A-Za-z][A-Za-z0-9_-]{{5,19}})(?![\w(@/:=-]|\.\w)", re.ASCII
)
OTHER = re.compile(
    rf"(?:{OTHERS}[ ]?(?:号码?|[账帐][号户]|ID|id|用户名)"
    rf"|\b{OTHER_KEYS}_?(?i:id|no|number|account|logon_?id|name))"
    rf"(?:{IS}|[ ]?[是为（(]?[ ]?)(?P<id>(?=[\w.-]*\d)(?!ding|ww)[A-Za-z0-9][\w.-]{{4,29}})(?![\w.@*-])",
    re.ASCII,
)
NUMBER = re.compile(r"(?<![\w.@+-])(?!9000)[1-9]\d{4,10}(?![\w.@-])", re.ASCII)
NAME = re.compile(
    r"(?<=[\"'`|\t,：:= >])(?=[a-z_-]*\d)[A-Za-z][A-Za-z0-9_-]{5,19}(?=[\"'`|\t,\s，。；;)}\]<\\]|$)",
    re.ASCII,
)
APP = re.compile(r"w[xw][0-9a-f]{16}$|example_")
"""Ids of programs, and what was masked."""
QQ_CALLED = re.compile(
    r"(?:(?i:(?:^|[^a-z])qq(?:[_-]?(?:no|num|number|id|account))?s?(?:[_-]?list)?|qq号码?|qq[账帐]号)|[a-z]QQ(?:No|Num|Number|Id)?)\W*$"
)
WECHAT_CALLED = re.compile(
    r"(?i:we(?:chat|ixin)(?:[_-]?(?:id|no|num|number|account|hao))?s?(?:[_-]?list)?|(?:^|_)(?:wx|vx|wxh)(?:[_-]?(?:no|num|hao))?)\W*$"
    r"|^im(?:[_-]?(?:account|id|no))?$|微信(?:号|账号|帐号|ID)?\W*$"
)
COLUMN_CUES = {
    "qq": r"(?:^|[^A-Za-z])(?i:qq(?:[_-]?(?:no|num|number|id|account))?s?(?:[_-]?list)?)(?:[^0-9A-Za-z_]|$)"
    r"|(?i:qq)[号账帐]|[a-z]QQ",
    "wechat": r"(?i)we(?:chat|ixin)|(?:^|[^a-z])[wv]xh?(?:[_-]?(?:no|num|hao))?[^a-z]|微信"
    r"|(?-i:\bim(?:[_-]?(?:account|id|no))?[\"'`]?[ ]?[:=|,\t<])",
}
"""What a text has in which a key, a column or a comment may say what an account is."""
WXID = re.compile(r"\b(?P<id>wxid_[a-z0-9]{12,16})\b")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each account."""
    text, cues = subject.text, subject.cues
    for match in within(text, CUE[0], QQ) if CUE[0] in cues else ():
        for one in _with_more(text, match, QQ_MORE):
            yield Finding(*one.span("id"), "pii.im-account", "qq", LIKELY)
    for match in within(text, CUE[1], WECHAT) if CUE[1] in cues else ():
        if any(sign.isdigit() for sign in match["id"]) or "微信" in match[0]:
            for one in _with_more(text, match, WECHAT_MORE):
                yield Finding(*one.span("id"), "pii.im-account", "wechat", LIKELY)
    if CUE[2] in cues:
        for match in within(text, CUE[2], OTHER):
            yield Finding(*match.span("id"), "pii.im-account", "other", LIKELY)
        for start, end in places(text, LARK):
            yield Finding(start, end, "pii.im-account", "lark", CERTAIN)
    yield from _called(subject, NUMBER, QQ_CALLED, "qq")
    yield from _called(subject, NAME, WECHAT_CALLED, "wechat")
    for match in within(text, "wxid_", WXID) if CUE[1] in cues else ():
        for one in _with_more(text, match, WECHAT_MORE):
            yield Finding(*one.span("id"), "pii.im-account", "wxid", LIKELY)


def _with_more(text: str, first: re.Match[str], more: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield an account and those that follow it."""
    found: re.Match[str] | None = first
    while found:
        yield found
        found = more.match(text, found.end("id"))


def _called(
    subject: Subject, account: re.Pattern[str], word: re.Pattern[str], rule: str
) -> Iterator[Finding]:
    """Yield the accounts whose key, column or comment says what they are."""
    looked_for = CUE[rule != "qq"] in subject.cues and compiled(COLUMN_CUES[rule]).search(subject.text)
    for match in account.finditer(subject.text) if looked_for else ():
        if not APP.match(match[0]) and any(word.search(name) for name in names(subject, *match.span())):
            yield Finding(*match.span(), "pii.im-account", rule, LIKELY)
