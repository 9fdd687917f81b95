"""A test is switched off: @Ignore, @Disabled, a mark of pytest or unittest, `it.skip`. Rule id
IgnoreTest, as in ArchGuard.

A condition such as @DisabledOnOs or `skipif` is none: the test runs somewhere. Threshold: none.
"""

import re
from collections.abc import Iterator

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Method, simple_names
from stages.core.standards.testing import tests

SWITCHES = ("Disabled", "Ignore", "skip")
_CALL = re.compile(r"(?:it|test)\.(?:skip|todo)\b|xit\b|xtest\b")
_SKIPS = re.compile(r"t\.Skip(?:f|Now)?\(.*", re.DOTALL)
"""Go: as a statement of the test itself; one below an `if` is a condition."""


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each test that never runs."""
    return [
        Finding(test.text, test.name, test.line_of(switch))
        for test in tests(answer)
        for switch in list(_switches(test))[:1]
    ]


def _switches(test: Method) -> Iterator[str]:
    """Yield what switches a test off, as written."""
    yield from (one for one in test.annotations if not simple_names([one]).isdisjoint(SWITCHES))
    yield from (found[0] for found in [_CALL.match(test.text)] if found)
    yield from filter(_SKIPS.fullmatch, test.statements)
