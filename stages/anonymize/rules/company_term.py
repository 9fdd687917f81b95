"""Find names of the company and its products, in any letter case, as a word or inside an identifier.

A name of one word is also found where it is plainly cut in two: `foobank` in FOO_BANK, foo-bank, `Foo Bank`.
Known limit: pieces of fewer than three letters (`we_bank`), which `adaptrail review lexicon` proposes, and
pieces in lower case with a space between them, which may be two words.
"""

import re
from collections.abc import Iterator
from functools import cache

from stages.anonymize.cues import compiled
from stages.anonymize.finding import CERTAIN, POSSIBLE, Finding, Subject
from stages.anonymize.written import GAP, LABEL, decoded, written_forms

CUT = re.compile("[-_ ]")
"""What may cut a listed word in two; a dot between two words of code is an access."""
LEAST_PIECE = 3
"""Letters of each piece of a word that is cut: `stage` is not in `s_tage` and `st_age`."""

NOTHING = r"[^\x00-\x{10FFFF}]"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each listed term wherever it occurs, and each mined term as a word or part of a compound."""
    lexicon, text = subject.lexicon, subject.text
    if lexicon.terms:
        for match in (*_labels(lexicon.terms, text), *compiled(_any(lexicon.terms)).finditer(text)):
            yield Finding(match.start(), match.end(), "company.term", "listed", CERTAIN)
        for match in compiled(cut_pattern(_cut(lexicon.terms))).finditer(text):
            if is_plain_cut(match[0]) and is_word(text, match.start(), match.end()):
                yield Finding(match.start(), match.end(), "company.term", "listed-cut", CERTAIN)
    for match in compiled(_any(lexicon.mined)).finditer(text) if lexicon.mined else ():
        if is_word(text, match.start(), match.end()):
            yield Finding(match.start(), match.end(), "company.term", "mined", POSSIBLE)


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
    return f"(?i:{f'{GAP.pattern}?'.join(map(written_forms, GAP.split(term)))})"


@cache
def _cut(terms: tuple[str, ...]) -> tuple[str, ...]:
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
