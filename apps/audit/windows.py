"""Find texts that share long runs of lexemes, whatever their white space, headers, imports and names are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from stages.dedupe.lexemes import IMPORT, SIGNATURE, body
from stages.probe.lexemes import lexemes

Hashes = npt.NDArray[np.uint64]

SHARE = 0.5
"""Of the windows of the smaller text, from which on two texts are near copies."""
_BASE = np.uint64(0x9E3779B97F4A7C15)
"""Odd, so that every lexeme of a window counts in its hash."""
_NAMES = re.compile(IMPORT), re.compile(SIGNATURE)


class Widths(NamedTuple):
    """In lexemes."""

    window: int
    """What is compared."""
    distinct: int
    """Different lexemes that a window must have."""
    run: int
    """From which on a shared run is a copy."""


class Windows(NamedTuple):
    """The windows of some texts."""

    texts: dict[str, Hashes]
    """Hashes by name of the text, in the order of the text."""
    short: list[str]
    """Names of the texts that have no window."""


class Copy(NamedTuple):
    """Two texts of which one holds much of the other."""

    asked: str
    found: str
    run: int
    """Lexemes of the longest run that both hold."""
    share: float
    """Of the windows of the smaller text that the other holds too."""


def windows(texts: Iterable[tuple[str, str]], widths: Widths) -> Windows:
    """Return the windows of texts, given by name, without headers, imports and signatures."""
    numbers: dict[str, int] = {}
    known: dict[str, Hashes] = {}
    short = []
    for name, text in texts:
        words = lexemes(_content(text))
        ids = np.array([numbers.setdefault(word, hash(word)) for word in words], dtype=np.int64)
        found = _hashes(ids.view(np.uint64), widths)
        if len(found):
            known[name] = found
        else:
            short.append(name)
    return Windows(known, short)


def _content(text: str) -> str:
    left = body(text)
    for names in _NAMES:
        left = names.sub("", left)
    return left


def _hashes(ids: Hashes, widths: Widths) -> Hashes:
    size = len(ids) - widths.window + 1
    if size < 1:
        return np.zeros(0, dtype=np.uint64)
    before = _previous(ids)
    starts = np.arange(size)
    total = np.zeros(size, dtype=np.uint64)
    different = np.zeros(size, dtype=np.int64)
    for place in range(widths.window):
        total = total * _BASE + ids[place : place + size]
        different += before[place : place + size] < starts
    return total[different >= widths.distinct]


def _previous(ids: Hashes) -> npt.NDArray[np.int64]:
    """Return where each lexeme stood before; -1 for its first time."""
    order = np.argsort(ids, kind="stable")
    before = np.full(len(ids), -1, dtype=np.int64)
    same = ids[order][1:] == ids[order][:-1]
    before[order[1:][same]] = order[:-1][same]
    return before


def copies(asked: Windows, known: Windows, widths: Widths) -> list[Copy]:
    """Return each pair of which one text is a copy of the other or of a part of it.

    That is: they share a run of `run` lexemes, or half of the windows of the smaller and as many as such a
    run has, or the smaller stands in the other as a whole.
    """
    index = _Index(known)
    found = [
        copy
        for name, hashes in asked.texts.items()
        for other in index.candidates(hashes, widths)
        if (copy := _copy(name, hashes, other, known.texts[other], widths))
    ]
    return sorted(found, key=lambda copy: (copy.asked, -copy.run, copy.found))


class _Index:
    """Says which texts hold a window."""

    def __init__(self, known: Windows) -> None:
        self._names = list(known.texts)
        self._sizes = [len(hashes) for hashes in known.texts.values()]
        every = list(known.texts.values()) or [np.zeros(0, dtype=np.uint64)]
        hashes = np.concatenate(every)
        order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[order]
        self._owners = np.repeat(np.arange(len(self._names)), self._sizes)[order]

    def candidates(self, hashes: Hashes, widths: Widths) -> Iterator[str]:
        """Yield the texts that hold as many of the windows as a copy does."""
        least = widths.run - widths.window + 1
        for owner, count in self._shared(np.unique(hashes)).items():
            if count >= min(least, len(hashes), self._sizes[owner]):
                yield self._names[owner]

    def _shared(self, hashes: Hashes) -> Mapping[int, int]:
        first = np.searchsorted(self._hashes, hashes, side="left")
        last = np.searchsorted(self._hashes, hashes, side="right")
        counts: dict[int, int] = defaultdict(int)
        for start, end in zip(first[first < last], last[first < last], strict=True):
            for owner in set(self._owners[start:end].tolist()):
                counts[owner] += 1
        return counts


def _copy(name: str, hashes: Hashes, other: str, others: Hashes, widths: Widths) -> Copy | None:
    run = max(_longest(hashes, others), 0)
    smaller, larger = sorted((hashes, others), key=len)
    shared = int(np.isin(smaller, larger).sum())
    share = shared / len(smaller)
    lexemes_shared = run + widths.window - 1
    is_part = share >= SHARE and shared >= widths.run - widths.window + 1
    if lexemes_shared < widths.run and share < 1 and not is_part:
        return None
    return Copy(name, other, lexemes_shared, round(share, 4))


def _longest(hashes: Hashes, others: Hashes) -> int:
    """Return how many windows in a row the other text holds."""
    held: Any = np.concatenate(([False], np.isin(hashes, others), [False])).astype(np.int8)
    edges = np.flatnonzero(np.diff(held))
    return int((edges[1::2] - edges[::2]).max(initial=0))
