"""A method branches again and again. Rule id SMELL_REPEATED_SWITCHES, as in UnitGen.

Each `if`, `else if`, `switch`, `when` and `match` counts one; an `if` that leaves the method at once is a
guard and does not. Threshold: branches from which on it is one.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import source

_BRANCHES = re.compile("if|switch|when|match")
"""What every branch has, which is sought faster than a node."""


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each method with as many branches."""
    if len(_BRANCHES.findall(answer.text)) < threshold:
        return []
    counted = ((m, sum(not branch.guard for branch in m.branches)) for m in source(answer).methods)
    return [
        Finding(m.text, f"{m.name}: {count} branches", m.line) for m, count in counted if count >= threshold
    ]
