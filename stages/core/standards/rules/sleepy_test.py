"""A test sleeps: slow at best, flaky at worst. Rule id SleepyTest, as in ArchGuard.

Thread.sleep, TimeUnit's, `time.sleep`, `asyncio.sleep`, Go's `time.Sleep`, `delay` of Kotlin, and
`setTimeout` that is waited for. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Call
from stages.core.standards.testing import tests

_CLOCK = re.compile(r"(?:.*\bThread|.*\bTimeUnit\b.*|[A-Z]+|time|asyncio)", re.DOTALL)


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each test that sleeps."""
    found = [(test, next(filter(_sleeps, test.calls), None)) for test in tests(answer)]
    return [Finding(test.text, f"sleep in {test.name}", call.line) for test, call in found if call]


def _sleeps(call: Call) -> bool:
    if call.name in ("sleep", "Sleep"):
        return bool(_CLOCK.fullmatch(call.target))
    waited = call.target == "new" or call.name == "new"
    return waited and call.target.startswith("Promise") and "setTimeout" in call.text
