"""Verbatim runs of training text in generated text."""

from stages.core.records.record import Record


class Copied(Record, frozen=True):
    """One row per output that shares a run of at least the shortest reported length with the training
    text."""

    sample: str
    """The training sample whose prompt was given."""
    model: str
    """`base` or `adapter`."""
    lexemes: int
    """Length of the longest shared run that is not in the prompt, in lexemes."""
    found_in: str
    """Training sample that holds the run."""
