"""Find names of the company and its products, in any letter case, as a word or inside an identifier.

A name of one word is also found where it is plainly cut in two: `foobank` in FOO_BANK, foo-bank, `Foo Bank`.
Known limit: pieces of fewer than three letters (`we_bank`), which `adaptrail review lexicon` proposes, and
pieces in lower case with a space between them, which may be two words.
"""

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import pairwise

from stages.anonymize.cues import compiled
from stages.anonymize.finding import CERTAIN, POSSIBLE, Finding, Subject
from stages.anonymize.seams import GAP, LEAST_PIECE, readings
from stages.anonymize.written import CODED, LABEL, decoded, is_han, written_forms

CUT = re.compile("[-_ ]")
"""What may cut a listed word in two; a dot between two words of code is an access."""
NOTHING = r"[^\x00-\x{10FFFF}]"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each listed term wherever it occurs, and each mined term as a word or part of a compound."""
    lexicon = subject.lexicon
    for reading in readings(subject.text, lexicon.terms + lexicon.mined):
        for rule, confidence, spans in (
            ("listed", CERTAIN, partial(_listed, lexicon.terms)),
            ("listed-cut", CERTAIN, partial(_cut, lexicon.terms)),
            ("mined", POSSIBLE, partial(_mined, lexicon.mined)),
        ):
            for start, end in reading.spans(spans(reading.text)):
                yield Finding(start, end, "company.term", rule, confidence)


def _listed(terms: tuple[str, ...], text: str) -> Iterator[tuple[int, int]]:
    for match in (*_labels(terms, text), *compiled(_any(terms)).finditer(text)) if terms else ():
        yield match.span()


def _cut(terms: tuple[str, ...], text: str) -> Iterator[tuple[int, int]]:
    """Yield listed words of letters that are plainly cut in two, and Chinese ones with gaps between signs."""
    for match in compiled(cut_pattern(_words(terms))).finditer(text) if terms else ():
        if is_plain_cut(match[0]) and is_word(text, match.start(), match.end()):
            yield match.span()
    if not text.isascii() or compiled(CODED).search(text):
        yield from (match.span() for match in compiled(_spaced(terms)).finditer(text) if GAP.search(match[0]))


def _mined(terms: tuple[str, ...], text: str) -> Iterator[tuple[int, int]]:
    for match in compiled(_any(terms)).finditer(text) if terms else ():
        if is_word(text, match.start(), match.end()):
            yield match.span()


def _labels(terms: tuple[str, ...], text: str) -> Iterator[re.Match[str]]:
    """Yield the labels of Punycode that write a term."""
    if "xn--" in text or "XN--" in text:
        yield from (
            label for label in LABEL.finditer(text) if compiled(_any(terms)).search(decoded(label[0]))
        )


@cache
def _any(terms: tuple[str, ...]) -> str:
    """Return a pattern of RE2 for any of the terms, the longest first."""
    longest = sorted(terms, key=lambda term: (-len(term), term))
    return "|".join(map(_term, longest))


def _term(term: str) -> str:
    return f"(?i:{f'(?:{GAP.pattern})?'.join(map(written_forms, GAP.split(term)))})"


@cache
def _spaced(terms: tuple[str, ...]) -> str:
    """Return a pattern for Chinese terms with gaps between their signs; for nothing when there are none."""
    longest = sorted((term for term in terms if is_han(term)), key=lambda term: (-len(term), term))
    return "|".join(f"(?i:{''.join(_signs(GAP.sub('', term)))})" for term in longest) or NOTHING


def _signs(term: str) -> Iterator[str]:
    """Yield the signs of a term, a gap between two of which one is Chinese."""
    for before, sign in pairwise(f"\0{term}"):
        gap = f"(?:{GAP.pattern}){{0,2}}" if before != "\0" and is_han(before + sign) else ""
        yield gap + written_forms(sign)


@cache
def _words(terms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the terms that are one word long enough to be cut."""
    return tuple(t for t in terms if t.isascii() and t.isalpha() and len(t) >= 2 * LEAST_PIECE)


@cache
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
