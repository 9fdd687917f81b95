"""Find the longest run of lexemes that a text shares with an index of texts."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

LEXEME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*|[0-9]+|\S")
"""A word, a number, or one other character: white space is ignored, and each Chinese character counts."""

Lexemes = tuple[str, ...]


class Index(NamedTuple):
    """Where each window of `width` lexemes stands in the indexed texts."""

    texts: dict[str, Lexemes]
    places: dict[Lexemes, list[tuple[str, int]]]
    width: int
    distinct: int


class Shared(NamedTuple):
    """A run that a text shares with an indexed text; no run has length 0."""

    length: int
    found_in: str


def lexemes(text: str) -> Lexemes:
    """Return the lexemes of a text in any language."""
    return tuple(LEXEME.findall(text))


def index(texts: Iterable[tuple[str, str]], width: int, distinct: int) -> Index:
    """Return the index of `(id, text)` pairs; windows with fewer than `distinct` lexemes are left out."""
    known = {name: lexemes(text) for name, text in texts}
    places: dict[Lexemes, list[tuple[str, int]]] = defaultdict(list)
    for name, words in known.items():
        for start, window in _windows(words, width, distinct):
            places[window].append((name, start))
    return Index(known, dict(places), width, distinct)


def longest_shared(text: str, prompt: str, known: Index) -> Shared:
    """Return the longest run of `text` that stands in an indexed text and does not stand in `prompt`.

    A run is found through a window of its own that is not in the prompt, and grown in both directions: a run
    that only begins in words of the prompt counts, and one that the prompt contains does not.
    """
    words, given = lexemes(text), {window for _, window in _windows(lexemes(prompt), known.width, 0)}
    found = [
        Shared(_grown(words, start, known.texts[name], place, known.width), name)
        for start, window in _windows(words, known.width, known.distinct)
        if window not in given
        for name, place in known.places.get(window, [])
    ]
    return min(found, key=lambda run: (-run.length, run.found_in), default=Shared(0, ""))


def _windows(words: Lexemes, width: int, distinct: int) -> Iterable[tuple[int, Lexemes]]:
    for start in range(len(words) - width + 1):
        window = words[start : start + width]
        if len(set(window)) >= distinct:
            yield start, window


def _grown(words: Lexemes, start: int, other: Lexemes, place: int, width: int) -> int:
    before = 0
    while before < min(start, place) and words[start - before - 1] == other[place - before - 1]:
        before += 1
    end, other_end = start + width, place + width
    after = 0
    while (
        after < min(len(words) - end, len(other) - other_end)
        and words[end + after] == other[other_end + after]
    ):
        after += 1
    return before + width + after
