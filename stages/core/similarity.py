"""Find texts that are nearly the same: exact Jaccard similarity of their token n-grams."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import NamedTuple

SHINGLE = 5
"""Tokens of an n-gram."""

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


def jaccard(left: NGrams, right: NGrams) -> float:
    """Return the share of n-grams that two sets have in common; neither may be empty."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared)


def near_pairs(texts: Sequence[str], threshold: float) -> list[Pair]:
    """Return every pair of texts whose n-grams have a Jaccard similarity of at least `threshold`, sorted.

    Exact and far from quadratic: two sets that similar share one of the rarest n-grams of each (prefix
    filtering, Bayardo et al. 2007), so only those are indexed.
    """
    sets = [shingles(text) for text in texts]
    count = Counter(gram for grams in sets for gram in grams)
    rank = {gram: number for number, gram in enumerate(sorted(count, key=lambda gram: (count[gram], gram)))}
    index: dict[int, list[int]] = defaultdict(list)
    pairs: list[Pair] = []
    share = Fraction(str(threshold))
    for right, grams in enumerate(sets):
        ranks = sorted(rank[gram] for gram in grams)
        rarest = ranks[: len(ranks) - ceil(share * len(ranks)) + 1]
        for left in sorted({other for gram in rarest for other in index[gram]}):
            small, large = sorted((len(sets[left]), len(grams)))
            if small >= threshold * large and (similarity := jaccard(sets[left], grams)) >= threshold:
                pairs.append(Pair(left, right, similarity))
        for gram in rarest:
            index[gram].append(right)
    return sorted(pairs)
