"""A subclass refuses what it inherits. Rule id SMELL_REFUSED_BEQUEST, as in UnitGen, whose version finds
the opposite.

An overriding method does nothing but throw that it is not supported. Known problem: a read-only view of a
collection, whose contract allows it. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Method, source

_REFUSES = re.compile(
    r"(?:throw|raise)\s+(?:new\s+)?(?:UnsupportedOperationException|NotImplementedError|NotImplementedException)\b.*"
    r"|throw\s+new\s+Error\(\s*[\"'`](?:not (?:supported|implemented)|unsupported)\b.*|TODO\(.*\)",
    re.DOTALL | re.IGNORECASE,
)


_MARKS = ("throw", "raise", "todo(")
"""What every refusal has in lower case, which is sought faster than a method."""


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each overriding method that only throws."""
    if not any(map(answer.text.lower().__contains__, _MARKS)):
        return []
    refusing = filter(_refuses, source(answer).methods)
    return [Finding(method.text, method.name, method.line) for method in refusing]


def _refuses(method: Method) -> bool:
    head = method.text.partition("(")[0]
    overrides = not method.annotation_names.isdisjoint(("Override", "override")) or "override " in head
    return overrides and len(method.statements) == 1 and bool(_REFUSES.fullmatch(method.statements[0]))
