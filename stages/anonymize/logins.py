"""Say whether a word is a login that somebody chose, and no name of a program."""

import re

from stages.anonymize.person_words import SYLLABLE

PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
"""A word of letters in a login."""
PINYIN = re.compile(rf"(?:[A-Z]?(?i:{SYLLABLE}))(?=[A-Za-z])(?:[A-Z]?(?i:{SYLLABLE})){{1,3}}")
PROGRAM = re.compile(
    r"access|accounts?|actions?|active|address|admin|agent|alarm|alert|all|android|any|apis?|apps?|appid"
    r"|apple|approval|article|at|auth|authorize|avatar|base|bind|boot|bots?|build|button|by|call|callback"
    r"|card|cert|channel|chat|check|client|cloud|code|common|component|config|connect|contact|content"
    r"|core|corp|create|custom|data|date|default|delete|demo|dept|dev|develop|device|dingding|dingtalk"
    r"|disabled|docs?|domain|email|enable|enabled|enterprise|error|event|example|export|ext|external"
    r"|false|feishu|file|flow|follow|form|friend|get|gitee|github|gitlab|group|handler|hello|help|home"
    r"|hook|host|https?|icon|ids?|image|impl|import|in|info|init|instance|ios|is|issues?|java|job|js"
    r"|jsapi|json|jssdk|keys?|lark|level|library|like|link|list|live|local|log|login|logo|logout|main"
    r"|mall|manager|mch|member|menu|messages?|mini|miniapp|mobile|mode|module|msg|name|net|new|no|nonce"
    r"|none|not|notice|notification|notify|null|number|oauth|of|official|ok|oms|on|online|open|openapi"
    r"|openid|orders?|org|out|page|params?|password|pay|payment|phone|picture|platform|plugin|point"
    r"|prepay|prod|product|profile|program|project|provider|proxy|public|push|python|qq|qrcode|query"
    r"|react|receive|record|redirect|refresh|refund|register|release|remote|repo|report|request|response"
    r"|result|return|robots?|role|route|scan|scope|sdk|search|secret|security|send|serial|server|service"
    r"|session|set|settings?|share|shop|sign|signature|site|sms|source|spring|sso|start|state|status"
    r"|store|str|string|style|sub|submit|success|support|sync|system|table|tag|task|team|template|test"
    r"|text|the|ticket|time|title|to|token|tool|total|trace|trade|true|type|undefined|union|unionid"
    r"|update|upload|uri|url|users?|userid|username|utils?|value|verify|version|video|view|vip|vue|wallet"
    r"|watch|weapp|web|webhook|webview|wechat|wecom|weibo|weixin|welcome|work|wx|wxapp|wxpay|xml|your",
    re.I,
)
"""Words in names that programs have at messengers and sites."""
MASKED = "example_"
"""What the pseudonym of a login begins with."""


def is_login(word: str) -> bool:
    """Say whether a word holds letters that are none of programs, and is no pseudonym."""
    parts = PART.findall(word)
    return not word.startswith(MASKED) and any(
        len(part) > 1 and not PROGRAM.fullmatch(part) for part in parts
    )


def is_chosen(word: str) -> bool:
    """Say whether a login is no usual word: it has a sign, a digit or the syllables of a name."""
    return is_login(word) and bool(re.search(r"[\d_.-]", word) or PINYIN.fullmatch(word))
