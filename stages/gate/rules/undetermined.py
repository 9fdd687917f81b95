"""The question holds too few of the answer's words: who learns from it learns to guess names and numbers.

Each recipe asks for a share (`limits.named`). Threshold: how far below it a sample may be, 0 to 1.
"""

from stages.core.standards.finding import Finding
from stages.gate.candidate import Measured


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding when the question names too little of the answer."""
    judged = sample.sample
    too_few = judged.named < judged.least_named - threshold
    return [Finding(judged.output, f"{judged.named:.2f} of {judged.least_named:g}", 0)] if too_few else []
