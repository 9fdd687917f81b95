"""Say how much what stands around a run of signs speaks for a name, as a natural logarithm.

The weights are those of a logistic regression on sets of `bench.documents` that were read, and on Chinese
prose, comments and code of public repositories, in which hardly a name stands.
"""

import re

from stages.anonymize.chinese_names import NAME
from stages.anonymize.name_words import BEHIND
from stages.anonymize.person_words import AMID, DEEDS, LEADS, PERSON, ROLE, ROLES_END, STRONGLY, TITLES

HAN = re.compile("[\u4e00-\u9fff]")
PLACE = re.compile(
    "[\u4e00-\u9fff]?(?:[店仓馆楼库园苑城区路街镇村县市厂站港山湖江河岛桥寺庙阁厅牌版型式款]|花园|广场|大厦|公寓|物业"
    "|体检|公司|集团|银行|科技|大学|学院|医院|中学|小学)"
)
"""What makes a place, a firm or a thing of the signs before it."""
FIRM = re.compile("[\u4e00-\u9fff（）()]{0,12}?(?:公司|集团|事务所)")
OF_ROLE, LED = re.compile(rf"(?:{ROLE}|{PERSON})$"), re.compile(rf"(?:{LEADS})$")
TITLE, DEED = re.compile(TITLES), re.compile(DEEDS)
JOIN = "(?:[、，和与及或]|以及)"
"""What stands between two names."""
JOINED, JOINS = re.compile(JOIN + NAME), re.compile(f"{NAME}{JOIN}$")
AFTER = frozenset("的在和与及也都就还已将会要说问答写被把从对向给让请先再又因以所以不没未是等您你")
"""Signs that stand behind a name in a sentence."""
STRONG, AMID_TOO = STRONGLY + "托", AMID + "如听"
"""Signs that lead to a name, and those that may."""
LEADING = dict.fromkeys(ROLES_END, "end") | dict.fromkeys(AMID_TOO, "amid") | dict.fromkeys(STRONG, "strong")
"""What the sign before a run is that ends no word for a person."""
REACH = 6
"""Signs before a run in which a word for a person stands."""
SIGNS = {
    sign: kind
    for kind, signs in {
        "quote": "\"'“‘「『【《`”’」』】》",
        "colon": "：:=",
        "stop": "，,。；;、！!？?…—-|/",
        "bracket": "（([<>{",
        "space": " \t　",
    }.items()
    for sign in signs
}
LEFT = {
    "begin": 3, "role": 4, "led": 0, "strong": 6, "amid": 0.5, "end": -1, "within": -6, "joined": -0.5,
    "quote": -3, "colon": 0.5, "stop": -2.5, "bracket": -1, "space": 1.5, "letter": 0, "other": -1,
}  # fmt: skip
"""What stands before a run."""
RIGHT = {
    "begin": 1.5, "title": 0, "deed": 3, "place": -8.5, "behind": -1, "joined": -1.5, "after": -1,
    "within": -5, "quote": 4, "colon": 1, "stop": 1, "bracket": 3, "space": 1.5, "letter": -1, "other": 1.5,
}  # fmt: skip
"""What stands behind it."""

MOST_LEFT = (
    dict.fromkeys(HAN.findall(LEADS), LEFT["led"])
    | dict.fromkeys(AMID_TOO, LEFT["amid"])
    | dict.fromkeys(HAN.findall(ROLE + PERSON), LEFT["role"])
    | dict.fromkeys(STRONG, LEFT["strong"])
)
"""What each sign before a run says at most: any may be the last one of a word for a person."""
MOST_RIGHT = dict.fromkeys(HAN.findall(TITLES + DEEDS), RIGHT["deed"])
"""What each sign behind it says at most."""


def most(text: str, start: int, end: int) -> float:
    """Return what `around` is at most, by one sign before and one behind."""
    left, right = text[start - 1 : start], text[end : end + 1]
    said = MOST_LEFT.get(left, LEFT["end"]) if HAN.match(left) else LEFT["begin"]
    return said + (MOST_RIGHT.get(right, RIGHT["after"]) if HAN.match(right) else RIGHT["quote"])


def around(text: str, start: int, end: int) -> float:
    """Return how much likelier a name is between what stands before and behind."""
    return LEFT[before(text, start)] + RIGHT[behind(text, end)]


def before(text: str, start: int) -> str:
    """Return the kind of what stands before a run."""
    sign = text[start - 1 : start].replace("\n", "")
    if not HAN.match(sign):
        return "joined" if JOINS.search(text, max(0, start - REACH), start) else _kind(sign)
    if OF_ROLE.search(text, max(0, start - REACH), start):
        return "role"
    if LED.search(text, max(0, start - REACH), start):
        return "led"
    return LEADING.get(sign, "within")


def behind(text: str, end: int) -> str:
    """Return the kind of what stands behind a run."""
    sign = text[end : end + 1].replace("\n", "")
    if JOINED.match(text, end):
        return "joined"
    if FIRM.match(text, end):
        return "place"
    if not HAN.match(sign):
        return "bracket" if sign in ("）", ")") else _kind(sign)
    for kind, words in (("title", TITLE), ("deed", DEED), ("place", PLACE)):
        if words.match(text, end):
            return kind
    if text[end : end + 2] in BEHIND:
        return "behind"
    return "after" if sign in AFTER else "within"


def _kind(sign: str) -> str:
    if not sign:
        return "begin"
    return SIGNS.get(sign, "letter" if sign.isalnum() or sign == "_" else "other")
