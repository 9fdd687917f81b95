"""Find the cells below the headings of tables in CSV and Markdown that name something.

Known limit: a cell over several lines.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

CELL = {
    "csv": re.compile(r"(?P<cell>\"(?:[^\"\n]|\"\")*\"|[^,\n]*)(?:,|$)", re.MULTILINE),
    "markdown": re.compile(r"\|(?P<cell>[^|\n]*)(?=\|)"),
}
"""A cell, by language."""
RULE = re.compile(r"[ :-]*")
"""What stands between heading and cells in Markdown."""
MARKS = " \t\"'`*"
"""What stands around the content of a cell."""


class Cell(NamedTuple):
    """The content of a cell."""

    start: int
    end: int


def below(text: str, language: str, names: Callable[[str], Iterator[Any]]) -> Iterator[Cell]:
    """Yield the cells below each heading that ends with a name; nothing in other languages."""
    if language not in CELL:
        return
    named: frozenset[int] | None = None
    for line in re.finditer(r"[^\n]+", text):
        if language == "markdown" and not line[0].lstrip().startswith("|"):
            named = None
            continue
        if named is None:
            named = frozenset(_named(text, CELL[language], line, names))
        elif named:
            yield from _cells(text, CELL[language], line, named)


def _named(
    text: str, cell: re.Pattern[str], line: re.Match[str], names: Callable[[str], Iterator[Any]]
) -> Iterator[int]:
    for place, heading in enumerate(cell.finditer(text, *line.span())):
        word = heading["cell"].strip(MARKS)
        if any(named.end == len(word) for named in names(word)):
            yield place


def _cells(text: str, cell: re.Pattern[str], line: re.Match[str], named: frozenset[int]) -> Iterator[Cell]:
    for place, match in enumerate(cell.finditer(text, *line.span())):
        content = match["cell"].strip(MARKS)
        if place in named and not RULE.fullmatch(content):
            start = text.index(content, match.start("cell"))
            yield Cell(start, start + len(content))
