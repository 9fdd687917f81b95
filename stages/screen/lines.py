"""Measure the lines of a text."""

from pathlib import PurePosixPath
from typing import NamedTuple

MINIFIED = 110
"""Mean length of a line above which linguist calls a script or style sheet minified, in characters."""


class Lines(NamedTuple):
    """Figures of the lines of a text that are not blank."""

    number: int
    mean: float
    longest: int
    letters: float
    """Share of letters and digits in the characters that are no white space; 0 for a text that is blank."""


def measure(text: str) -> Lines:
    """Return the figures of a text."""
    lengths = [len(line) for line in text.splitlines() if line and not line.isspace()]
    solid = "".join(text.split())
    return Lines(
        number=len(lengths),
        mean=round(sum(lengths) / len(lengths), 2) if lengths else 0.0,
        longest=max(lengths, default=0),
        letters=round(sum(map(str.isalnum, solid)) / len(solid), 4) if solid else 0.0,
    )


def minified(path: str, lines: list[str]) -> bool:
    """Say whether linguist calls a file minified, from its lines as split at line feeds."""
    mean = sum(map(len, lines)) // len(lines)
    return PurePosixPath(path).suffix.lower() in (".js", ".css") and mean > MINIFIED
