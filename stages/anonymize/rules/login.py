"""Find logins at messengers and sites that have no digit or no word for a number before them.

Alone with the word for it (微信 li_lei), behind `@`, under a key near a telephone or an address of mail, by
their type, or in brackets behind a name. Known limit: a login without its word, and a usual word as one.
"""

import re
from collections.abc import Callable, Iterator

from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.logins import is_chosen, is_login

MESSENGERS = "钉钉|釘釘|飞书|飛書|企微|抖音|小红书|微博|陌陌|脉脉"
MESSENGER = rf"(?:[微薇][ \u3000]{{0,8}}信|{MESSENGERS}|(?i:we(?:chat|ixin)|vx))(?:号|ID|账号|帐号)?"
KEY = (
    r"(?i:we(?:chat|ixin|com)|dingtalk|dingding|feishu|lark|telegram|skype|weibo|douyin|xiaohongshu"
    r"|github|gitee|gitlab)"
)
SITES = "掘金|知乎|简书|微博|抖音|小红书"
LATIN_SITES = "github|gitee|gitlab|csdn|slack|discord|twitter|instagram|linkedin|telegram|skype"
ACCOUNT = "ids?|handle|user(?:name)?|account|login"
SITE = (
    rf"(?:{SITES}|(?i:\b(?:{LATIN_SITES}|line(?= id))))"
    rf"(?:[ ]?(?:[账帐][号户]|(?i:{ACCOUNT})\b))?"
)
ALONE_CUE = f"[微薇][ 　]*信|{MESSENGERS}"
LATIN_CUE = r"(?i)(?:wechat|weixin|\bvx)[（( 　:：]+[a-z]"
KEY_CUE = rf"{KEY}[\"']?[ ]?[:=]"
SITE_CUE = rf"(?i)(?:{SITES}|{LATIN_SITES}|line id)(?: ?(?:[账帐][号户]|{ACCOUNT}))?[ 　]*(?:[:：@]|live:)"
TYPE_CUE = rf"(?i)(?:type|platform|channel|kind|app)[\"']?[ ]?[:=][ ]?[\"'](?:{KEY}|qq)[\"']"
CUE = (ALONE_CUE, LATIN_CUE, KEY_CUE, SITE_CUE, TYPE_CUE)
ALONE = re.compile(
    r"(?:^|[（(|,，;；、。：:/\t]|[ \u3000]{2}|(?<=[加我他她你您的有是业])"
    rf"|加[\u4e00-\u9fff]{{1,4}}?|(?={MESSENGER}[（(](?:[账帐]号|ID)))"
    rf"[ ]?{MESSENGER}(?:[/、][ ]?{MESSENGER})?(?:了|上)?(?:加?这个|加|是|为)?[ \u3000]{{0,2}}"
    r"(?:[:：（(][ ]{0,3}(?:[账帐]号|ID)?[:： ]{0,2})?(?:<\w+>|`)?"
    r"(?<![A-Za-z])(?P<id>[A-Za-z][\w.-]{4,28}\w)"
    r"(?=`?[ ]?(?:[）)|,，;；。、<]|$|[ \u3000]{2}|或|和|and\b|or\b|$))",
    re.ASCII | re.MULTILINE,
)
KEYED = re.compile(
    rf"(?<![\w.-]){KEY}[\"']?[ ]?[:=][ ]?(?P<quote>[\"']?)(?P<id>[A-Za-z0-9][\w.-]{{3,28}}\w)"
    r"(?P=quote)(?=[ ]*(?:[,;}\]#]|$))",
    re.ASCII | re.MULTILINE,
)
HANDLE = re.compile(
    rf"{SITE}[ \u3000:：]{{1,4}}(?:@(?P<at>[A-Za-z0-9](?:[\w.-]{{1,28}}\w)))(?![\w/@-])"
    r"|(?i:\bskype)[ ]{0,2}[:：]?[ ]{0,2}(?P<live>live:[\w.-]{3,40}\w)",
    re.ASCII,
)
SAID = re.compile(
    rf"(?P<before>(?:[A-Z]\w+[ ][A-Z]\w+|[\u4e00-\u9fff]{{2,4}})[ ]?[（(]|\bme[ ](?:on|at|via)[ ]|我的[ ]?|)"
    rf"{SITE}[ \u3000]{{0,2}}[:：][ ]{{0,2}}(?P<id>[A-Za-z0-9][\w.-]{{2,28}}\w)"
    r"(?=[ ]?(?:[）)|,，;；。、.]|$|[ \u3000]{2}))(?!\.\w)",
    re.ASCII | re.MULTILINE,
)
TYPED = re.compile(
    rf"(?i:type|platform|channel|kind|app)[\"']?[ ]?[:=][ ]?[\"'](?i:{KEY}|qq)[\"'][ ]?,[ ]?[\"']?"
    r"(?:id|no|account|number|value|handle|name)[\"']?[ ]?[:=][ ]?[\"'](?!9000)(?P<id>[\w.:-]{5,40})[\"']",
    re.ASCII,
)
CONTACT = re.compile(r"(?<![\d.])1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)|[\w+-]@[\w-]{2,}\.[a-z]{2}", re.ASCII)
REACH = 200
"""Characters before and behind a login in which a telephone or an address of mail stands."""
EVERYBODY = frozenset({"here", "channel", "everyone", "all"})


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each login."""
    found = (
        match.span(match.lastgroup or 0)
        for cue, pattern, accepts in WAYS
        for match in (within(subject.text, cue, pattern) if cue in subject.cues else ())
        if accepts(match)
    )
    for start, end in dict.fromkeys(found):
        yield Finding(start, end, "pii.im-account", "login", LIKELY)


def _is_alone(match: re.Match[str]) -> bool:
    return is_chosen(match["id"])


def _is_keyed(match: re.Match[str]) -> bool:
    return (is_login(match["id"]) or match["id"].isdigit()) and _has_contact(match)


def _is_handle(match: re.Match[str]) -> bool:
    return bool(match["live"]) or (match["at"] not in EVERYBODY and is_login(match["at"]))


def _is_said(match: re.Match[str]) -> bool:
    return is_login(match["id"]) and bool(match["before"] or _has_contact(match))


def _is_typed(match: re.Match[str]) -> bool:
    return match["id"].isdigit() or is_chosen(match["id"])


def _has_contact(match: re.Match[str]) -> bool:
    """Say whether a telephone or an address of mail stands near a login."""
    return bool(CONTACT.search(match.string, max(0, match.start() - REACH), match.end() + REACH))


WAYS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (ALONE_CUE, ALONE, _is_alone),
    (LATIN_CUE, ALONE, _is_alone),
    (KEY_CUE, KEYED, _is_keyed),
    (SITE_CUE, HANDLE, _is_handle),
    (SITE_CUE, SAID, _is_said),
    (TYPE_CUE, TYPED, _is_typed),
)
"""What the lines with a login have, how it stands in them, and what says that it is one."""
