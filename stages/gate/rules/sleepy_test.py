"""A test sleeps: slow at best, flaky at worst. Rule id SleepyTest, as in ArchGuard. Threshold: none."""

from stages.gate.finding import Finding, Measured
from stages.gate.java_text import Call, java_text


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding for each test that calls Thread.sleep or TimeUnit.sleep."""
    tests = (method for method in java_text(sample.sample).methods if method.is_test)
    return [Finding(test.text, f"sleep in {test.name}") for test in tests if any(map(_sleeps, test.calls))]


def _sleeps(call: Call) -> bool:
    return call.name == "sleep" and (
        call.target.endswith("Thread") or "TimeUnit" in call.target or call.target.isupper()
    )
