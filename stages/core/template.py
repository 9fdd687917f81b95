"""The one prompt template of training, evaluation, probing and serving."""

import hashlib

TEMPLATE = "### Instruction:\n{instruction}\n\n### Input:\n{input}\n\n### Response:\n"

TEMPLATE_SHA256 = hashlib.sha256(TEMPLATE.encode()).hexdigest()
"""Written into every adapter's trained.json; a mismatch stops evaluation and serving."""


def prompt(instruction: str, text: str) -> str:
    """Return the prompt of one record; the answer follows it directly and ends with the end-of-sequence
    token."""
    return TEMPLATE.format(instruction=instruction, input=text)
