"""A test prints: somebody must look, where an assertion would.

Rule id RedundantPrintTest, as in ArchGuard. Known problem: Python tests of what a command prints, where the
print is what is tested. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Call
from stages.core.standards.testing import tests

_STREAM = re.compile(r"(?:java\.lang\.)?System\.(?:out|err)|console")


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each test that writes to the console."""
    found = [(test, next(filter(_prints, test.calls), None)) for test in tests(answer)]
    return [Finding(test.text, f"print in {test.name}", call.line) for test, call in found if call]


def _prints(call: Call) -> bool:
    if call.name in ("print", "println") and not call.target:
        return True
    if call.target == "fmt" and call.name in ("Print", "Printf", "Println"):
        return True
    return bool(_STREAM.fullmatch(call.target)) or (call.name == "printStackTrace")
