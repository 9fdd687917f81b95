"""What a rule says of an answer."""

from collections.abc import Callable
from typing import NamedTuple


class Finding(NamedTuple):
    """One fault at the finest unit that the rule can name."""

    unit: str
    """The faulty operation, method or statement: the same text in two answers is one faulty asset."""
    value: str
    """What was found, in a few words of the safe text."""


class Answer(NamedTuple):
    """What the rules look at: the answer of a sample, or of a model."""

    format: str
    """Name of stages/core/formats/check.py."""
    instruction: str
    input: str
    text: str


Rule = Callable[[Answer, float], list[Finding]]
"""Takes an answer and the rule's threshold."""
