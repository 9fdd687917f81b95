"""Find texts that are nearly the same: exact Jaccard similarity of their token n-grams."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil
from typing import NamedTuple, TypeVar

SHINGLE = 5
"""Tokens of an n-gram."""
COUNTED = (1 << 18) - 1
"""Bits of a hash by which n-grams are counted."""
FOUND = (1 << 16) - 1
"""Bits of a hash by which texts are found."""

T = TypeVar("T")

NGrams = frozenset[tuple[str, ...]]

_TOKEN = re.compile(r"[一-鿿]|[^\W一-鿿]+|[^\w\s]")


class Pair(NamedTuple):
    """Two texts by their index, `left` < `right`, and how similar they are, 0 to 1."""

    left: int
    right: int
    similarity: float


def shingles(text: str) -> NGrams:
    """Return the token n-grams of a text. A Chinese character is a token."""
    return ngrams(_TOKEN.findall(text), SHINGLE)


def ngrams(tokens: Sequence[str], width: int) -> NGrams:
    """Return the different runs of `width` tokens; fewer tokens are one run."""
    return frozenset(_runs(tokens, width))


def _runs(tokens: Sequence[str], width: int) -> Iterable[tuple[str, ...]]:
    if len(tokens) < width:
        return [tuple(tokens)]
    return zip(*(tokens[start:] for start in range(width)), strict=False)


def jaccard(left: frozenset[T], right: frozenset[T]) -> float:
    """Return the share of what is in two sets that both have; neither may be empty."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared)


def near_pairs(texts: Iterable[str], threshold: float) -> list[Pair]:
    """Return every pair of texts whose n-grams have a Jaccard similarity of at least `threshold`, sorted."""
    near = _Near(texts, threshold)
    pairs: list[Pair] = []
    for number in range(len(near)):
        rarest = near.rarest(number)
        pairs += near.before(number, rarest)
        near.hold(number, rarest)
    return sorted(pairs)


def copies(texts: Iterable[str], threshold: float) -> list[Pair]:
    """Return for each text that is near to an earlier one, itself no copy, the first such pair.

    Copies are compared with nothing, so a text that stands a thousand times costs no more than its like.
    """
    near = _Near(texts, threshold)
    pairs: list[Pair] = []
    for number in range(len(near)):
        rarest = near.rarest(number)
        first = next(near.before(number, rarest), None)
        if first is None:
            near.hold(number, rarest)
        else:
            pairs.append(first)
    return pairs


class _Near:
    """Texts, each held against those before it.

    Exact and far from quadratic: two sets that are similar share one of the rarest n-grams of each (prefix
    filtering, Bayardo et al. 2007), so only those are indexed. An n-gram is held as 64 bits of its hash, and
    how rare it is as a count by some of these: any order of them gives the same pairs. What is indexed stands
    in arrays, sixteen bytes of each: an n-gram, its text, and the entry before it with the same few bits.
    """

    def __init__(self, texts: Iterable[str], threshold: float) -> None:
        self._threshold, self._share = threshold, Fraction(str(threshold))
        self._counts = array("I", bytes(4 * (COUNTED + 1)))
        self._held, self._ends = array("q"), array("Q")
        for text in texts:
            self._take(text)
        self._last = array("I", bytes(4 * (FOUND + 1)))
        self._grams, self._texts, self._earlier = array("q", [0]), array("I", [0]), array("I", [0])

    def _take(self, text: str) -> None:
        grams = frozenset(map(hash, _runs(_TOKEN.findall(text), SHINGLE)))
        for gram in grams:
            self._counts[gram & COUNTED] += 1
        self._held.extend(grams)
        self._ends.append(len(self._held))

    def __len__(self) -> int:
        return len(self._ends)

    def _size(self, number: int) -> int:
        return self._ends[number] - (self._ends[number - 1] if number else 0)

    def _of(self, number: int) -> "array[int]":
        """Return the n-grams of a text."""
        return self._held[self._ends[number] - self._size(number) : self._ends[number]]

    def rarest(self, number: int) -> list[int]:
        """Return the n-grams of a text one of which every similar text has among its own."""
        counts, grams = self._counts, self._of(number)
        ordered = sorted((counts[gram & COUNTED], gram) for gram in grams)
        return [gram for _, gram in ordered[: len(grams) - ceil(self._share * len(grams)) + 1]]

    def hold(self, number: int, rarest: Iterable[int]) -> None:
        """Let later texts be held against this one."""
        for gram in rarest:
            self._earlier.append(self._last[gram & FOUND])
            self._last[gram & FOUND] = len(self._grams)
            self._grams.append(gram)
            self._texts.append(number)

    def _holders(self, gram: int) -> Iterator[int]:
        entry = self._last[gram & FOUND]
        while entry:
            if self._grams[entry] == gram:
                yield self._texts[entry]
            entry = self._earlier[entry]

    def before(self, number: int, rarest: Iterable[int]) -> Iterator[Pair]:
        """Yield the pairs of a text with those that are held, in order."""
        right = frozenset(self._of(number))
        for other in sorted({other for gram in rarest for other in self._holders(gram)}):
            small, large = sorted((self._size(other), len(right)))
            shared = len(right.intersection(self._of(other))) if small >= self._threshold * large else 0
            similarity = shared / (small + large - shared)
            if similarity >= self._threshold:
                yield Pair(other, number, similarity)
