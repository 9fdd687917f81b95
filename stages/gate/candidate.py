"""A candidate as the rules look at it."""

from collections.abc import Callable
from typing import NamedTuple

from stages.core.records.sample import Sample
from stages.core.standards.finding import Answer, Finding


class Measured(NamedTuple):
    """A sample and what was measured of it."""

    sample: Sample
    answer: Answer
    """What the rules of answers look at."""
    tokens: int
    """Tokens of prompt, answer and end token with the base's tokenizer."""


CandidateRule = Callable[[Measured, float], list[Finding]]
"""Takes a candidate and the rule's threshold."""


def answer_of(sample: Sample) -> Answer:
    """Return what the rules of answers look at."""
    return Answer(sample.format, sample.instruction, sample.input, sample.output)
