"""A method is long. Rule id SMELL_LONG_METHOD, as in UnitGen.

Lines with code count, not empty ones and comments; a test is none of these methods, for it may set up much.
Threshold: lines, at most.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import source


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each method that is longer."""
    high = (method for method in source(answer).methods if method.text.count("\n") >= threshold)
    long = ((method, method.lines) for method in high if not method.is_test)
    return [Finding(m.text, f"{m.name}: {lines} lines", m.line) for m, lines in long if lines > threshold]
