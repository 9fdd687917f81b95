"""Read what a text holds in Base64 (RFC 4648, both alphabets), in its line: a key says what it is.

Listed names are found in hexadecimal digits, too. Known limit: of what Base64 holds, texts in UTF-8 that
begin with ASCII or Chinese signs are read alone; in all else listed names are found, written in one line and
in small letters, in capitals, or beginning with some.
"""

import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from stages.anonymize.around import around
from stages.anonymize.cues import compiled, places
from stages.anonymize.finding import Subject

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
SIGN = "A-Za-z0-9+/_-"
STANDARD, WEB = str.maketrans("-_", "+/"), str.maketrans("+/", "-_")
BYTES = {"a": (9, 10, 13, *range(32, 127)), "l": range(0xE3, 0xF0), "c": range(0x80, 0xC0)}
"""Bytes of ASCII, and the first and the next ones of a Chinese sign."""
LOOKED_AT = 6
"""First bytes of what is encoded that must be text: two groups of four signs of Base64."""
RUN = re.compile(rf"(?:[{SIGN}]{{60,}}(?:\r?\n[ \t]*[{SIGN}]{{2,}})+|[{SIGN}]{{12,}})={{0,2}}")
"""A run of Base64; lines of 60 signs and more go on below each other (RFC 2045, RFC 7468)."""
SPACES = re.compile(r"[\s=]+")
LINE = re.compile(rf"[{SIGN}]{{12,}}={{0,2}}")
CONTROLS = str.maketrans("", "", "\t\n\r")
WORD = frozenset(ALPHABET + "-_") - {"/"}
"""Signs of a run around a name; `/` parts paths, too."""
REST = re.compile(r"[A-Za-z0-9+_-]*(={0,2})")
BEGINNING = 12
"""Signs by which a run is found."""
SHORTEST = 9
"""Bytes that give a run which is read."""
LEAST_BYTES = 5
DIGITS = re.compile(rf"(?<![0-9A-Fa-f])[0-9A-Fa-f]{{{2 * LEAST_BYTES},}}(?![0-9A-Fa-f])")
"""A run of digits in which a name of so many bytes may stand; a shorter one stands there by chance."""
PREFIX = re.compile(r"0[xX]\Z")
"""What makes such a run a number."""
BETWEEN = r"[uUlL]*(?:\.toByte\(\))?\s*,\s*(?:\(byte\)\s*)?"
"""What stands between two bytes of a list."""
LEAST, SURE = 4, 6
"""Signs of a name in Base64: when the run says nothing else, and within a longer one (36 bits)."""


class Encoded(NamedTuple):
    """A run of Base64 and what it says."""

    start: int
    """First character of the run."""
    end: int
    """Character after its last one."""
    subject: Subject
    """What stands around the run in its lines, with what it says in its place."""
    said: range
    """Where that stands in the text of `subject`."""


def cues(subject: Subject) -> tuple[str, ...]:
    """Return what a run that is read begins with, and names in Base64 and in digits where some are known."""
    terms = subject.lexicon.terms
    return _beginning(), *filter(None, (_names(_known(subject)), _digits(terms), _listed(terms)))


def runs(subject: Subject, within: range) -> Iterator[Encoded]:
    """Yield what is written in Base64 within a part of a text and reads as text; of lines that are none
    together, each alone."""
    text, end, failed = subject.text, within.start, 0
    for start in (last - BEGINNING for _, last in places(text, _beginning()) if last <= within.stop):
        pattern = LINE if start < failed else RUN
        run = pattern.match(text, start) if start >= end else None
        said = _decoded(run[0]) if run else ""
        failed = run.end() if run and not said else failed
        if run and said:
            end = run.end()
            first, last = around(text, run.start(), end)
            line = subject._replace(text=text[first : run.start()] + said + text[end:last])
            at = run.start() - first
            yield Encoded(run.start(), end, line, range(at, at + len(said)))


def named(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield each run of Base64 that holds a listed name, or a short one of a person, and each of hexadecimal
    digits that holds a listed name."""
    text, end, pattern = subject.text, 0, _names(_known(subject))
    for match in compiled(pattern).finditer(text) if pattern else ():
        if match.start() >= end:
            start, rest = match.start(), next(REST.finditer(text, match.end()))
            while start > end and text[start - 1] in WORD:
                start -= 1
            end = rest.end()
            if len(match[0]) >= SURE or text[start : rest.start(1)] == match[0]:
                yield start, end
    yield from _in_digits(text, _digits(subject.lexicon.terms))
    yield from places(text, listed) if (listed := _listed(subject.lexicon.terms)) else ()


def _in_digits(text: str, pattern: str) -> Iterator[tuple[int, int]]:
    """Yield each run of hexadecimal digits that holds a name, two digits a byte from its beginning on."""
    for run in DIGITS.finditer(text) if pattern else ():
        if any(start % 2 == 0 for start, _ in places(run[0], pattern)):
            prefix = PREFIX.search(text, max(0, run.start() - 2), run.start())
            yield prefix.start() if prefix else run.start(), run.end()


def _known(subject: Subject) -> tuple[str, ...]:
    short = tuple(name for name in subject.lexicon.persons if len(name.encode()) < SHORTEST)
    return subject.lexicon.terms + short


@cache
def _digits(terms: tuple[str, ...]) -> str:
    """Return a pattern for names in hexadecimal digits; empty when there is none."""
    words = {form.encode() for term in terms for form in (term, term.title(), term.upper())}
    return "|".join(f"(?i:{word.hex()})" for word in sorted(words) if len(word) >= LEAST_BYTES)


@cache
def _listed(terms: tuple[str, ...]) -> str:
    """Return a pattern for names in lists of bytes, `0x6c, 0x61` or `108, 97`; empty when there is none."""
    words = {form.encode() for term in terms for form in (term, term.title(), term.upper())}
    return "|".join(
        rf"\b{BETWEEN.join(f'(?:0[xX](?i:{byte:02x})|{byte}|{byte - 256})' for byte in word)}\b"
        for word in sorted(words)
        if len(word) >= LEAST_BYTES
    )


@cache
def _names(terms: tuple[str, ...]) -> str:
    """Return a pattern for names in Base64, wherever in it they begin; empty when there is none."""
    words = {form.encode() for term in terms for form in (term, term.title(), term.upper())}
    return "|".join(sorted({re.escape(signs) for word in words for signs in _signs_of(word)}))


def _signs_of(word: bytes) -> Iterator[str]:
    """Yield the signs of a word alone, and those that hang on it alone behind none, one and two bytes."""
    alone = b2a_base64(word, newline=False).decode().rstrip("=")
    within = (
        b2a_base64(bytes(before) + word).decode()[first : (before + len(word)) * 4 // 3]
        for before, first in enumerate((0, 2, 3))
    )
    for signs in (*[alone] * (len(alone) >= LEAST), *(some for some in within if len(some) >= SURE)):
        yield from (signs, signs.translate(WEB))


def _decoded(run: str) -> str:
    """Return the text behind a run; nothing where it is none."""
    signs = SPACES.sub("", run).translate(STANDARD)
    whole = signs[: len(signs) - (len(signs) % 4 == 1)]
    try:
        text = a2b_base64(whole + "=" * (-len(whole) % 4)).decode()
    except UnicodeDecodeError:
        return ""
    return text if text.translate(CONTROLS).isprintable() else ""


@cache
def _beginning() -> str:
    """Return a pattern for the first signs of a run that begins as the Base64 of a text does."""
    signs = (product(("a", "lcc"), repeat=count) for count in range(LOOKED_AT + 1))
    texts = {"".join(kinds)[:LOOKED_AT] for some in signs for kinds in some}
    groups = "|".join(
        sorted(_group(kinds[:3]) + _group(kinds[3:]) for kinds in texts if len(kinds) == LOOKED_AT)
    )
    return rf"(?:^|[^{SIGN}])(?:{groups})[{SIGN}]{{4}}"


def _group(kinds: str) -> str:
    """Return a pattern for the four signs of three bytes."""
    a, b, c = (BYTES[kind] for kind in kinds)
    numbers = (
        {x >> 2 for x in a},
        _joined({x & 3 for x in a}, 4, {y >> 4 for y in b}),
        _joined({y & 15 for y in b}, 2, {z >> 6 for z in c}),
        {z & 63 for z in c},
    )
    return "".join(f"[{_signs(some)}]" for some in numbers)


def _joined(high: set[int], bits: int, low: set[int]) -> set[int]:
    return {number << bits | rest for number in high for rest in low}


def _signs(numbers: set[int]) -> str:
    """Return the signs of numbers, in both alphabets; `-` last."""
    signs = "".join(ALPHABET[number] for number in sorted(numbers))
    return signs + "_" * ("/" in signs) + "-" * ("+" in signs)
