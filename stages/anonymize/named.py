"""Keep the numbers that mean something only where a word for them stands."""

import re
from collections.abc import Iterable, Iterator

from stages.anonymize.context import clause, names
from stages.anonymize.cues import lines
from stages.anonymize.finding import Subject
from stages.anonymize.row_headings import SPACED, above


def named(
    subject: Subject, numbers: Iterable[re.Match[str]], word: re.Pattern[str], cue: str
) -> Iterator[re.Match[str]]:
    """Yield those of `numbers` of which a clause before them or a name says `word`; the pattern `cue` of RE2
    matches in every text that has one."""
    found = list(numbers)
    if not found or not any(lines(subject.text, cue)):
        return
    for number in found:
        start, end = number.span()
        if (
            word.search(SPACED.sub("", clause(subject.text, start)))
            or any(word.search(name) for name in names(subject, start, end))
            or word.search(above(subject.text, start))
        ):
            yield number
