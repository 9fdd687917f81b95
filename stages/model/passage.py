"""A passage of a document: a heading with what stands below it, as Markdown."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from stages.model.lines import Line
from stages.model.passed_over import Unread
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


class Heading(NamedTuple):
    """A heading by its lines, 0-based; what stands before the first one has no title."""

    title: str | None
    first: int
    below: int
    """First line of what stands below it."""
    level: int
    """From 1."""


class Part(NamedTuple):
    """A heading and the lines below it, one of which at least is not blank."""

    heading: Heading
    above: list[str]
    whole: list[Line]
    """Those that are not blank, the heading's own first."""
    said: list[Line]
    """Those below the heading."""


def parts(lines: Sequence[Line], begin: Heading, headings: Iterable[Heading]) -> Iterator[Part]:
    """Yield the parts of a document, from what stands before the first heading on."""
    opened: list[Heading] = []
    every = [begin, *headings, Heading(None, len(lines), len(lines), 0)]
    for heading, following in pairwise(every):
        opened = [one for one in opened if one.level < heading.level]
        titles = [one.title for one in opened if one.title is not None]
        opened.append(heading)
        said = list(lines[heading.below : following.first])
        if any(line.text.strip() for line in said):
            whole = [line for line in lines[heading.first : following.first] if line.text.strip()]
            yield Part(heading, titles, whole, said)


def passages(
    every: Iterable[Part], most: int, write: Callable[[Sequence[Line]], str]
) -> Iterator[Passage | Unread]:
    """Yield the parts in Markdown, as `write` writes the lines below a heading.

    Not read is one of more than `most` characters, for which a pattern or a library could take time by the
    square, and one that is nested deeper than Python's stack.
    """
    for (title, _, _, level), titles, whole, lines in every:
        place = Place(whole[0].start, whole[-1].end)
        if place.end - place.start > most:
            yield Unread("oversized", place)
            continue
        try:
            said = write(lines)
        except RecursionError:
            yield Unread("nesting", place)
            continue
        if said.strip():
            text = said if title is None else f"{'#' * min(level, DEEPEST)} {title}\n\n{said}"
            yield Passage(title, titles, place, text)


def fenced(language: str, code: str) -> str:
    """Return a block of code, with a fence that does not stand in it."""
    longest = max(map(len, _TICKS.findall(code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of which the first row names the columns; empty when it has no other."""
    lines = [f"| {' | '.join(' '.join(cell.split()).replace('|', _PIPE) for cell in row)} |" for row in rows]
    return "\n".join([lines[0], "| --- " * len(rows[0]) + "|", *lines[1:]]) if len(rows) > 1 else ""
