"""A test asserts nothing. Rule id UnknownTest, as in ArchGuard.

Calls whose names start with a word of ASSERTIONS count, so do MockMvc's `andExpect`, an `assert` statement and
an expected exception; `isEmpty()` does not. Known problem: a method of one's own that asserts under another
name. Threshold: none.
"""

import re

from stages.gate.finding import Finding, Measured
from stages.gate.source import Method
from stages.gate.testing import asserts, tests

_EXPECTED = re.compile(r"@Test\s*\(.*\bexpected\s*=", re.DOTALL)


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding for each test without an assertion."""
    return [Finding(test.text, test.name) for test in tests(sample) if not _asserts(test)]


def _asserts(test: Method) -> bool:
    if test.asserts or any(map(_EXPECTED.match, test.annotations)):
        return True
    return any(map(asserts, test.calls))
