"""A condition is put together of several and runs over lines: it wants a name. Rule id
SMELL_COMPLEX_CONDITION, as in UnitGen.

Lines count on which a part begins that `and` or `or` joins: neither a call over several lines nor a bracket
on a line of its own makes a condition complex. Threshold: lines from which on it is.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import source


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each method with such a condition."""
    methods = [method for method in source(answer).methods if method.conditions]
    longest = [(method, max(method.conditions, key=lambda one: one.lines)) for method in methods]
    return [
        Finding(method.text, f"{method.name}: {most.lines} lines", most.line)
        for method, most in longest
        if most.lines >= threshold
    ]
