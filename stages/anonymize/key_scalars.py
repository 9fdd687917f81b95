"""Find the values of settings files by the name of their key."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from stages.anonymize.cues import places
from stages.anonymize.finding import Subject
from stages.anonymize.key_names import ESCAPED_CUE, Named
from stages.anonymize.key_values import WEAK_PASSWORDS, given, is_given, is_literal, is_name, is_owned
from stages.anonymize.phrases import is_phrase
from stages.anonymize.scalars.kubernetes import KEPT
from stages.anonymize.scalars.scalar import CONTINUED, Scalar
from stages.anonymize.scalars.settings import is_read, of_kubernetes_secrets, scalars

INNER = frozenset({"value", "plain", "default", "val"})
"""Keys below the name of a credential that hold it."""
MANY = re.compile(r"(?i)(?:passwords|passwds|passphrases|passcodes)$")
"""Ends of the name of a mapping from users to passwords."""
NUMBERED = re.compile(r"\[\d{1,9}\]$")
"""What stands behind a key of properties that is one of a list."""
RULES = re.compile(
    r"(?i)len|min|max|polic|encod|algo|strength|rounds|iter|salt|expir|days|histor|rule|regex|pattern"
    r"|enabled|file|path|provider|type|format|title|message|hint|error|label|description"
)
"""Keys in such a mapping that say what passwords must be."""
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))")
"""A sign of a key that is written as an escape."""
BLOCK = re.compile(r":[ \t]*(?:[!&]\S*[ \t]+)*[|>][-+\d]{0,2}[ \t]*(?:#[^\n]*)?\r?\n[ \t]*\Z")
"""What stands before a value of YAML that has lines of its own."""
REACH = 80
"""Characters before a value in which that may stand."""
WORDS = re.compile(r"[^\s.:,!?]+ [^\s.:,!?]+")
"""Two words that are no sentence."""


class NamedScalar(NamedTuple):
    """A value whose key announces a credential."""

    start: int
    end: int
    value: str
    """In one line."""
    key: str
    kind: str


def named_scalars(subject: Subject, names: Callable[[str], Iterator[Named]]) -> Iterator[NamedScalar]:
    """Yield the values whose key, or the key above `value` and the like, ends with such a name."""
    text = subject.text
    if not is_read(text, subject.language) or not (any(names(text)) or any(places(text, ESCAPED_CUE))):
        return
    known: dict[str, str] = {}
    for scalar in scalars(subject.text, subject.language):
        key = _called(scalar)
        if key not in known:
            known[key] = _kind(key, names)
        if known[key]:
            start, end = given(text, scalar.start, scalar.end)
            value = _in_one_line(text[start:end])
            yield NamedScalar(start, end, value, key, known[key])


def _in_one_line(value: str) -> str:
    """Return a value of several lines as one word where each of them is one, otherwise with spaces."""
    lines = CONTINUED.sub("", value).split("\n")
    words = [word for line in lines for word in line.split()]
    if len(lines) == 1:
        return lines[0]
    return ("" if all(len(line.split()) < 2 for line in lines) else " ").join(words)


def _called(scalar: Scalar) -> str:
    """Return the key that says what the value is: the one above it, too, or without its number in a list."""
    above, _, key = scalar.key.rpartition(".")
    for owner, name in ((scalar.owner, scalar.key), (above, key)):
        if name.lower() in INNER or (MANY.search(owner) and not RULES.search(name)):
            return owner
    return NUMBERED.sub("", scalar.key)


def _kind(key: str, names: Callable[[str], Iterator[Named]]) -> str:
    key = ESCAPE.sub(lambda sign: chr(int(sign[1] or sign[2], 16)) if sign[1] or sign[2] else sign[3], key)
    return next((named.kind for named in names(key) if named.end == len(key)), "")


def is_password(text: str, scalar: NamedScalar) -> bool:
    """Say whether the value of a setting is a password rather than a placeholder, a name or a label."""
    value = scalar.value
    if value in WEAK_PASSWORDS:
        return True
    if BLOCK.search(text, max(0, scalar.start - REACH), scalar.start) and WORDS.fullmatch(value):
        return True
    if is_literal(value):
        return not is_name(value, scalar.key) or is_owned(value, scalar.key)
    return is_phrase(value)


def in_kubernetes_secrets(subject: Subject) -> Iterator[Scalar]:
    """Yield what manifests of Kubernetes keep as Secrets, whatever its name."""
    if is_read(subject.text, subject.language) and KEPT.search(subject.text):
        yield from (
            scalar
            for scalar in of_kubernetes_secrets(subject.text, subject.language)
            if not is_given(subject.text[scalar.start : scalar.end])
        )
