"""A heading of a document with what stands below it, as Markdown."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from stages.model.lines import Line
from stages.model.tree import Place

_TICKS = re.compile("`+")
_PIPE = r"\|"
DEEPEST = 6
"""Levels of headings in Markdown."""


class Headed(NamedTuple):
    """A part of a document in words."""

    title: str | None
    """None before the first heading."""
    place: Place
    text: str
    """In Markdown; its first line is the heading."""


def below(title: str | None, level: int, place: Place, said: str) -> Headed:
    """Return what is `said` below a heading, with it."""
    text = said if title is None else f"{'#' * min(level, DEEPEST)} {title}\n\n{said}"
    return Headed(title, place, text)


def place_of(lines: Sequence[Line]) -> Place:
    """Return where lines stand, blank ones at both ends left out."""
    written = [line for line in lines if line.text.strip()]
    return Place(written[0].start, written[-1].end)


def fenced(language: str, code: str) -> str:
    """Return a block of code, with a fence that does not stand in it."""
    longest = max(map(len, _TICKS.findall(code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of which the first row names the columns; empty when it has no other."""
    lines = [f"| {' | '.join(' '.join(cell.split()).replace('|', _PIPE) for cell in row)} |" for row in rows]
    return "\n".join([lines[0], "| --- " * len(rows[0]) + "|", *lines[1:]]) if len(rows) > 1 else ""
