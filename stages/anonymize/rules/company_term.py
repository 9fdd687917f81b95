"""Find names of the company and its products, in any letter case, as a word or inside an identifier."""

import re
from collections.abc import Iterator
from functools import cache

from stages.anonymize.finding import CERTAIN, POSSIBLE, Finding, Subject
from stages.anonymize.present import present
from stages.anonymize.written import is_han, written_forms


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each listed term wherever it occurs, and each mined term as a word or part of a compound."""
    lexicon = subject.lexicon
    lower = subject.text.lower()
    if present(lexicon.terms, lower):
        for match in _listed(lexicon.terms).finditer(subject.text):
            yield Finding(*match.span(), "company.term", "listed", CERTAIN)
    if present(lexicon.mined, lower):
        for match in _mined(lexicon.mined).finditer(subject.text):
            if _is_word(subject.text, match):
                yield Finding(*match.span(), "company.term", "mined", POSSIBLE)


@cache
def _listed(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_term(term) for term in _longest_first(terms)))


@cache
def _mined(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_term(term) for term in _longest_first(terms)))


def _longest_first(terms: tuple[str, ...]) -> list[str]:
    return sorted(terms, key=lambda term: (-len(term), term))


def _term(term: str) -> str:
    if is_han(term):
        return written_forms(term)
    return "(?i:" + "[-_. ]?".join(re.escape(word) for word in re.split(r"[-_. ]", term)) + ")"


def _is_word(text: str, match: re.Match[str]) -> bool:
    """A mined name must not be part of a longer word: `sense` is not in `nonsense`, but in `SenseClient`."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    starts = not before.isalpha() or not before.isascii() or (match[0][0].isupper() and before.islower())
    ends = not after.isalpha() or not after.isascii() or not (after.islower() and match[0][-1].isascii())
    return starts and ends
