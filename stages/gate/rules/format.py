"""The answer breaks the grammar of its format: a model would learn to write what a parser refuses.

Threshold: none.
"""

from stages.core.formats.check import violations
from stages.gate.finding import Finding, Measured


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return the first violation. A story without criteria is left to single-ac, which counts it."""
    found = [v for v in violations(sample.sample.format, sample.sample.output) if v.rule != "no-criterion"]
    return [Finding(sample.sample.output, f"{v.rule} in line {v.line}") for v in found[:1]]
