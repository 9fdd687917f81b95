"""A test prints: somebody must look, where an assertion would.

Rule id RedundantPrintTest, as in ArchGuard. Threshold: none.
"""

import re

from stages.gate.finding import Finding, Measured
from stages.gate.java_text import Call, java_text

_STREAM = re.compile(r"(?:java\.lang\.)?System\.(?:out|err)")


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding for each test that writes to the console."""
    tests = (method for method in java_text(sample.sample).methods if method.is_test)
    return [Finding(test.text, f"print in {test.name}") for test in tests if any(map(_prints, test.calls))]


def _prints(call: Call) -> bool:
    return bool(_STREAM.fullmatch(call.target)) or (call.name == "printStackTrace")
