"""Prompt and answer are longer than the model is trained on: a cut answer teaches to run on.

Threshold: tokens of the base's tokenizer, end token included.
"""

from stages.core.standards.finding import Finding
from stages.gate.candidate import Measured


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding when the sample is too long."""
    return [Finding(sample.sample.output, str(sample.tokens), 0)] if sample.tokens > threshold else []
