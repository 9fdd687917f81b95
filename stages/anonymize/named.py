"""Keep the numbers that mean something only where a word for them stands."""

import re
from collections.abc import Iterable, Iterator

from stages.anonymize.context import clause, names
from stages.anonymize.finding import Subject
from stages.anonymize.row_headings import above


def named(
    subject: Subject, numbers: Iterable[re.Match[str]], word: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    """Yield those of `numbers` of which a clause before them or a name says `word`."""
    found = list(numbers)
    if not found or not word.search(subject.text):
        return
    for number in found:
        start, end = number.span()
        if (
            word.search(clause(subject.text, start))
            or any(word.search(name) for name in names(subject, start, end))
            or word.search(above(subject.text, start))
        ):
            yield number
