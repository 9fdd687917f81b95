"""Find tickets of the company's tracker: `KEY-123` for the project keys of the lexicon.

Any other word and number may be a standard: UTF-8, SHA-256 and ISO-8601 have the same form.
"""

import re
from collections.abc import Iterator
from functools import cache

from stages.anonymize.finding import CERTAIN, Finding, Subject

CUE: list[str] = []
"""None: the lexicon says what there is to find."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each ticket."""
    if subject.lexicon.tickets:
        for match in _tickets(subject.lexicon.tickets).finditer(subject.text):
            yield Finding(*match.span(), "company.ticket", "project-key", CERTAIN)


@cache
def _tickets(keys: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(key) for key in sorted(keys, key=lambda key: (-len(key), key)))
    return re.compile(rf"(?<![A-Za-z0-9_-])(?:{words})-\d{{1,6}}(?![\w-])", re.ASCII | re.IGNORECASE)
