"""What a validator says of a text."""

from typing import NamedTuple


class Violation(NamedTuple):
    """One fault: which rule, where, and how to mend it."""

    rule: str
    line: int
    """1-based; 0 when the fault is of the whole text."""
    message: str
    hint: str
