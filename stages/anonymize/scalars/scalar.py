"""A value of a settings file with its key."""

from typing import NamedTuple


class Scalar(NamedTuple):
    """A value and its place in CHARACTERS, quotes left out."""

    key: str
    """Name as it is written; in a list, the name of the list."""
    owner: str
    """Name of the mapping, table or element that holds the key, empty at the top."""
    start: int
    end: int
