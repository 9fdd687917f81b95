"""A question or an answer spells the marks of the prompt: who learns from it learns to run on after the
answer.

`### Instruction:`, `### Input:` and `### Response:` at the beginning of a line, and end tokens of known
models. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding, line_of

_MARK = re.compile(
    r"(?m)^### (?:Instruction|Input|Response):"
    r"|<\|(?:endoftext|im_start|im_end|eot_id|end_of_text)\|>|<\uff5c\w+\uff5c>"
)
_HINTS = ("### ", "<|", "<\uff5c")
"""What every mark has, which is sought faster than an expression."""


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding when a mark stands in question or answer."""
    said = "\n".join((answer.instruction, answer.input, answer.text))
    found = _MARK.search(said) if any(map(said.__contains__, _HINTS)) else None
    return [Finding(answer.text, found[0], line_of(answer.text, found[0]))] if found else []
