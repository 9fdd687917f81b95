"""A test is switched off: @Ignore, @Disabled, a mark of pytest or unittest, `it.skip`, or a first statement
that skips it. Rule id IgnoreTest, as in ArchGuard.

So is each test of a type that is switched off. A condition such as @DisabledOnOs or `skipif` is none: the
test runs somewhere. That the type around a test alone is switched off is known to `build`, which makes
nothing of it (`switched-off`). Threshold: none.
"""

import re
from collections.abc import Iterable, Iterator

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Method, simple_names, source
from stages.core.standards.testing import tests

SWITCHES = ("Disabled", "Ignore", "skip")
_CALL = re.compile(r"(?:it|test)\.(?:skip|todo)\b|xit\b|xtest\b")
_SKIPS = re.compile(
    r"(?:t\.Skip(?:f|Now)?|pytest\.skip|self\.skipTest|this\.skip)\(.*|raise\s+(?:unittest\.)?SkipTest\b.*",
    re.DOTALL,
)
"""As a statement of the test itself; one below an `if` is a condition."""


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each test that never runs."""
    off = {test for one in source(answer).types if _is_off(one.annotations) for test in one.methods}
    return [
        Finding(test.text, test.name, line)
        for test in tests(answer)
        for line in [*map(test.line_of, _switches(test)), *([test.line] if test in off else [])][:1]
    ]


def _is_off(annotations: Iterable[str]) -> bool:
    return not simple_names(annotations).isdisjoint(SWITCHES)


def _switches(test: Method) -> Iterator[str]:
    """Yield what switches a test off, as written."""
    yield from (one for one in test.annotations if _is_off([one]))
    yield from (found[0] for found in [_CALL.match(test.text)] if found)
    yield from filter(_SKIPS.fullmatch, test.statements)
