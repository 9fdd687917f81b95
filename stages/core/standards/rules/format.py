"""The answer breaks the grammar of its format: a model would learn to write what a parser refuses.

Threshold: none.
"""

from stages.core.formats.check import violations
from stages.core.standards.finding import Answer, Finding


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return the first error; warnings, as of a story without criteria, are left to rules that count them."""
    found = [v for v in violations(answer.format, answer.text) if v.severity == "error"]
    return [Finding(answer.text, f"{v.rule} in line {v.line}", v.line) for v in found[:1]]
