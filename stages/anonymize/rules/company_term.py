"""Find names of the company and its products, in any letter case, as a word or inside an identifier.

A name of one word is also found where it is plainly cut in two: `foobank` in FOO_BANK, foo-bank, `Foo Bank`.
Known limit: pieces of fewer than three letters (`we_bank`), which `adaptrail review lexicon` proposes, and
pieces in lower case with a space between them, which may be two words.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from stages.anonymize.cues import places, standing
from stages.anonymize.finding import CERTAIN, POSSIBLE, Finding, Subject
from stages.anonymize.seams import BREAK, GAP, LEAST_PIECE, readings
from stages.anonymize.written import LABEL, decoded, is_han, written_forms

CUT = re.compile("[-_ ]")
"""What may cut a listed word in two; a dot between two words of code is an access."""
NOTHING = r"[^\x00-\x{10FFFF}]"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each listed term wherever it occurs, and each mined term as a word or part of a compound."""
    lexicon = subject.lexicon
    ways = _ways(lexicon.terms, lexicon.mined)
    for reading in readings(subject.text, lexicon.terms + lexicon.mined, subject.seams):
        found = standing(reading.text, cues(subject)) if reading.seams else subject.cues
        for way in (way for way in ways if way.pattern in found):
            written = (span for span in places(reading.text, way.pattern) if way.holds(reading.text, *span))
            for start, end in reading.spans(written):
                yield Finding(start, end, "company.term", way.rule, way.confidence)


def cues(subject: Subject) -> tuple[str, ...]:
    """Return the patterns of all names in every way of writing."""
    return tuple(way.pattern for way in _ways(subject.lexicon.terms, subject.lexicon.mined))


class Way(NamedTuple):
    """A way to write a name."""

    rule: str
    confidence: float
    pattern: str
    """What RE2 finds."""
    holds: Callable[[str, int, int], bool]
    """Whether that is a name."""


@lru_cache(maxsize=8)
def _ways(terms: tuple[str, ...], mined: tuple[str, ...]) -> tuple[Way, ...]:
    """Return the ways to write listed and mined names."""
    listed = _any(terms)

    def is_label(text: str, start: int, end: int) -> bool:
        return any(places(decoded(text[start:end]), listed))

    return (
        Way("listed", CERTAIN, f"(?i){LABEL.pattern}" if terms else NOTHING, is_label),
        Way("listed", CERTAIN, listed, lambda *_: True),
        Way("listed-cut", CERTAIN, cut_pattern(_words(terms)), _is_cut),
        Way("listed-cut", CERTAIN, _spaced(terms), _has_gap),
        Way("mined", POSSIBLE, _any(mined), is_word),
    )


def _is_cut(text: str, start: int, end: int) -> bool:
    return is_plain_cut(text[start:end]) and is_word(text, start, end)


def _has_gap(text: str, start: int, end: int) -> bool:
    return bool(GAP.search(text, start, end))


def _any(terms: tuple[str, ...]) -> str:
    """Return a pattern of RE2 for any of the terms, the longest first; for nothing when there are none."""
    longest = sorted(terms, key=lambda term: (-len(term), term))
    return "|".join(map(_term, longest)) or NOTHING


def _term(term: str) -> str:
    return f"(?i:{f'(?:{BREAK.pattern})?'.join(map(written_forms, GAP.split(term)))})"


def _spaced(terms: tuple[str, ...]) -> str:
    """Return a pattern for Chinese terms with gaps between their signs; for nothing when there are none."""
    longest = sorted((term for term in terms if is_han(term)), key=lambda term: (-len(term), term))
    return "|".join(f"(?i:{''.join(_signs(GAP.sub('', term)))})" for term in longest) or NOTHING


def _signs(term: str) -> Iterator[str]:
    """Yield the signs of a term, a gap between two of which one is Chinese."""
    for before, sign in pairwise(f"\0{term}"):
        gap = f"(?:{GAP.pattern}){{0,2}}" if before != "\0" and is_han(before + sign) else ""
        yield gap + written_forms(sign)


def _words(terms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the terms that are one word long enough to be cut."""
    return tuple(t for t in terms if t.isascii() and t.isalpha() and len(t) >= 2 * LEAST_PIECE)


@lru_cache(maxsize=8)
def cut_pattern(words: tuple[str, ...]) -> str:
    """Return a pattern for words with any cuts in them; for nothing when there are none."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(f"(?i:{f'{CUT.pattern}?'.join(word)})" for word in longest) or NOTHING


def is_plain_cut(written: str) -> bool:
    """Say whether a name is cut once, in two pieces that are no accident."""
    return len(CUT.findall(written)) == 1 and all(
        len(piece) >= LEAST_PIECE and (piece[0].isupper() or " " not in written)
        for piece in CUT.split(written)
    )


def is_word(text: str, start: int, end: int) -> bool:
    """A name must not be part of a longer word: `sense` is not in `nonsense`, but in `SenseClient`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    starts = not before.isalpha() or not before.isascii() or (text[start].isupper() and before.islower())
    ends = not after.isalpha() or not after.isascii() or not (after.islower() and text[end - 1].isascii())
    return starts and ends
