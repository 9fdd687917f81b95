"""Find a member of another file that is like what is asked about, and neither the answer nor a copy of it.

Likeness is the Jaccard similarity of identifiers, as UnitGen and AutoDev measure it, of the members of the
source that share most identifiers that are rare in it. What is compared is the question: the answer of a
record decides what may not be shown, never what is.
"""

import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from stages.build.unit import simple_name
from stages.build.words import flat
from stages.core.on_disk import Keeping
from stages.core.records.record import Record
from stages.core.records.span import Span
from stages.core.records.type_asset import TypeAsset
from stages.core.similarity import shingles

LEAST = 0.2
"""Likeness of a chunk at least: below it two members share words of the language only."""
COPIED = 0.5
"""Share of the answer's token n-grams, from which on a chunk gives the answer away."""
COMMON = 40
"""Members that an identifier occurs in at most to find others by."""
COMPARED = 40
"""Members that are compared: those that share most of such identifiers."""
FEWEST = 3
"""Lines of a chunk at least."""

_IDENTIFIER = re.compile(r"[^\W\d]\w+")


class Asked(NamedTuple):
    """What a chunk is sought for."""

    asset: TypeAsset
    question: str
    """Code that is given."""
    answer: str


class Chunk(Record, frozen=True):
    """A member as it can be shown."""

    document: str
    type: str
    """Name of the type that it stands in, without those around it."""
    text: str
    span: Span


class _Index(NamedTuple):
    """The members of one language of a source, in the order of the ids of their types."""

    members: Sequence[Chunk]
    words: "array[int]"
    """64 bits of the hash of each identifier, sorted: its place is its number."""
    held: "array[int]"
    """Identifiers of all members, by number, member by member."""
    ends: "array[int]"
    """Where those of each member end in `held`."""
    starts: "array[int]"
    """Where the members of each identifier start in `holders`, and the end; none of one that many hold."""
    holders: "array[int]"

    def known(self, wanted: Iterable[str]) -> frozenset[int]:
        """Return the numbers of those of these identifiers that any member has."""
        words, hashes = self.words, list(map(hash, wanted))
        places = map(partial(bisect_left, words), hashes)
        held = zip(places, hashes, strict=True)
        return frozenset(place for place, one in held if place < len(words) and words[place] == one)

    def sharing(self, known: Iterable[int]) -> Counter[int]:
        """Return how many of these identifiers each member holds, but for those that many hold."""
        starts, holders = self.starts, self.holders
        return Counter(chain.from_iterable(holders[starts[one] : starts[one + 1]] for one in known))

    def size(self, member: int) -> int:
        """Return how many identifiers a member has."""
        return self.ends[member] - (self.ends[member - 1] if member else 0)

    def of(self, member: int) -> "array[int]":
        """Return the identifiers of a member."""
        return self.held[self.ends[member] - self.size(member) : self.ends[member]]

    def is_common(self, word: int) -> bool:
        """Say whether many members hold an identifier."""
        return self.starts[word] == self.starts[word + 1]


def identifiers(text: str) -> frozenset[str]:
    """Return the identifiers of a code, keywords among them."""
    return frozenset(_IDENTIFIER.findall(text))


class Chunks:
    """The members of all sources, by the identifiers that few of them hold."""

    def __init__(self, at: Callable[[str], TypeAsset], by_source: Mapping[str, list[str]]) -> None:
        """Take what reads a type by its id, and the ids; one source is indexed at a time."""
        self._at, self._by_source = at, by_source
        self._source, self._index = "", dict[str, _Index]()

    def similar(self, asked: Asked, most: int) -> Chunk | None:
        """Return the likest member of another file that `most` characters can show, or None."""
        index = self._indexed(asked.asset.source).get(asked.asset.language)
        if index is None:
            return None
        wanted = identifiers(asked.question)
        known = index.known(wanted)
        rare = index.sharing(known)
        nearest = sorted(sorted(rare), key=rare.__getitem__, reverse=True)[:COMPARED]
        common = sum(map(index.is_common, known))
        ranked = sorted(
            (-likeness, number)
            for number in nearest
            if (likeness := _likeness(index, number, known, len(wanted), rare[number] + common)) >= LEAST
        )
        likely = (index.members[number] for _, number in ranked)
        shown = (chunk for chunk in likely if _fits(chunk, asked, most))
        return next((chunk for chunk in shown if not _gives_away(chunk.text, asked.answer)), None)

    def _indexed(self, source: str) -> dict[str, _Index]:
        """Return the index of a source by language; that of another one makes room for it first."""
        if source != self._source:
            self._source, self._index = source, {}
            self._index = self._of_source(source)
        return self._index

    def _of_source(self, source: str) -> dict[str, _Index]:
        found: dict[str, _Indexing] = defaultdict(_Indexing)
        for asset in map(self._at, sorted(self._by_source[source])):
            found[asset.language].take(asset)
        return {language: indexing.index() for language, indexing in found.items()}


class _Indexing:
    """The members of one language of a source as they are indexed: their texts are written to disk."""

    def __init__(self) -> None:
        """Begin with none."""
        self._members = Keeping(Chunk)
        self._held, self._ends = array("q"), array("I")

    def take(self, asset: TypeAsset) -> None:
        """Take the members of a type that can be shown."""
        for member in asset.members:
            if member.body and member.text.count("\n") + 1 >= FEWEST:
                name, text = simple_name(asset), member.text
                self._members.add(Chunk(document=asset.document, type=name, text=text, span=member.span))
                self._held.extend(map(hash, identifiers(member.text)))
                self._ends.append(len(self._held))

    def index(self) -> _Index:
        """Return all, with the members of each identifier, in order; those that many hold find none."""
        words = array("q", sorted(frozenset(self._held)))
        held = array("I", map(partial(bisect_left, words), self._held))
        counts = array("I", bytes(4 * len(words)))
        for word in held:
            counts[word] += 1
        starts = array("I", accumulate((count if count <= COMMON else 0 for count in counts), initial=0))
        holders, ends = array("I", bytes(4 * starts[-1])), starts[:-1]
        for number, (start, end) in enumerate(pairwise([0, *self._ends])):
            for word in held[start:end]:
                if counts[word] <= COMMON:
                    holders[ends[word]] = number
                    ends[word] += 1
        return _Index(self._members.kept(), words, held, self._ends, starts, holders)


def _likeness(index: _Index, member: int, known: frozenset[int], wanted: int, most: int) -> float:
    """Return the Jaccard similarity of a member's identifiers and so many wanted ones, some of them known, of
    which they share `most` at most; 0 where that is too few."""
    size = index.size(member)
    most = min(most, size)
    if most / (size + wanted - most) < LEAST:
        return 0.0
    shared = len(known.intersection(index.of(member)))
    return shared / (size + wanted - shared)


def _fits(chunk: Chunk, asked: Asked, most: int) -> bool:
    """Say whether a chunk fits and is of another file."""
    return len(chunk.text) <= most and chunk.document != asked.asset.document


def _gives_away(text: str, answer: str) -> bool:
    """Say whether a text holds an answer, or half of it and more."""
    if flat(answer) in flat(text):
        return True
    grams = _shingles(answer)
    return len(grams & _shingles(text)) >= COPIED * len(grams)


_shingles = lru_cache(maxsize=16)(shingles)
"""The same texts are held against each other for what is asked of one member in several ways."""
