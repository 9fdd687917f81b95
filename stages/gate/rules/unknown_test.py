"""A test asserts nothing. Rule id UnknownTest, as in ArchGuard.

Calls whose names start with a word of ASSERTIONS count, so do MockMvc's `andExpect` and an expected
exception; `isEmpty()` does not. Known problem: a method of one's own that asserts under another name.
Threshold: none.
"""

import re

from stages.gate.finding import Finding, Measured
from stages.gate.java_text import Method, java_text

ASSERTIONS = ("assert", "verify", "should", "expect", "andExpect", "check", "fail", "then", "must")

_WORD = re.compile(rf"(?:{'|'.join(ASSERTIONS)})(?![a-z])|assert[a-z]*|expect[a-z]*|verif[a-z]*")
_EXPECTED = re.compile(r"@Test\s*\(.*\bexpected\s*=", re.DOTALL)


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding for each test without an assertion."""
    tests = (method for method in java_text(sample.sample).methods if method.is_test)
    return [Finding(test.text, test.name) for test in tests if not _asserts(test)]


def _asserts(test: Method) -> bool:
    if test.asserts or any(map(_EXPECTED.match, test.annotations)):
        return True
    # `then` opens an assertion of BDDMockito, but stubs as `.then(...)`
    return any(
        _WORD.match(call.name) and not (call.name.startswith("then") and call.target) for call in test.calls
    )
