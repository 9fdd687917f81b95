"""Say where a name ends: with one given sign or two, by what stands behind it and by its signs."""

import re
from typing import NamedTuple

from stages.anonymize.chinese_names import NAME
from stages.anonymize.name_signs import LEAST, is_compound, likelihood
from stages.anonymize.name_words import ACROSS, BEHIND, COMMON
from stages.anonymize.person_words import DEEDS, PERSON, ROLE, ROLES_END, STRONGLY, TITLES

FOLLOWED = re.compile(
    rf"[^A-Za-z\u4e00-\u9fff]|$|{TITLES}|电话|手机|身份证|联系|{DEEDS}"
    rf"|[和与及跟]{NAME}|等?[两三四五六七八九十几]位"
)
AFTER = frozenset("的在和与及也都就还已将会要说问答写被把从对向给让请先再又因以所不没未是等您你")
"""Signs that stand behind a name in a sentence."""
BEFORE = frozenset(f"{STRONGLY}{ROLES_END}托@＠ ")
"""Signs before a name that anything may follow."""
DONE = frozenset("了过")
"""Signs behind a verb of one sign."""
FIRM = re.compile(
    "[\u4e00-\u9fff（）()]{0,12}?(?:公司|集团|银行|科技|大学|学院|医院|中学|小学|[路街镇村县市区店厂])"
)
OF_ROLE = re.compile(rf"(?:{ROLE}|{PERSON})$")
ROLE_SIGNS = 4
"""Signs before a name in which a word for a person stands: 组长孙辰景, no 长孙."""
UNKNOWN, SIGN, WORD, END = 0, 1, 2, 3
"""What follows a name: something else, a sign of AFTER, a verb or an adverb, what ends a name."""


class Candidate(NamedTuple):
    """What may be a name, and where."""

    name: str
    start: int
    end: int
    follows: int
    """How well what stands behind it follows a name, from UNKNOWN to END."""

    @property
    def is_likely(self) -> bool:
        """Say whether it is rather a name than a word."""
        return likelihood(self.name) >= LEAST and self.name not in COMMON


def ends(text: str, start: int, end: int) -> Candidate | None:
    """Return the name that begins at `start`, with the given signs up to `end` or without the last of them.

    Nothing within a word, nor where what stands behind follows no name and what stands before leads to none.
    """
    if text[max(0, start - 1) : start + 1] in ACROSS and not OF_ROLE.search(
        text, max(0, start - ROLE_SIGNS), start
    ):
        return None
    tried = [Candidate(text[start:end], start, end, _follows(text, end))]
    if tried[0].follows != END and end - start > 2 + is_compound(text[start:end]):
        tried.append(Candidate(text[start : end - 1], start, end - 1, _follows(text, end - 1)))
    best = tried[0] if len(tried) == 1 else max(tried, key=_order)
    return best if best.follows or text[start - 1 : start] in BEFORE else None


def _order(candidate: Candidate) -> tuple[bool, bool, int]:
    return candidate.follows == END, candidate.follows > UNKNOWN, likelihood(candidate.name)


def is_firm(text: str, end: int) -> bool:
    """Say whether what stands behind what may be a name makes a firm or a place of it."""
    return bool(FIRM.match(text, end))


def _follows(text: str, end: int) -> int:
    if FOLLOWED.match(text, end):
        return END
    if text[end : end + 2] in BEHIND or text[end + 1 : end + 2] in DONE:
        return WORD
    return SIGN if text[end : end + 1] in AFTER else UNKNOWN
