"""A test asserts the same thing over and over. Rule id DuplicateAssertTest, as in ArchGuard.

Assertions are the same when they are equal to the last letter: five different ones are no finding. Known
problem: an iterator whose `hasNext()` is asserted before each step. Threshold: equal assertions from which on
it is one.
"""

from collections import Counter

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Method
from stages.core.standards.testing import asserts, tests


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each test with as many equal assertions."""
    counted = ((test, max(_repeated(test).values(), default=0)) for test in tests(answer))
    return [
        Finding(test.text, f"{test.name}: {most} times", test.line)
        for test, most in counted
        if most >= threshold
    ]


def _repeated(test: Method) -> Counter[str]:
    said = [
        statement for statement in test.statements if any(statement.startswith(a) for a in _assertions(test))
    ]
    return Counter(" ".join(statement.split()) for statement in said)


def _assertions(test: Method) -> list[str]:
    return [*(call.text for call in test.calls if asserts(call)), *test.asserts]
