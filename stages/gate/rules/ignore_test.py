"""A test is switched off by @Ignore or @Disabled. Rule id IgnoreTest, as in ArchGuard. Threshold: none."""

from stages.gate.finding import Finding, Measured
from stages.gate.java_text import java_text

SWITCHES = ("Disabled", "Ignore")


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding for each test that never runs."""
    tests = (method for method in java_text(sample.sample).methods if method.is_test)
    return [Finding(test.text, test.name) for test in tests if not test.annotation_names.isdisjoint(SWITCHES)]
