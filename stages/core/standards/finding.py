"""What a rule says of a sample."""

from collections.abc import Callable
from typing import NamedTuple

from stages.core.records.sample import Sample


class Finding(NamedTuple):
    """One fault at the finest unit that the rule can name."""

    unit: str
    """The faulty operation, method or statement: the same text in two samples is one faulty asset."""
    value: str
    """What was found, in a few words of the safe text."""


class Measured(NamedTuple):
    """A sample and what was measured of it."""

    sample: Sample
    tokens: int
    """Tokens of prompt, answer and end token with the base's tokenizer."""


Rule = Callable[[Measured, float], list[Finding]]
"""Takes a sample and the rule's threshold."""
