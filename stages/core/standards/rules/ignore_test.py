"""A test is switched off: @Ignore, @Disabled, a mark of pytest or unittest, `it.skip`. Rule id
IgnoreTest, as in ArchGuard.

A condition such as @DisabledOnOs or `skipif` is none: the test runs somewhere. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Method
from stages.core.standards.testing import tests

SWITCHES = ("Disabled", "Ignore", "skip")
_CALL = re.compile(r"(?:it|test)\.(?:skip|todo)\b|xit\b|xtest\b")
_SKIPS = re.compile(r"t\.Skip(?:f|Now)?\(.*", re.DOTALL)
"""Go: as a statement of the test itself; one below an `if` is a condition."""


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each test that never runs."""
    return [Finding(test.text, test.name, test.line) for test in tests(answer) if _is_off(test)]


def _is_off(test: Method) -> bool:
    return not test.annotation_names.isdisjoint(SWITCHES) or (
        bool(_CALL.match(test.text)) or any(map(_SKIPS.fullmatch, test.statements))
    )
