"""A test sleeps: slow at best, flaky at worst. Rule id SleepyTest, as in ArchGuard.

Thread.sleep, TimeUnit's, those of Hutool and Guava, `time.sleep`, `asyncio.sleep` and their like, Go's
`time.Sleep`, `sleep(...)` and `delay(...)` on nothing, and `setTimeout` that is waited for. A sleep in a stub
that the test sets up (`thenAnswer`, a handler of a fake server) counts, for the test waits for it. Not under
the virtual time of Kotlin's `runTest` and of fake timers; `sleep(0)` only yields. Not seen: a sleep in a
helper or fixture beside the test. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Call, Method
from stages.core.standards.testing import tests

_CLOCK = re.compile(
    r".*\bThread(?:Utils?)?|.*\bTimeUnit\b.*|.*\bUninterruptibles|[A-Z]+"
    r"|time|asyncio|anyio|trio|gevent|eventlet",
    re.DOTALL,
)
_VIRTUAL = re.compile(r"\brunTest\b|[fF]akeTimers\b")


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each test that sleeps."""
    first = (
        (test, next((call for call in test.calls if _sleeps(call, test)), None)) for test in tests(answer)
    )
    return [Finding(test.text, f"sleep in {test.name}", call.line) for test, call in first if call]


def _sleeps(call: Call, test: Method) -> bool:
    if call.name in ("sleep", "Sleep", "sleepUninterruptibly"):
        known = _CLOCK.fullmatch(call.target) is not None if call.target else bool(call.arguments)
        return known and call.arguments != ("0",)
    if call.name == "delay" and not call.target:
        return _VIRTUAL.search(test.text) is None
    waited = call.target == "new" or call.name == "new"
    is_timer = waited and call.target.startswith("Promise") and "setTimeout" in call.text
    return is_timer and _VIRTUAL.search(test.text) is None
