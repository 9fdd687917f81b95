"""Find names in running text by how much likelier a run of signs is with a name in it than as words alone.

Both readings are products of counts: words by the dictionary of jieba, surnames and given names by HanLP's
roles of signs in names (name_lists/README.md). Known limits: a name that is a word as well, and a thing whose
name no dictionary has.
"""

import re
from collections.abc import Iterator
from functools import cache
from math import log
from typing import NamedTuple

from stages.anonymize.chinese_names import COMPOUND, SURNAMES
from stages.anonymize.name_signs import is_likely
from stages.anonymize.name_words import FOLDER

HAN = re.compile("[\u4e00-\u9fff]")
RUN = re.compile("[\u4e00-\u9fff]{2,}")
BEGIN = re.compile(rf"[{SURNAMES}]|{COMPOUND}")
UNSEEN, UNSEEN_SIGN = -15, -13
"""What a sign that no word is takes away, and a sign that no name of the counts has."""
TWO, ONE = log(0.675), log(0.325)
"""Shares of names of two given signs and of one."""
PAIRS = frozenset(COMPOUND.split("|"))
PAIRED = -9
"""What a surname of two signs takes away."""
LONGEST = 4
LEAST_ODDS = 8
"""What a name in a sentence must reach; set on the set `strangers` of `bench.documents`."""
NEVER = re.compile("[某仟佰叁陆柒捌玖拾]")
"""Signs of amounts, and of what was masked or is to stay unnamed."""
MASK = "某"
PLACE = re.compile(
    "[\u4e00-\u9fff]?(?:[店仓馆楼库园苑城区路街镇村县市厂站港山湖江河岛桥寺庙阁厅牌版型式款]|花园|广场|大厦|公寓|物业"
    "|体检|公司|集团|银行|科技|大学|学院|医院|中学|小学)"
)
"""What makes a place, a firm or a thing of the signs before it."""


class Read(NamedTuple):
    """What may be a name."""

    name: str
    start: int
    end: int
    odds: float
    """How much likelier its run is with it, as a natural logarithm."""


class Counts(NamedTuple):
    """Natural logarithms of shares."""

    words: dict[str, int]
    signs: dict[str, dict[str, int]]
    """Of names, by their role in them."""
    gain: dict[str, dict[str, int]]
    """How much likelier a sign is in a name than alone; one that no name has is not above nothing."""


def _words() -> dict[str, int]:
    lines = (FOLDER / "words.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(level) for level, *words in map(str.split, lines) for word in words}


def _signs() -> dict[str, dict[str, int]]:
    signs: dict[str, dict[str, int]] = {}
    for row in (FOLDER / "signs.txt").read_text(encoding="utf-8").splitlines():
        role, level, every = row.split()
        signs.setdefault(role, {}).update(dict.fromkeys(every, int(level)))
    return signs


@cache
def _counts() -> Counts:
    """Return the counts, which are read with the first Chinese text."""
    words, signs = _words(), _signs()
    gain = {
        role: {sign: level - words.get(sign, UNSEEN) for sign, level in levels.items()}
        for role, levels in signs.items()
    }
    return Counts(words, signs, gain)


def in_sentences(text: str) -> Iterator[Read]:
    """Yield the names that a sentence holds, the likeliest first; none overlaps one before it."""
    taken: list[Read] = []
    for read in sorted(readings(text), key=lambda read: -read.odds):
        if _is_in_sentence(text, read) and all(
            read.end <= other.start or other.end <= read.start for other in taken
        ):
            taken.append(read)
            yield read


def _is_in_sentence(text: str, read: Read) -> bool:
    """Say whether signs stand beside what is no part of a longer word, no amount and no place."""
    left = text[max(0, read.start - 1) : read.start]
    beside = HAN.match(left) or HAN.match(text, read.end)
    place = PLACE.match(text, read.end) or PLACE.match(read.name[-1])
    masked = MASK in text[max(0, read.start - 2) : read.start]
    if not beside or place or masked or NEVER.search(read.name):
        return False
    return not HAN.match(left) or text.count(left + read.name[0]) <= text.count(read.name)


def readings(text: str) -> Iterator[Read]:
    """Yield each reading with a name that is LEAST_ODDS likelier than the one without; they may overlap."""
    for match in RUN.finditer(text):
        run = match[0]
        begins = (begin.start() for begin in BEGIN.finditer(run))
        spans = [
            (start, end)
            for start in begins
            for end in range(start + 2, min(len(run), start + LONGEST) + 1)
            if _gain(run[start:end]) >= LEAST_ODDS and is_likely(run[start:end])
        ]
        if not spans:
            continue
        before, behind = _before(run), _before(run[::-1], -1)[::-1]
        for start, end in spans:
            odds = before[start] + _named(run[start:end]) + behind[end] - before[-1]
            if odds >= LEAST_ODDS:
                yield Read(run[start:end], match.start() + start, match.start() + end, odds)


def _before(run: str, step: int = 1) -> list[float]:
    """Return for each place how likely the words up to it are; `step` is -1 where the run is turned round."""
    words, best = _counts().words, [0.0] + [-1e9] * len(run)
    for end in range(1, len(run) + 1):
        best[end] = best[end - 1] + words.get(run[end - 1], UNSEEN)
        for size in range(2, min(LONGEST, end) + 1):
            word = words.get(run[end - size : end][::step])
            if word is not None:
                best[end] = max(best[end], best[end - size] + word)
    return best


def _gain(name: str) -> float:
    """Return what the odds of a name are at most: against its signs as words of one sign each."""
    gain = _counts().gain
    surname = gain["surname"].get(name[0], 0)
    if len(name) == 2:  # noqa: PLR2004
        return surname + ONE + gain["only"].get(name[1], 0)
    if len(name) == 3 and name[:2] not in PAIRS:  # noqa: PLR2004
        return surname + TWO + gain["first"].get(name[1], 0) + gain["last"].get(name[2], 0)
    alone = sum(_counts().words.get(sign, UNSEEN) for sign in name)
    return _named(name) - alone if name[:2] in PAIRS else 0


def _named(name: str) -> float:
    """Return how likely a name is among names."""
    signs, paired = _counts().signs, name[:2] in PAIRS
    first, given = (PAIRED, name[2:]) if paired else (signs["surname"].get(name[0], UNSEEN_SIGN), name[1:])
    if len(given) == 1:
        return first + ONE + signs["only"].get(given, UNSEEN_SIGN)
    if len(given) != 2:  # noqa: PLR2004
        return -1e9
    return first + TWO + signs["first"].get(given[0], UNSEEN_SIGN) + signs["last"].get(given[1], UNSEEN_SIGN)
