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
    if len(tokens) < width:
        return frozenset([tuple(tokens)])
    return frozenset(zip(*(tokens[start:] for start in range(width)), strict=False))


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
    how rare it is as a count by some of these: any order of them gives the same pairs.
    """

    def __init__(self, texts: Iterable[str], threshold: float) -> None:
        self._threshold, self._share = threshold, Fraction(str(threshold))
        self._counts = array("I", bytes(4 * (COUNTED + 1)))
        self._sets = [self._counted(text) for text in texts]
        self._index: dict[int, array[int]] = {}

    def _counted(self, text: str) -> "array[int]":
        grams = array("q", frozenset(map(hash, shingles(text))))
        for gram in grams:
            self._counts[gram & COUNTED] += 1
        return grams

    def __len__(self) -> int:
        return len(self._sets)

    def rarest(self, number: int) -> list[int]:
        """Return the n-grams of a text one of which every similar text has among its own."""
        counts, grams = self._counts, self._sets[number]
        ordered = sorted(grams, key=lambda gram: (counts[gram & COUNTED], gram))
        return ordered[: len(grams) - ceil(self._share * len(grams)) + 1]

    def hold(self, number: int, rarest: Iterable[int]) -> None:
        """Let later texts be held against this one."""
        for gram in rarest:
            self._index.setdefault(gram, array("I")).append(number)

    def before(self, number: int, rarest: Iterable[int]) -> Iterator[Pair]:
        """Yield the pairs of a text with those that are held, in order."""
        right = frozenset(self._sets[number])
        for other in sorted({other for gram in rarest for other in self._index.get(gram, ())}):
            left = self._sets[other]
            small, large = sorted((len(left), len(right)))
            shared = len(right.intersection(left)) if small >= self._threshold * large else 0
            similarity = shared / (len(left) + len(right) - shared)
            if similarity >= self._threshold:
                yield Pair(other, number, similarity)
