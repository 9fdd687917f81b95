"""Find the people whom the company's own files of packages and repositories name.

Known limit: a file by another name says so by an author tag only; see author_tag.
"""

from collections.abc import Iterator

from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.people import parts, people


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each name; in files of others they give credit and stay."""
    if subject.lexicon.own:
        for start, end in (*people(subject.path, subject.text), *parts(subject.path, subject.text)):
            yield Finding(start, end, "pii.person", "people-file", LIKELY)
