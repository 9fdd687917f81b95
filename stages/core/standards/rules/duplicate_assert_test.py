"""A test asserts the same thing over and over. Rule id DuplicateAssertTest, as in ArchGuard.

Assertions are the same when they are equal to the last letter and nothing happens between them but other
assertions: five different ones are no finding, nor is one that is said again after each of five requests.
Known problem: an iterator whose `hasNext()` is asserted before each step. Threshold: equal assertions from
which on it is one.
"""

from collections import Counter
from itertools import groupby

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Method
from stages.core.standards.testing import asserts, tests


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each test with as many equal assertions."""
    counted = ((test, _repeated(test)) for test in tests(answer))
    return [
        Finding(test.text, f"{test.name}: {most} times", test.line)
        for test, most in counted
        if most >= threshold
    ]


def _repeated(test: Method) -> int:
    """Return how often the most frequent assertion is said without anything but assertions between."""
    beginnings = (*(call.text for call in test.calls if asserts(call)), *test.asserts)
    runs = groupby(test.statements, key=lambda statement: statement.startswith(beginnings))
    counted = (Counter(" ".join(one.split()) for one in run) for is_said, run in runs if is_said)
    return max((max(said.values()) for said in counted), default=0)
