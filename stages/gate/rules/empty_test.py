"""A test calls nothing. Rule id EmptyTest, as in ArchGuard.

A test with one assertion is not empty; nor is one that only creates an object. Threshold: none.
"""

from stages.gate.finding import Finding, Measured
from stages.gate.java_text import java_text


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding for each test without a call."""
    tests = (method for method in java_text(sample.sample).methods if method.is_test)
    return [Finding(test.text, test.name) for test in tests if not test.calls and not test.asserts]
