"""Find a member of another file that is like what is asked about, and neither the answer nor a copy of it.

Likeness is the Jaccard similarity of identifiers, as UnitGen and AutoDev measure it, of the members of the
source that share most identifiers that are rare in it. What is compared is the question: the answer of a
record decides what may not be shown, never what is.
"""

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from stages.build.words import flat
from stages.core.records.type_asset import Member, TypeAsset
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


class Chunk(NamedTuple):
    """A member as it is shown."""

    asset: TypeAsset
    member: Member


class _Index(NamedTuple):
    """The members of one language of a source, in the order of the ids of their types."""

    types: "array[int]"
    """Number of the type of each member."""
    members: "array[int]"
    """Number of the member in its type."""
    words: dict[str, int]
    """Number of each identifier."""
    held: "list[array[int]]"
    """Identifiers of each member, by number."""
    starts: "array[int]"
    """Where the members of each identifier start in `holders`, and the end."""
    holders: "array[int]"

    def sharing(self, known: Iterable[int]) -> Counter[int]:
        """Return how many of these identifiers each member holds, but for those that many hold."""
        places = ((self.starts[one], self.starts[one + 1]) for one in known)
        some = (self.holders[start:end] for start, end in places if end - start <= COMMON)
        return Counter(chain.from_iterable(some))


def identifiers(text: str) -> frozenset[str]:
    """Return the identifiers of a code, keywords among them."""
    return frozenset(_IDENTIFIER.findall(text))


class Chunks:
    """The members of all sources, by the identifiers that few of them hold."""

    def __init__(self, at: Callable[[int], TypeAsset], by_source: Mapping[str, list[int]]) -> None:
        """Take what reads a type by its number, and the numbers; one source is indexed at a time."""
        self._at, self._by_source = at, by_source
        self._indexed = lru_cache(maxsize=1)(self._of_source)

    def similar(self, asked: Asked, most: int) -> Chunk | None:
        """Return the likest member of another file that `most` characters can show, or None."""
        index = self._indexed(asked.asset.source).get(asked.asset.language)
        if index is None:
            return None
        wanted = identifiers(asked.question)
        known = frozenset(index.words[one] for one in wanted if one in index.words)
        numbers = index.sharing(known)
        nearest = sorted(sorted(numbers), key=numbers.__getitem__, reverse=True)[:COMPARED]
        compared = ((number, index.held[number]) for number in nearest)
        ranked = sorted((-_likeness(held, known, len(wanted)), number) for number, held in compared)
        likely = (self._chunk(index, number) for unlikeness, number in ranked if -unlikeness >= LEAST)
        shown = (chunk for chunk in likely if _fits(chunk, asked, most))
        return next((chunk for chunk in shown if not _gives_away(chunk.member.text, asked.answer)), None)

    def _chunk(self, index: _Index, number: int) -> Chunk:
        asset = self._at(index.types[number])
        return Chunk(asset, asset.members[index.members[number]])

    def _of_source(self, source: str) -> dict[str, _Index]:
        numbers = self._by_source[source]
        ids = {number: self._at(number).id for number in numbers}
        found: dict[str, _Index] = {}
        for number in sorted(numbers, key=ids.__getitem__):
            asset = self._at(number)
            index = found.get(asset.language)
            if index is None:
                index = found[asset.language] = _Index(array("I"), array("I"), {}, [], array("I"), array("I"))
            for place, words in _long_members(asset):
                index.types.append(number)
                index.members.append(place)
                index.held.append(array("I", [index.words.setdefault(w, len(index.words)) for w in words]))
        return {language: _with_holders(index) for language, index in found.items()}


def _long_members(asset: TypeAsset) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield the number and the identifiers of each member that can be shown."""
    for place, member in enumerate(asset.members):
        if member.body and member.text.count("\n") + 1 >= FEWEST:
            yield place, identifiers(member.text)


def _with_holders(index: _Index) -> _Index:
    """Return an index with the members of each identifier, in order."""
    counts = array("I", bytes(4 * len(index.words)))
    for words in index.held:
        for word in words:
            counts[word] += 1
    starts = array("I", [0, *accumulate(counts)])
    holders, ends = array("I", bytes(4 * starts[-1])), starts[:-1]
    for number, words in enumerate(index.held):
        for word in words:
            holders[ends[word]] = number
            ends[word] += 1
    return index._replace(starts=starts, holders=holders)


def _likeness(held: "array[int]", known: frozenset[int], wanted: int) -> float:
    """Return the Jaccard similarity of a member's identifiers and so many wanted ones, some of them known;
    0 where it is below LEAST, whatever they share."""
    if len(held) < LEAST * wanted or wanted < LEAST * len(held):
        return 0.0
    shared = len(known.intersection(held))
    return shared / (len(held) + wanted - shared)


def _fits(chunk: Chunk, asked: Asked, most: int) -> bool:
    """Say whether a chunk fits and is of another file."""
    return len(chunk.member.text) <= most and chunk.asset.document != asked.asset.document


def _gives_away(text: str, answer: str) -> bool:
    """Say whether a text holds an answer, or half of it and more."""
    if flat(answer) in flat(text):
        return True
    grams = _shingles(answer)
    return len(grams & _shingles(text)) >= COPIED * len(grams)


_shingles = lru_cache(maxsize=16)(shingles)
"""The same texts are held against each other for what is asked of one member in several ways."""
