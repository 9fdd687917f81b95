"""Find the company's segment of package names, with dots or slashes: `com.acme.order`, `com/acme/order`."""

import re
from collections.abc import Iterator
from functools import cache

from stages.anonymize.finding import CERTAIN, Finding, Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Yield the last segment of each package root; those before it are domain labels of everybody."""
    for root in subject.lexicon.packages:
        if _cue(root) in subject.cues:
            for match in _pattern(root).finditer(subject.text):
                yield Finding(*match.span("segment"), "company.package", "package-root", CERTAIN)


def cues(subject: Subject) -> tuple[str, ...]:
    """Return the last segment of each package root."""
    return tuple(map(_cue, subject.lexicon.packages))


@cache
def _cue(root: str) -> str:
    return re.escape(root.rsplit(".", 1)[-1])


@cache
def _pattern(root: str) -> re.Pattern[str]:
    *before, segment = root.split(".")
    prefix = "".join(rf"{re.escape(label)}(?:[./]|\\\\?)" for label in before)
    return re.compile(rf"(?<![\w.]){prefix}(?P<segment>{re.escape(segment)})(?![A-Za-z0-9_])", re.ASCII)
