"""Find names of the company and its products, in any letter case, as a word or inside an identifier."""

import re
from collections.abc import Iterator
from functools import cache

from stages.anonymize.cues import compiled
from stages.anonymize.finding import CERTAIN, POSSIBLE, Finding, Subject
from stages.anonymize.written import is_han, written_forms


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each listed term wherever it occurs, and each mined term as a word or part of a compound."""
    lexicon = subject.lexicon
    for match in compiled(_any(lexicon.terms)).finditer(subject.text) if lexicon.terms else ():
        yield Finding(match.start(), match.end(), "company.term", "listed", CERTAIN)
    for match in compiled(_any(lexicon.mined)).finditer(subject.text) if lexicon.mined else ():
        if _is_word(subject.text, match.start(), match.end()):
            yield Finding(match.start(), match.end(), "company.term", "mined", POSSIBLE)


@cache
def _any(terms: tuple[str, ...]) -> str:
    """Return a pattern of RE2 for any of the terms, the longest first."""
    longest = sorted(terms, key=lambda term: (-len(term), term))
    return "|".join(_term(term) for term in longest)


def _term(term: str) -> str:
    if is_han(term):
        return f"(?i:{written_forms(term)})"
    return "(?i:" + "[-_. ]?".join(re.escape(word) for word in re.split(r"[-_. ]", term)) + ")"


def _is_word(text: str, start: int, end: int) -> bool:
    """A mined name must not be part of a longer word: `sense` is not in `nonsense`, but in `SenseClient`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    starts = not before.isalpha() or not before.isascii() or (text[start].isupper() and before.islower())
    ends = not after.isalpha() or not after.isascii() or not (after.islower() and text[end - 1].isascii())
    return starts and ends
