"""Read the parts of a change as what they are: the message as text, a place in the language of its file.

Known limit: what says what a place is may stand outside of it, as `data` of a Secret does above its values.
"""

from collections.abc import Iterator
from typing import NamedTuple

from stages.anonymize.finding import Subject
from stages.core.formats.change import changed, language_of, parts


class Reading(NamedTuple):
    """A text to search, and where it stands."""

    start: int
    """First character."""
    subject: Subject


def readings(subject: Subject) -> Iterator[Reading]:
    """Yield the parts of a change; a text that is none as a whole."""
    about = changed(subject.path) if subject.language == "change" else None
    found = parts(about.commit, subject.text) if about else []
    if about is None or not found:
        yield Reading(0, subject)
        return
    language = language_of(about.path) or subject.language
    for part in found:
        read = "text" if part.kind == "message" else language
        text = subject.text[part.start : part.end]
        yield Reading(part.start, subject._replace(text=text, language=read, path=about.path))
