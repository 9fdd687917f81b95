"""Find numbers that mean something only where a word for them stands."""

import re
from collections.abc import Iterator

from stages.anonymize.context import near
from stages.anonymize.finding import Subject
from stages.anonymize.written import narrow


def named_numbers(
    subject: Subject, number: re.Pattern[str], word: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    """Yield each match of `number` that `word` names, in full-width digits too."""
    for match in number.finditer(narrow(subject.text)):
        if word.search(near(subject, *match.span())):
            yield match
