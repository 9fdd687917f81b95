"""What a rule says of an answer."""

from collections.abc import Callable
from typing import NamedTuple


class Finding(NamedTuple):
    """One fault at the finest unit that the rule can name."""

    unit: str
    """The faulty operation, method or statement: the same text in two answers is one faulty asset."""
    value: str
    """What was found, in a few words of the safe text."""
    line: int
    """Where it is in the answer, 1-based; 0 when the fault is of the whole answer."""
    names: tuple[tuple[str, str], ...] = ()
    """What the sentences of the rule name: `$own` and `$used` of a layer."""


class Answer(NamedTuple):
    """What the rules look at: the answer of a sample, or of a model."""

    format: str
    """Name of stages/core/formats/check.py."""
    instruction: str
    input: str
    text: str


Rule = Callable[[Answer, float], list[Finding]]
"""Takes an answer and the rule's threshold."""


def line_of(text: str, piece: str) -> int:
    """Return the line, 1-based, in which a piece of a text begins first; 0 when it is none."""
    start = text.find(piece)
    return text.count("\n", 0, start) + 1 if start >= 0 else 0
