"""A condition is put together of several and runs over lines: it wants a name. Rule id SMELL_COMPLEX_CONDITION, as in UnitGen.

A single call over several lines is none. Threshold: lines from which on a condition is complex.
"""

from stages.gate.finding import Finding, Measured
from stages.gate.source import source


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding for each method with such a condition."""
    methods = source(sample.sample).methods
    longest = [(m, max((c.lines for c in m.conditions if c.joined), default=0)) for m in methods]
    return [Finding(m.text, f"{m.name}: {lines} lines") for m, lines in longest if lines >= threshold]
