"""Find people: contributors of the sources, and the names behind author tags.

Known limit: a person who neither contributed nor stands in an author tag is not found.
"""

import re
from collections.abc import Iterator
from functools import cache

from stages.anonymize.author_tags import tagged
from stages.anonymize.boundaries import start
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.written import is_han, written_forms

CUE: list[str] = []
"""None: the lexicon says what there is to find, and an author tag is a word of any language."""
BEFORE = r"(?:(?<![\u4e00-\u9fff])|(?<=[由经让找请问给和与及者人员师理长是为向同]))"
AFTER = r"(?:(?![\u4e00-\u9fff])|(?=[负先女老工经总说提写维审处的和与在于已将会同等]))"
"""Many Chinese names of two signs are also words: in a sentence they need a neighbour that fits."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each name of a person."""
    if subject.lexicon.own:
        yield from (
            Finding(start, end, "pii.person", "author-tag", LIKELY) for start, end in tagged(subject.text)
        )
    for pattern in _present(subject):
        yield from (
            Finding(match.start(), match.end(), "pii.person", "contributor", LIKELY)
            for match in pattern.finditer(subject.text)
        )


def _present(subject: Subject) -> Iterator[re.Pattern[str]]:
    lower = subject.text.lower()
    escaped = "\\u" in lower or "%e" in lower
    for name in subject.lexicon.persons:
        if name.split()[0].lower() in lower or (escaped and is_han(name)):
            yield _pattern(name)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    if is_han(name):
        return re.compile(
            written_forms(name) if len(name) > 2 else f"{BEFORE}(?:{written_forms(name)}){AFTER}"
        )
    words = r"[ \t]+".join(re.escape(word) for word in name.split())
    return re.compile(start(r"\w.@$-") + rf"{words}(?![\w@$-])", re.ASCII | re.IGNORECASE)
