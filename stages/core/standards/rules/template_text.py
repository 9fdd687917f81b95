"""A question or an answer spells the marks of the prompt: who learns from it learns to run on after the
answer.

`### Instruction:`, `### Input:` and `### Response:` at the beginning of a line, and end tokens of known
models. Threshold: none.
"""

import re

from stages.core.standards.finding import Finding, Measured

_MARK = re.compile(
    r"(?m)^### (?:Instruction|Input|Response):"
    r"|<\|(?:endoftext|im_start|im_end|eot_id|end_of_text)\|>|<\uff5c\w+\uff5c>"
)


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding when a mark stands in the sample."""
    one = sample.sample
    found = _MARK.search("\n".join((one.instruction, one.input, one.output)))
    return [Finding(one.output, found[0])] if found else []
