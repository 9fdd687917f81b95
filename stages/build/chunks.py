"""Find a member of another file that is like what is asked about, and neither the answer nor a copy of it.

Likeness is the Jaccard similarity of identifiers, as UnitGen and AutoDev measure it, of the members of the
source that share most identifiers that are rare in it. What is compared is the question: the answer of a
record decides what may not be shown, never what is.
"""

import re
from collections import Counter, defaultdict
from functools import cached_property
from typing import NamedTuple

from stages.build.words import flat
from stages.core.records.type_asset import Member, TypeAsset
from stages.core.similarity import jaccard, shingles

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


class _Indexed(NamedTuple):
    chunk: Chunk
    identifiers: frozenset[str]


def identifiers(text: str) -> frozenset[str]:
    """Return the identifiers of a code, keywords among them."""
    return frozenset(_IDENTIFIER.findall(text))


class Chunks:
    """The members of all sources, by the identifiers that few of them hold."""

    def __init__(self, types: list[TypeAsset]) -> None:
        """Hold `types`; they are indexed when somebody asks."""
        self._types = types

    @cached_property
    def _indexed(self) -> dict[tuple[str, str], list[_Indexed]]:
        found: dict[tuple[str, str], list[_Indexed]] = defaultdict(list)
        for asset in sorted(self._types, key=lambda asset: asset.id):
            found[asset.source, asset.language] += [
                _Indexed(Chunk(asset, member), identifiers(member.text))
                for member in asset.members
                if member.body and member.text.count("\n") + 1 >= FEWEST
            ]
        return found

    @cached_property
    def _postings(self) -> dict[tuple[str, str], dict[str, list[int]]]:
        return {key: _postings(found) for key, found in self._indexed.items()}

    def similar(self, asked: Asked, most: int) -> Chunk | None:
        """Return the likest member of another file that `most` characters can show, or None."""
        key = asked.asset.source, asked.asset.language
        wanted = identifiers(asked.question)
        postings = self._postings.get(key, {})
        numbers = Counter(number for one in wanted for number in postings.get(one, ()))
        nearest = sorted(numbers, key=lambda number: (-numbers[number], number))[:COMPARED]
        ranked = sorted(
            (-jaccard(wanted, self._indexed[key][number].identifiers), number) for number in nearest
        )
        return next(
            (
                self._indexed[key][number].chunk
                for unlikeness, number in ranked
                if -unlikeness >= LEAST and _may_be_shown(self._indexed[key][number].chunk, asked, most)
            ),
            None,
        )


def _postings(found: list[_Indexed]) -> dict[str, list[int]]:
    held: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        for identifier in one.identifiers:
            held[identifier].append(number)
    return {identifier: numbers for identifier, numbers in held.items() if len(numbers) <= COMMON}


def _may_be_shown(chunk: Chunk, asked: Asked, most: int) -> bool:
    """Say whether a chunk fits, is of another file, and gives less than half of the answer away."""
    text = chunk.member.text
    if chunk.asset.document == asked.asset.document or len(text) > most:
        return False
    if flat(asked.answer) in flat(text):
        return False
    grams = shingles(asked.answer)
    return len(grams & shingles(text)) < COPIED * len(grams)
