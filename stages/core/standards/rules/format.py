"""The answer breaks the grammar of its format: a model would learn to write what a parser refuses.

Threshold: none.
"""

from functools import lru_cache

from stages.core.formats.check import violations
from stages.core.formats.violation import Violation
from stages.core.standards.finding import Answer, Finding


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return the first error; warnings, as of a story without criteria, are left to rules that count them."""
    errors = _errors(answer.format, answer.text)
    return [Finding(answer.text, f"{v.rule} in line {v.line}", v.line) for v in errors[:1]]


@lru_cache(maxsize=8)
def _errors(format: str, text: str) -> list[Violation]:
    return [v for v in violations(format, text) if v.severity == "error"]
