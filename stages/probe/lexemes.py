"""Find the longest run of lexemes that a text shares with an index of texts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LEXEME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*|[0-9]+|\S")
"""A word, a number, or one other character: white space is ignored, and each Chinese character counts."""

Lexemes = tuple[str, ...]


class Text(NamedTuple):
    """A text to be indexed."""

    name: str
    group: str
    """Its origin: texts of one origin share their wording."""
    text: str


class Place(NamedTuple):
    """Where a window stands."""

    name: str
    start: int


class Index(NamedTuple):
    """Where each window of `width` lexemes stands in the indexed texts."""

    texts: dict[str, Lexemes]
    common: dict[str, set[int]]
    """Lexemes of each text, by number, that are everybody's wording."""
    places: dict[Lexemes, list[Place]]
    width: int
    distinct: int


class Shared(NamedTuple):
    """A run that a text shares with an indexed text; no run has length 0."""

    length: int
    found_in: str


def lexemes(text: str) -> Lexemes:
    """Return the lexemes of a text in any language."""
    return tuple(LEXEME.findall(text))


def index(texts: Iterable[Text], width: int, distinct: int, common: int) -> Index:
    """Return the index of `texts`.

    Windows with fewer than `distinct` different lexemes are left out. So is wording that stands in at least
    `common` groups: the head of a table or a licence is nobody's, and no run crosses it.
    """
    rows = list(texts)
    known = {row.name: lexemes(row.text) for row in rows}
    groups: dict[Lexemes, set[str]] = defaultdict(set)
    for row in rows:
        for _, window in _windows(known[row.name], width):
            groups[window].add(row.group)
    everybodys = {name: _covered(words, width, groups, common) for name, words in known.items()}
    places: dict[Lexemes, list[Place]] = defaultdict(list)
    for name, words in known.items():
        for start, window in _windows(words, width):
            if len(set(window)) >= distinct and everybodys[name].isdisjoint(range(start, start + width)):
                places[window].append(Place(name, start))
    return Index(known, everybodys, dict(places), width, distinct)


def longest_shared(text: str, prompt: str, known: Index) -> Shared:
    """Return the longest run of `text` that stands in an indexed text and does not stand in `prompt`.

    A run is found through a window of its own that is not in the prompt, and grown in both directions: a run
    that only begins in words of the prompt counts, and one that the prompt contains does not.
    """
    words = lexemes(text)
    given = {window for _, window in _windows(lexemes(prompt), known.width)}
    found = [
        Shared(_grown(words, start, known, place), place.name)
        for start, window in _windows(words, known.width)
        if window not in given
        for place in known.places.get(window, [])
    ]
    return min(found, key=lambda run: (-run.length, run.found_in), default=Shared(0, ""))


def _windows(words: Lexemes, width: int) -> Iterator[tuple[int, Lexemes]]:
    for start in range(len(words) - width + 1):
        yield start, words[start : start + width]


def _covered(words: Lexemes, width: int, groups: dict[Lexemes, set[str]], common: int) -> set[int]:
    starts = (start for start, window in _windows(words, width) if len(groups[window]) >= common)
    return {number for start in starts for number in range(start, start + width)}


def _grown(words: Lexemes, start: int, known: Index, place: Place) -> int:
    other, barred = known.texts[place.name], known.common[place.name]
    shift = place.start - start

    def same(number: int) -> bool:
        there = number + shift
        return (
            0 <= number < len(words)
            and 0 <= there < len(other)
            and there not in barred
            and words[number] == other[there]
        )

    first, last = start, start + known.width
    while same(first - 1):
        first -= 1
    while same(last):
        last += 1
    return last - first
