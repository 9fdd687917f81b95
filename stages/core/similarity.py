"""Find texts that are nearly the same: exact Jaccard similarity of their token n-grams."""

import os
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil
from tempfile import TemporaryFile
from typing import IO, NamedTuple, TypeVar

SHINGLE = 5
"""Tokens of an n-gram."""
COUNTED = (1 << 18) - 1
"""Bits of a hash by which n-grams are counted."""
FIRSTS = (1 << 20) - 1
"""Bits of a hash by which the rarest n-grams are counted."""

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
    pairs: list[Pair] = []
    with TemporaryFile() as file:
        near = _Near(texts, threshold, file)
        for one in near.texts():
            pairs += near.before(one)
            near.hold(one)
    return sorted(pairs)


def copies(texts: Iterable[str], threshold: float) -> list[Pair]:
    """Return for each text that is near to an earlier one, itself no copy, the first such pair.

    Copies are compared with nothing, so a text that stands a thousand times costs no more than its like.
    """
    pairs: list[Pair] = []
    with TemporaryFile() as file:
        near = _Near(texts, threshold, file)
        for one in near.texts():
            first = next(near.before(one), None)
            if first is None:
                near.hold(one)
            else:
                pairs.append(first)
    return pairs


class _Text(NamedTuple):
    """A text as it is compared."""

    number: int
    grams: "array[int]"
    """By how rare they are: the rarest first."""
    shared: list[int]
    """Of the first ones, one of which every similar text has among its own first ones, those that some text
    may have so."""


class _Near:
    """Texts, each held against those before it.

    Exact and far from quadratic: two sets that are similar share one of the rarest n-grams of each (prefix
    filtering, Bayardo et al. 2007), so only those are indexed, and of these only those that a second text may
    have. An n-gram is 64 bits of its hash, in the file; how rare it is, and whether a second text has it, is
    a count by some of these: any order of them gives the same pairs. Held are eight bytes of each text.
    """

    def __init__(self, texts: Iterable[str], threshold: float, file: IO[bytes]) -> None:
        self._threshold, self._share, self._file = threshold, Fraction(str(threshold)), file
        self._counts = array("I", bytes(4 * (COUNTED + 1)))
        self._ends = array("Q")
        for text in texts:
            self._write(array("q", frozenset(map(hash, shingles(text)))))
        file.flush()
        self._firsts = bytearray(FIRSTS + 1)
        for number in range(len(self._ends)):
            self._order(number)
        self._index: dict[int, array[int]] = {}

    def _write(self, grams: "array[int]") -> None:
        for gram in grams:
            self._counts[gram & COUNTED] += 1
        self._file.write(grams)
        self._ends.append((self._ends[-1] if self._ends else 0) + len(grams))

    def _order(self, number: int) -> None:
        """Order the n-grams of a text where they are, and count the first ones."""
        counts, firsts = self._counts, self._firsts
        ordered = array("q", sorted(sorted(self._read(number)), key=lambda gram: counts[gram & COUNTED]))
        os.pwrite(self._file.fileno(), ordered, ordered.itemsize * (self._ends[number] - len(ordered)))
        for gram in self._first(ordered):
            firsts[gram & FIRSTS] = min(firsts[gram & FIRSTS] + 1, 2)

    def _first(self, ordered: "array[int]") -> "array[int]":
        return ordered[: len(ordered) - ceil(self._share * len(ordered)) + 1]

    def _size(self, number: int) -> int:
        return self._ends[number] - (self._ends[number - 1] if number else 0)

    def _read(self, number: int) -> "array[int]":
        grams, size = array("q"), self._size(number)
        start = grams.itemsize * (self._ends[number] - size)
        grams.frombytes(os.pread(self._file.fileno(), grams.itemsize * size, start))
        return grams

    def texts(self) -> Iterator[_Text]:
        """Yield all texts, in order."""
        for number in range(len(self._ends)):
            grams = self._read(number)
            shared = [gram for gram in self._first(grams) if self._firsts[gram & FIRSTS] > 1]
            yield _Text(number, grams, shared)

    def hold(self, one: _Text) -> None:
        """Let later texts be held against this one."""
        for gram in one.shared:
            self._index.setdefault(gram, array("I")).append(one.number)

    def before(self, one: _Text) -> Iterator[Pair]:
        """Yield the pairs of a text with those that are held, in order."""
        right: frozenset[int] = frozenset()
        for other in sorted({other for gram in one.shared for other in self._index.get(gram, ())}):
            small, large = sorted((self._size(other), len(one.grams)))
            if small < self._threshold * large:
                continue
            right = right or frozenset(one.grams)
            shared = len(right.intersection(self._read(other)))
            similarity = shared / (small + large - shared)
            if similarity >= self._threshold:
                yield Pair(other, one.number, similarity)
