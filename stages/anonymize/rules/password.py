"""Find passwords by the name of their key, in URLs, SQL, commands and HTTP, and in calls that take one.

Known limits: one in a positional argument of any other call; of two words in code; from the standard input
of other commands; a plain word beside its label in a table without a heading for values.
"""

import re
from collections.abc import Iterator

from stages.anonymize.cues import places, within
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.key_names import ESCAPED_CUE, PASSWORD_CUE, passwords
from stages.anonymize.key_scalars import is_password, named_scalars
from stages.anonymize.key_values import is_literal, values
from stages.anonymize.password_ways import WAYS, Way
from stages.anonymize.phrases import is_phrase
from stages.anonymize.randomness import is_pair
from stages.anonymize.sql_columns import cells
from stages.anonymize.tables import below, beside

ENTITY = "secret.password"
INSERT_CUE, BASIC_CUE = r"(?i)insert\s[^(]*\([^)]*(?:pass|pwd|psw)", r"Basic[ \t]"
CUE = (*dict.fromkeys(way.cue for way in WAYS), PASSWORD_CUE, ESCAPED_CUE, INSERT_CUE, BASIC_CUE)
NAMED = re.compile(
    r"(?i)(?:user|db|my|the|new|old|\w+\.)?_?(?:password|passwd|pass(?:phrase)?|pwd|token)s?\d?"
)
"""What stands for a password where one is to be put."""
BASIC = re.compile(r"\bBasic[ \t]+(?P<value>[A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=])")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each value that is a password."""
    cues = subject.cues
    if cues & {PASSWORD_CUE, ESCAPED_CUE}:
        yield from _named(subject)
    if INSERT_CUE in cues:
        for cell in cells(subject.text, passwords):
            if is_literal(subject.text[cell.start : cell.end]):
                yield Finding(cell.start, cell.end, ENTITY, "sql-column", LIKELY)
    for way in WAYS:
        yield from _written(subject.text, way) if way.cue in cues else ()
    yield from _basic(subject.text) if BASIC_CUE in cues else ()


def _named(subject: Subject) -> Iterator[Finding]:
    named = list(passwords(subject.text))
    for value in values(subject.text, subject.language, named):
        yield Finding(value.start, value.end, ENTITY, f"key-{value.form}", value.confidence)
    for scalar in named_scalars(subject, passwords):
        if is_password(subject.text, scalar):
            yield Finding(scalar.start, scalar.end, ENTITY, "key-scalar", LIKELY)
    for cell in below(subject.text, subject.language, passwords):
        if is_literal(subject.text[cell.start : cell.end]):
            yield Finding(cell.start, cell.end, ENTITY, "table-column", LIKELY)
    for cell in beside(subject.text, subject.language, passwords, (name.end for name in named)):
        if is_literal(subject.text[cell.start : cell.end]):
            yield Finding(cell.start, cell.end, ENTITY, "table-row", LIKELY)


def _written(text: str, way: Way) -> Iterator[Finding]:
    for match in _matches(text, way):
        value = match["value"]
        if is_phrase(value) or (is_literal(value) and (way.is_sure or not NAMED.fullmatch(value))):
            yield Finding(*match.span("value"), ENTITY, way.rule, LIKELY)


def _matches(text: str, way: Way) -> Iterator[re.Match[str]]:
    if way.is_behind:
        found = (way.pattern.match(text, end) for _, end in places(text, way.cue))
        return (match for match in found if match)
    return way.pattern.finditer(text)


def _basic(text: str) -> Iterator[Finding]:
    for match in within(text, BASIC_CUE, BASIC):
        if is_pair(match["value"]):
            yield Finding(*match.span("value"), ENTITY, "basic-credentials", LIKELY)
