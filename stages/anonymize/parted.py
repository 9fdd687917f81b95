"""Read the parts of a change as what they are: the message as text, a place in the language of its file.

Known limit: what says what a place is may stand outside of it, as `data` of a Secret does above its values.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stages.anonymize.author_tags import is_telling
from stages.anonymize.cues import places, standing
from stages.anonymize.finding import Finding, Subject
from stages.anonymize.nicknames import is_nickname
from stages.anonymize.rules import author_tag, person_name
from stages.anonymize.rules.person import named
from stages.anonymize.written import CODED
from stages.core.formats.change import changed, language_of, parts

NAMES = frozenset({"pii.person", "pii.copyright-holder"})
"""Entities of names that a sign in one part gives away in every other."""


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


def again(text: str, found: Iterable[Finding], parts: list[Reading]) -> Iterator[Finding]:
    """Yield the names that a part shows to be some, where other parts have them without a sign of it."""
    if len(parts) == 1:
        return
    every = [finding for finding in found if finding.entity in NAMES]
    known = {finding[:2] for finding in every}
    shown = {name: one for one in every if _tells(name := text[one.start : one.end])}
    read = [(at, part.text, part.text.casefold(), any(places(part.text, CODED))) for at, part in parts]
    others = (
        (at, one._replace(start=at + start, end=at + end, rule="again", version=""))
        for name, one in sorted(shown.items())
        for at, text, signs, is_coded in read
        if is_coded or name.casefold()[:1] in signs
        for start, end in named((name,), text)
        if (at + start, at + end) not in known
    )
    yield from (finding for _, finding in sorted(others, key=lambda other: other[0]))


def shown(subject: Subject) -> set[str]:
    """Return the names of persons that a part of a text shows to be some."""
    return {
        name
        for _, part in readings(subject)
        for rule in (author_tag, person_name)
        for finding in rule.find(part._replace(cues=standing(part.text, author_tag.CUE)))
        if _tells(name := part.text[finding.start : finding.end])
    }


def _tells(name: str) -> bool:
    """Say whether a name may be looked for in other parts."""
    return is_telling(name) and not is_nickname(name)
