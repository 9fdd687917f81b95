"""Find texts that are nearly the same: exact Jaccard similarity of their token n-grams."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil
from typing import NamedTuple, TypeVar

SHINGLE = 5
"""Tokens of an n-gram."""

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


def near_pairs(texts: Sequence[str], threshold: float) -> list[Pair]:
    """Return every pair of texts whose n-grams have a Jaccard similarity of at least `threshold`, sorted."""
    near = _Near(texts, threshold)
    pairs: list[Pair] = []
    for number in range(len(texts)):
        pairs += near.before(number)
        near.hold(number)
    return sorted(pairs)


def copies(texts: Sequence[str], threshold: float) -> list[Pair]:
    """Return for each text that is near to an earlier one, itself no copy, the first such pair.

    Copies are compared with nothing, so a text that stands a thousand times costs no more than its like.
    """
    near = _Near(texts, threshold)
    pairs: list[Pair] = []
    for number in range(len(texts)):
        first = next(near.before(number), None)
        if first is None:
            near.hold(number)
        else:
            pairs.append(first)
    return pairs


class _Near:
    """Texts, each held against those before it.

    Exact and far from quadratic: two sets that similar share one of the rarest n-grams of each (prefix
    filtering, Bayardo et al. 2007), so only those are indexed.
    """

    def __init__(self, texts: Sequence[str], threshold: float) -> None:
        self._threshold, self._share = threshold, Fraction(str(threshold))
        read = {text: shingles(text) for text in dict.fromkeys(texts)}
        self._sets = [read[text] for text in texts]
        count = Counter(gram for grams in self._sets for gram in grams)
        ordered = sorted(count, key=lambda gram: (count[gram], gram))
        self._rank = {gram: number for number, gram in enumerate(ordered)}
        self._index: dict[int, list[int]] = defaultdict(list)

    def _rarest(self, number: int) -> list[int]:
        ranks = sorted(map(self._rank.__getitem__, self._sets[number]))
        return ranks[: len(ranks) - ceil(self._share * len(ranks)) + 1]

    def hold(self, number: int) -> None:
        """Let later texts be held against this one."""
        for gram in self._rarest(number):
            self._index[gram].append(number)

    def before(self, number: int) -> Iterator[Pair]:
        """Yield the pairs of a text with those that are held, in order."""
        right = self._sets[number]
        for other in sorted({other for gram in self._rarest(number) for other in self._index.get(gram, ())}):
            left = self._sets[other]
            small, large = sorted((len(left), len(right)))
            if small >= self._threshold * large and (similarity := jaccard(left, right)) >= self._threshold:
                yield Pair(other, number, similarity)
