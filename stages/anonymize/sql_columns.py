"""Find the values that INSERT statements give to columns, by the name of the column.

A statement without a list of columns has those of the CREATE TABLE in the same text. Values may also be the
arguments behind a statement with `?`. Known limit: a COMMENT ON COLUMN is not read.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from stages.anonymize.cues import places
from stages.anonymize.key_names import Named

TABLE = r"(?P<table>[^\s(]{1,200})\s*"
REMARKS = r"(?:\s|--[^\n]*\n|/\*(?:[^*]|\*(?!/)){0,1000}\*/)*"
INSERT = re.compile(
    rf"(?i)\b(?:insert\s+(?:ignore\s+)?|replace\s+)into\s+{TABLE}"
    rf"(?:\((?P<columns>[^()]{{1,4000}})\)\s*)?values?\b{REMARKS}(?=\()"
)
INSERT_CUE = r"(?i)(?:insert|replace)[^\pL\pN_]+(?:ignore[^\pL\pN_]+)?into[^\pL\pN_]"
CREATE = re.compile(rf"(?i)\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?{TABLE}(?=\()")
DEFINITION = re.compile(
    r"""\s*[(,]\s*[`"\[]?(?P<name>\w+)[`"\]]?(?P<rest>(?:[^,()'"]|\([^()]*\)|'(?:''|\\.|[^'\\]++)*'|"[^"]*")*)"""
)
COMMENT = re.compile(r"(?i)\bcomment\s*=?\s*'([^'\n]{1,60})'")
KEYS = frozenset({"primary", "key", "unique", "index", "constraint", "foreign", "fulltext", "check"})
TOKEN = re.compile(
    rf"{REMARKS}(?:(?P<sign>[(),;])|[NEe]?'(?P<text>(?:''|\\.|[^'\\]++)*)'"
    r"|\"(?P<quoted>(?:\"\"|\\.|[^\"\\]++)*)\"|(?P<bare>(?:\\.|[^\s(),;'\"\\])+))"
)
"""A sign, a string or another part of a row."""
QUOTED = re.compile(r"'(?:[^'\\]++|\\.|'')*'|\"(?:[^\"\\]++|\\.)*\"")
ARGUMENTS = 400
"""Characters behind a statement in which the values of its `?` are looked for."""


class Cell(NamedTuple):
    """A string in a row, quotes left out, with the name of its column."""

    start: int
    end: int
    column: str


class Statement(NamedTuple):
    """An INSERT with its columns."""

    start: int
    """Of its rows."""
    stop: int
    """Where the next one begins."""
    columns: tuple[str, ...]


class Rows(NamedTuple):
    """What stands behind VALUES: ascending places, and the number of the column of each."""

    starts: "array[int]"
    ends: "array[int]"
    columns: "array[int]"
    end: int


def cells(text: str, names: Callable[[str], Iterator[Named]]) -> Iterator[Cell]:
    """Yield the strings in columns whose name ends with one of the names."""
    for statement in _statements(text):
        wanted = {
            number
            for number, column in enumerate(statement.columns)
            if any(named.end == len(column) for named in names(column))
        }
        if wanted:
            rows = _rows(text, statement)
            for start, end, number in zip(rows.starts, rows.ends, rows.columns, strict=True):
                if number in wanted and text[start - 1] in "'\"":
                    yield Cell(start, end, statement.columns[number])


def column_at(text: str, start: int) -> str:
    """Return the name of the column that the value at `start` is given to, or an empty string."""
    every = _statements(text)
    place = bisect_right(every, start, key=lambda statement: statement.start) - 1
    if place < 0:
        return ""
    statement = every[place]
    rows = _rows(text, statement)
    if start >= rows.end:
        return _argument(text, start, statement, rows)
    number = bisect_right(rows.starts, start) - 1
    if number < 0 or start > rows.ends[number] or rows.columns[number] >= len(statement.columns):
        return ""
    return statement.columns[rows.columns[number]]


def _argument(text: str, start: int, statement: Statement, rows: Rows) -> str:
    """Return the column of the `?` for which the argument at `start` stands."""
    between = text[rows.end : start] if start - rows.end < ARGUMENTS else ";"
    asked = [
        statement.columns[number]
        for begin, end, number in zip(rows.starts, rows.ends, rows.columns, strict=True)
        if text[begin:end] == "?" and number < len(statement.columns)
    ]
    given = QUOTED.sub("", between.lstrip()[1:]).count(",") - 1
    return asked[given] if ";" not in between and 0 <= given < len(asked) else ""


@lru_cache(maxsize=2)
def _statements(text: str) -> list[Statement]:
    tables = dict[str, tuple[str, ...]]()
    found = list[Statement]()
    matches = list(_inserts(text))
    stops = [*(match.start() for match in matches[1:]), len(text)]
    for match, stop in zip(matches, stops, strict=False):
        if match["columns"]:
            columns = tuple(column.strip().strip("`\"[]'") for column in match["columns"].split(","))
        else:
            tables = tables or _tables(text)
            columns = tables.get(_bare(match["table"]), ())
        if columns:
            found.append(Statement(match.end(), stop, columns))
    return found


def _inserts(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for start, _ in places(text, INSERT_CUE):
        if start >= end and (match := INSERT.match(text, start)):
            end = match.end()
            yield match


def _tables(text: str) -> dict[str, tuple[str, ...]]:
    """Return the columns of each table, with the comment of a column behind its name."""
    return {_bare(match["table"]): tuple(_defined(text, match.end())) for match in CREATE.finditer(text)}


def _defined(text: str, place: int) -> Iterator[str]:
    while match := DEFINITION.match(text, place):
        place = match.end()
        comment = COMMENT.search(match["rest"])
        if match["name"].lower() not in KEYS:
            yield f"{match['name']} {comment[1]}" if comment else match["name"]


def _bare(table: str) -> str:
    return table.rsplit(".", 1)[-1].strip('`"[]').lower()


@lru_cache(maxsize=2)
def _rows(text: str, statement: Statement) -> Rows:
    rows = Rows(array("q"), array("q"), array("l"), 0)
    place = end = statement.start
    depth = column = 0
    while place < statement.stop and (token := TOKEN.match(text, place)):
        place, sign = token.end(), token["sign"]
        if sign == "(":
            depth += 1
            column = 0 if depth == 1 else column
        elif sign == ")":
            depth -= 1
            end = place
        elif sign == "," and depth == 1:
            column += 1
        elif sign is None and depth == 1 and token.lastgroup:
            rows.starts.append(token.start(token.lastgroup))
            rows.ends.append(token.end(token.lastgroup))
            rows.columns.append(column)
        if sign == ";" or (depth < 1 and sign not in (")", ",")):
            break
    return rows._replace(end=end)
