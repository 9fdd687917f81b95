"""A value of a settings file with its key."""

import re
from typing import NamedTuple

CONTINUED = re.compile(r"\\\r?\n[ \t\f]*")
"""What breaks a value of properties over two lines, and is no part of it."""


class Scalar(NamedTuple):
    """A value and its place in CHARACTERS, quotes left out."""

    key: str
    """Name as it is written; in a list, the name of the list."""
    owner: str
    """Name of the mapping, table or element that holds the key, empty at the top."""
    start: int
    end: int
    holder: int
    """Which mapping of its text it is in; 0 where a format has none."""
    above: int
    """Which mapping holds the one that it is in."""


class Inner(NamedTuple):
    """A text within another one, its first character there, and the language that it is read in."""

    start: int
    text: str
    """As long as what it stands for, which has escapes or tabs where this has spaces."""
    language: str
