"""A passage of a document: a heading with what stands below it, as Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stages.model.lines import Line
from stages.model.tree import Place

_TICKS = re.compile("`+")
_PIPE = r"\|"
DEEPEST = 6
"""Levels of headings in Markdown."""


class Passage(NamedTuple):
    """A part of a document in words."""

    title: str | None
    """None before the first heading."""
    above: list[str]
    """Titles of the headings that it stands below, the outermost one first."""
    place: Place
    text: str
    """In Markdown; its first line is the heading."""


def above(headings: Iterable[tuple[str | None, int]]) -> Iterator[list[str]]:
    """Yield the titles that each heading of a level stands below."""
    opened: list[tuple[str, int]] = []
    for title, level in headings:
        opened = [one for one in opened if one[1] < level]
        yield [one for one, _ in opened]
        opened += [(title, level)] if title is not None else []


def below(title: str | None, over: list[str], level: int, place: Place, said: str) -> Passage:
    """Return what is `said` below a heading, with it."""
    text = said if title is None else f"{'#' * min(level, DEEPEST)} {title}\n\n{said}"
    return Passage(title, over, place, text)


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
