"""Find names in running text by how much likelier a run of signs is with a name in it than as words alone.

Both readings are products of counts: words by the dictionary of jieba, surnames and given names by HanLP's
roles of signs in names (name_lists/README.md). Known limits: a name that is a word as well, and a thing whose
name no dictionary has.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from stages.anonymize.chinese_names import COMPOUND, SURNAMES
from stages.anonymize.name_context import HAN, LEFT, PLACE, RIGHT, around, behind, most
from stages.anonymize.name_signs import likelihood
from stages.anonymize.name_words import FOLDER

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
"""Signs of a name, of a word, and of what stands between two names of a list."""
LEAST = 6
"""What a name must reach with what stands around it; set on the sets of `bench.documents` that were read."""
SHORT = 4.5
"""What a name may fall short of it that is known or stands in a list beside one."""
LIST = re.compile(r"[ ]?(?:[、，,;；/|和与及或]|以及|还有)[ ]?")
LEAST_ODDS, MOST_ODDS = 1, 14
"""What a run must have without it, and what counts of that."""
LEAST_STRENGTH = LEAST - SHORT - LEFT["strong"] - RIGHT["quote"]
"""What odds and signs must reach wherever a name stands."""
LIKELY = 0.7
"""Weight of the signs of a name among words that begin with a surname (`name_signs`)."""
SIZE = {2: 1.5, 3: -1.5, 4: -0.5}
"""What a name of so many signs gets: of two signs, the odds are lower."""
NEVER = re.compile("[某仟佰叁柒捌玖拾]|陆[万千百十]|.[数量类件页表栈率码号期项]")
"""Signs of amounts, of what is counted, and of what was masked or is to stay unnamed."""
MASK = "某"
COUNTED = re.compile(r"[\d一二两三四五六七八九十百几多每][ ]?[张段支米项车包卷元场单成万方石]$")
"""A number, and a surname that is also what is counted by: 3 张券."""


class Read(NamedTuple):
    """What may be a name."""

    name: str
    start: int
    end: int
    odds: float
    """How much likelier its run is with it, as a natural logarithm."""
    sure: float
    """The same with what stands around it, and no more of the odds than count."""


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


def in_sentences(text: str, known: set[str]) -> Iterator[Read]:
    """Yield the names that a text is likelier with, the likeliest first; none overlaps one before it.

    What falls short by SHORT is one, too, if it is among the names that are known or stands beside one.
    """
    count, starts, ends = cache(text.count), set[int](), set[int]()
    every = [read for read in _apart(text) if _may_be(text, read, count)]
    for least in (LEAST, LEAST - SHORT):
        for read in every:
            near = least == LEAST or read.name in known or _is_beside(text, read, starts, ends)
            if read.sure >= least and near and read.start not in starts:
                starts.add(read.start)
                ends.add(read.end)
                known.add(read.name)
                yield read


def _apart(text: str) -> list[Read]:
    """Return the likeliest readings of which none overlaps another; of those with one end, the longest."""
    every, taken, occupied = list(readings(text)), list[Read](), set[int]()
    first = dict[int, int]()
    for read in every:
        if read.sure >= LEAST:
            first[read.end] = min(read.start, first.get(read.end, read.start))
    for read in sorted(every, key=lambda read: -read.sure):
        places = range(read.start, read.end)
        if read.start <= first.get(read.end, read.start) and occupied.isdisjoint(places):
            taken.append(read)
            occupied.update(places)
    return taken


def _is_beside(text: str, read: Read, starts: set[int], ends: set[int]) -> bool:
    """Say whether a sign of a list and nothing else stands between a reading and a name."""
    behind = LIST.match(text, read.end)
    before = (end for end in range(read.start - LONGEST, read.start) if end in ends)
    return bool(behind and behind.end() in starts) or any(
        LIST.fullmatch(text, end, read.start) for end in before
    )


def _may_be(text: str, read: Read, count: Callable[[str], int]) -> bool:
    """Say whether signs are no amount, no place, not masked, no part of a word that is more frequent."""
    left, name = text[max(0, read.start - 2) : read.start], read.name
    if MASK in left or COUNTED.search(left + name[0]) or NEVER.search(name) or PLACE.match(name[-1]):
        return False
    if behind(text, read.end) == "place":
        return False
    return not HAN.match(left[-1:]) or count(left[-1:] + name[0]) <= count(name)


def readings(text: str) -> Iterator[Read]:
    """Yield each reading with a name that is LEAST - SHORT likelier than without; they may overlap."""
    for match in RUN.finditer(text):
        run = match[0]
        spans = [
            (begin.start(), end)
            for begin in BEGIN.finditer(run)
            for end in range(begin.start() + 2, min(len(run), begin.start() + LONGEST) + 1)
            if (strength := _strength(run[begin.start() : end])) > LEAST_STRENGTH
            and _reaches(text, match.start() + begin.start(), match.start() + end, strength)
        ]
        if not spans:
            continue
        up_to, since = _before(run), _before(run[::-1], -1)[::-1]
        for start, end in spans:
            odds = up_to[start] + _named(run[start:end]) + since[end] - up_to[-1]
            place = match.start() + start, match.start() + end
            sure = min(odds, MOST_ODDS) + _of_signs(run[start:end]) + around(text, *place)
            if odds >= LEAST_ODDS and sure >= LEAST - SHORT:
                yield Read(run[start:end], *place, odds, sure)


@lru_cache(maxsize=1 << 16)
def _strength(name: str) -> float:
    """Return what the odds and the signs of a name speak for it at most; much below nothing without odds."""
    gain = _gain(name)
    return min(gain, MOST_ODDS) + _of_signs(name) if gain >= LEAST_ODDS else -1e9


def _reaches(text: str, start: int, end: int, strength: float) -> bool:
    """Say whether a name may reach what it must, by what its odds and what stands around are at most."""
    least = LEAST - SHORT - strength
    return most(text, start, end) >= least and around(text, start, end) >= least


def _of_signs(name: str) -> float:
    """Return what the signs and the number of them speak for a name."""
    return LIKELY * likelihood(name) + SIZE[len(name)]


def is_known(word: str) -> bool:
    """Say whether a dictionary has a word of two signs or more."""
    return len(word) > 1 and word in _counts().words


def level(word: str) -> int:
    """Return the natural logarithm of the share of a word, UNSEEN of one that no dictionary has."""
    return _counts().words.get(word, UNSEEN)


def odds_at(text: str, start: int, end: int) -> float:
    """Return how much likelier the signs around a place are with a name there, as a natural logarithm."""
    first, last = start, end
    while first and start - first < LONGEST and HAN.match(text, first - 1):
        first -= 1
    while last - end < LONGEST and HAN.match(text, last):
        last += 1
    parts = _before(text[first:start])[-1], _before(text[end:last])[-1]
    return sum(parts) + _named(text[start:end]) - _before(text[first:last])[-1]


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
