"""Find the values that INSERT statements give to columns, by the name of the column."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from stages.anonymize.key_names import Named

INSERT = re.compile(
    r"(?i)\binsert\s+(?:ignore\s+)?into\s+[^\s(]{1,200}\s*\((?P<columns>[^()]{1,4000})\)\s*values\s*(?=\()"
)
TOKEN = re.compile(r"\s*(?:(?P<sign>[(),;])|[NEe]?'(?P<text>(?:''|\\.|[^'\\])*)'|(?P<bare>[^\s(),;']+))")
"""A sign, a string or another part of a row."""


class Cell(NamedTuple):
    """A string in a row, quotes left out, with the name of its column."""

    start: int
    end: int
    column: str


class Rows(NamedTuple):
    """What stands behind VALUES."""

    cells: list[Cell]
    end: int


def cells(text: str, names: Callable[[str], Iterator[Named]]) -> Iterator[Cell]:
    """Yield the strings in columns whose name ends with one of the names."""
    place = 0
    while statement := INSERT.search(text, place):
        columns = [column.strip().strip("`\"[]'") for column in statement["columns"].split(",")]
        wanted = {
            place
            for place, column in enumerate(columns)
            if any(named.end == len(column) for named in names(column))
        }
        place = statement.end()
        if wanted:
            rows = _rows(text, place, columns, wanted)
            yield from rows.cells
            place = rows.end


def _rows(text: str, place: int, columns: list[str], wanted: set[int]) -> Rows:
    found: list[Cell] = []
    depth = column = 0
    while token := TOKEN.match(text, place):
        place, sign = token.end(), token["sign"]
        if sign == "(":
            depth += 1
            column = 0 if depth == 1 else column
        elif sign == ")":
            depth -= 1
        elif sign == "," and depth == 1:
            column += 1
        elif token["text"] is not None and depth == 1 and column in wanted:
            found.append(Cell(*token.span("text"), columns[column]))
        if sign == ";" or (depth < 1 and sign not in (")", ",")):
            break
    return Rows(found, place)
