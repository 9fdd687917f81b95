"""An answer writes what took the place of a masked secret: who learns from it learns to write placeholders.

`REDACTED_` and the kind of the secret, such as `REDACTED_JWT`, in an answer whose question does not hold the
same one; an answer that copies one from its question follows from it. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding, line_of

_BEGINS = "REDACTED_"
_PLACEHOLDER = re.compile(rf"{_BEGINS}[A-Z0-9_]+")


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each placeholder that the question does not hold."""
    if _BEGINS not in answer.text:
        return []
    found = dict.fromkeys(_PLACEHOLDER.findall(answer.text))
    given = set(_PLACEHOLDER.findall(f"{answer.instruction}\n{answer.input}"))
    return [Finding(answer.text, one, line_of(answer.text, one)) for one in found if one not in given]
