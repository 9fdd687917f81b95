"""Say which of some patterns may match in a text, and on which lines, in few passes of RE2 over it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

import re2  # type: ignore[import-untyped]


class Cues(tuple[str, ...]):
    """Cues that are told apart by identity: hashing hundreds takes as long as a look at a short text."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        """Say whether the other is the same object."""
        return self is other


def standing(text: str, *parts: tuple[str, ...]) -> frozenset[str]:
    """Return the cues of all parts that match somewhere in the text; one pass over it for each part."""
    raw = text.encode("utf-8", errors="replace")
    return frozenset(chain.from_iterable(_standing(raw, cues) for cues in parts))


def _standing(raw: bytes, cues: tuple[str, ...]) -> Iterable[str]:
    found = _automaton(cues).Match(raw)
    return (cues[place] for place in found if place < len(cues)) if found else cues


def parted(cues: Iterable[str], kind: Callable[[str], object]) -> list[Cues]:
    """Return cues in parts, one for each kind: an automaton makes its states as it meets text, and those of
    two kinds in one multiply until its memory is full."""
    parts = defaultdict[object, list[str]](list)
    for cue in cues:
        parts[kind(cue)].append(cue)
    return [Cues(part) for part in parts.values()]


def within(text: str, cue: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern`, which crosses no line, on the lines in which `cue` matches."""
    for start, end in lines(text, cue):
        yield from pattern.finditer(text, start, end)


def lines(text: str, cue: str) -> Iterator[tuple[int, int]]:
    """Return each line in which `cue` matches: its first character, and the one behind its break."""
    raw = text.encode()
    found = _lines(raw, cue)
    return found if len(raw) == len(text) else _in_characters(raw, found)


def _lines(raw: bytes, cue: str) -> Iterator[tuple[int, int]]:
    """Yield lines in bytes; behind a match, the rest of its line is not looked at."""
    first, end = _first(cue), 0
    while end < len(raw) and (match := first(raw, end)):
        start = raw.rfind(b"\n", 0, match[0]) + 1
        end = raw.find(b"\n", match[1]) + 1 or len(raw)
        yield start, end


def places(text: str, pattern: str) -> Iterator[tuple[int, int]]:
    """Yield where a pattern matches, which is not empty: its first character, and the one behind it.

    RE2 reads bytes: where each sign is one, no characters are counted. Without groups it takes half the time.
    """
    raw = text.encode()
    found = _places(raw, pattern)
    return found if len(raw) == len(text) else _in_characters(raw, found)


def _places(raw: bytes, pattern: str) -> Iterator[tuple[int, int]]:
    first, end = _first(pattern), 0
    while match := first(raw, end):
        yield match
        end = match[1]


@lru_cache(maxsize=1024)
def _first(pattern: str) -> Callable[[bytes, int], tuple[int, int] | None]:
    """Return what says where a pattern matches first from a byte on.

    It is what `search` calls, which makes several objects for each match.
    """
    match, anchor = compiled(pattern)._regexp.Match, re2._Anchor.UNANCHORED

    def first(raw: bytes, begin: int) -> tuple[int, int] | None:
        span: tuple[int, int] = match(anchor, raw, begin, len(raw))[0]
        return span if span[0] >= 0 else None

    return first


def _in_characters(raw: bytes, found: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    characters = before = 0
    for start, end in found:
        first = characters + len(raw[before:start].decode())
        characters, before = first + len(raw[start:end].decode()), end
        yield first, characters


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> "re2._Regexp":
    """Return a pattern of RE2 that says nothing of its faults and has room for many words."""
    return re2.compile(pattern, _options())


@lru_cache(maxsize=64)
def _automaton(cues: tuple[str, ...]) -> re2.Set:
    """Return all cues as one automaton, with one behind them that matches at the end of every text.

    When not even that one does, RE2 ran out of memory.
    """
    automaton = re2.Set.SearchSet(_options())
    for cue in (*cues, r"\z"):
        automaton.Add(cue)
    automaton.Compile()
    return automaton


def _options() -> "re2.Options":
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 27
    return options
