"""The answer breaks the grammar of its format: a model would learn to write what a parser refuses.

Threshold: none.
"""

from stages.core.formats.check import violations
from stages.core.standards.finding import Finding, Measured


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return the first error; warnings, as of a story without criteria, are left to rules that count them."""
    found = [v for v in violations(sample.sample.format, sample.sample.output) if v.severity == "error"]
    return [Finding(sample.sample.output, f"{v.rule} in line {v.line}") for v in found[:1]]
