"""A test calls nothing. Rule id EmptyTest, as in ArchGuard.

A test with one assertion is not empty; nor is one that only creates an object. Threshold: none.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.testing import tests


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each test without a call."""
    empty = [test for test in tests(answer) if not test.calls and not test.asserts]
    return [Finding(test.text, test.name, test.line) for test in empty]
