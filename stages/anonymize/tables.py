"""Read tables: the heading above a value, the cells below a heading, and the cell beside a label.

Tables of Markdown and Gherkin, files of values apart by commas, semicolons or tabs, and tables and lists of
HTML. Known limit: a cell over several lines, except in HTML.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

VALUES = frozenset({"csv", "tsv"})
"""Languages in which every line is a row of values."""
PIPED = frozenset({"markdown", "gherkin", "text", "rst"})
"""Languages in which a line that begins with `|` is a row, and those around a line such as `--- | ---`."""
HTML = frozenset({"html", "vue", "markdown", "xml"})
ROW = 4000
"""Characters of a row, and of a heading, that are read to say in which column a place is."""
CELLS = {sign: rf'(?P<cell>"(?:[^"\n]|"")*"|[^{sign}\n]*)(?:{sign}|$)' for sign in ",;\t"}
CELLS["|"] = r"(?P<cell>(?:\\.|[^|\n\\])*)(?:\||$)"
CELL = {sign: re.compile(pattern, re.MULTILINE) for sign, pattern in CELLS.items()}
"""A cell, by the sign behind it."""
LINE = re.compile(r"[^\r\n]+")
TAG = re.compile(r"</?(?P<name>table)\b|<(?P<cell>t[rhd]|d[ltd])\b[^<>]{0,2000}>", re.IGNORECASE)
MARKED = re.compile("<th|<TH")
CONTENT = re.compile(r"(?:\s*<(?!/?(?:t[rhd]|d[ltd])\b)[^<>]{0,2000}>){0,4}(?P<cell>[^<]*)", re.IGNORECASE)
"""A cell of HTML: its text, with what marks it in front."""
RULE = re.compile(r"[ \t>|:-]*\r?")
"""What stands between heading and cells in Markdown."""
MARKS = " \t\r\n\"'`*[]"
"""What stands around the content of a cell."""
BARRED = re.compile(r"^[ \t>]*\|[^\n]*\n?", re.MULTILINE)
RULED = re.compile(
    r"^[^|\n]{1,400}\|[^\n]{0,400}\n[ \t>]*:?-+:?[ \t]*\|[ \t:|-]*\r?(?:\n|\Z)(?:[^\n]*\|[^\n]*\n?)*",
    re.MULTILINE,
)
"""A table whose lines do not begin with `|`."""
PAIR = re.compile(r"^[ \t>]*\|?(?P<label>[^|\n]{1,80})\|(?P<value>[^|\n]{1,200})\|?[ \t]*\r?$", re.MULTILINE)
"""A line of two cells, in a table or alone."""
GIVEN = re.compile(r"(?i)(?:.*[ _-])?(?:value|default|example|sample)s?|.*[值例]|默认")
"""Headings of columns that hold what the setting in another one has."""
SPEAKS = re.compile(r"[A-Za-z]+|\w+\([\w, ]*\)|\d+ ?[-~–] ?\d+")
"""A cell that rather says what a value must be: a word, a type with a size, a range."""
LABEL_END = re.compile(r"[ \t*_`\"'\])]{0,8}[:：]?[ \t*`]{0,200}\s{0,20}([|<])")
"""What stands behind a label."""
RULING = re.compile(r"-[ \t]*:?[ \t]*\|[ \t]*:?-|^[ \t>]*:?-+:?[ \t]*\|", re.MULTILINE)


class Cell(NamedTuple):
    """The content of a cell."""

    start: int
    end: int


class Heading(NamedTuple):
    """A heading, up to the end of what a pattern finds in it."""

    end: int


class Table(NamedTuple):
    """The headings of a table, and the cells of each row below them."""

    head: tuple[str, ...]
    rows: Iterable[list[Cell]]


def heading(text: str, language: str, place: int) -> str:
    """Return the heading of the column in which `place` is, or an empty string."""
    begin = text.rfind("\n", max(0, place - ROW), place) + 1
    row = text[begin:place] if begin or place <= ROW else ""
    if row.lstrip(" \t>").startswith("|") or (language in PIPED and "|" in row):
        return _heading_of_line(text, "|", _head_above(text, begin), begin, place)
    if (row or place == begin) and (language in VALUES or "\t" in row.lstrip()):
        return _heading_of_line(text, _sign(text, language), 0, begin, place)
    return _heading_of_html(text, place)


def headings(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Heading]]:
    """Return what yields where a pattern ends in a heading, as `below` asks for."""
    return lambda head: (Heading(match.end()) for match in pattern.finditer(head))


def below(text: str, language: str, names: Callable[[str], Iterator[Any]]) -> Iterator[Cell]:
    """Yield the cells below each heading that ends with a name."""
    for table in _tables(text, language):
        named = {n for n, head in enumerate(table.head) if any(name.end == len(head) for name in names(head))}
        for cells in table.rows if named else ():
            yield from (cell for n, cell in enumerate(cells) if n in named and cell.start < cell.end)


def beside(
    text: str, language: str, names: Callable[[str], Iterator[Any]], ends: Iterable[int]
) -> Iterator[Cell]:
    """Yield the cells behind a label that ends with a name, in a row of two or below a heading for values;
    `ends` are where names end in the text."""
    if language not in PIPED | HTML:
        return
    signs = {mark[1] for end in ends if (mark := LABEL_END.match(text, end))}
    if "|" in signs and language in PIPED:
        for pair in PAIR.finditer(text):
            label, value = _content(text, *pair.span("label")), _content(text, *pair.span("value"))
            yield from [value] if _is_pair(text, label, value, names) else []
    if signs:
        yield from _given(text, language, names)
    if "<" in signs and language in HTML:
        pairs = ((cells[0], cells[1]) for _, cells in _rows_of_html(text) if len(cells) == 2)
        yield from (value for label, value in pairs if _is_pair(text, label, value, names))


def _given(text: str, language: str, names: Callable[[str], Iterator[Any]]) -> Iterator[Cell]:
    """Yield the cells below headings for values in the rows that begin with a label."""
    for table in _tables(text, language):
        given = [n for n, head in enumerate(table.head) if GIVEN.fullmatch(head)]
        for cells in table.rows if given else ():
            if any(_is_label(text, cell, names) for cell in cells[: given[0]]):
                yield from (cells[n] for n in given if n < len(cells))


def _is_pair(text: str, label: Cell, value: Cell, names: Callable[[str], Iterator[Any]]) -> bool:
    return not SPEAKS.fullmatch(text[slice(*value)]) and _is_label(text, label, names)


def _is_label(text: str, cell: Cell, names: Callable[[str], Iterator[Any]]) -> bool:
    label = text[slice(*cell)].rstrip(":： ")
    return any(name.end == len(label) for name in names(label))


def _tables(text: str, language: str) -> Iterator[Table]:
    if language in VALUES:
        yield _table(text, _sign(text, language), 0, len(text))
    if language in PIPED:
        yield from (_table(text, "|", *table) for table in _piped(text))
    if language in HTML:
        yield from _tables_of_html(text)


def _table(text: str, sign: str, start: int, end: int) -> Table:
    lines = LINE.finditer(text, start, end)
    head = next(lines, None)
    rows = (_cells(text, sign, *line.span()) for line in lines if not RULE.fullmatch(line[0]))
    return Table(_contents(text, _cells(text, sign, *head.span())) if head else (), rows)


def _sign(text: str, language: str) -> str:
    first = LINE.search(text, 0, ROW) if language in VALUES else None
    return max(",;\t", key=first[0].count) if first else "\t"


def _heading_of_line(text: str, sign: str, head: int, begin: int, place: int) -> str:
    if head == begin:
        return ""
    number = next((n for n, cell in enumerate(_cells_from(text, sign, begin)) if place <= cell.end), -1)
    return _at(_contents(text, _cells_from(text, sign, head)), number)


def _cells_from(text: str, sign: str, begin: int) -> list[Cell]:
    """Return the first cells of the line that begins at a place."""
    stop = min(begin + ROW, len(text))
    end = text.find("\n", begin, stop)
    return _cells(text, sign, begin, stop if end < 0 else end)


def _cells(text: str, sign: str, begin: int, end: int) -> list[Cell]:
    """Return the cells of a line; what is before the first `|` is one, too."""
    return [_content(text, *cell.span("cell")) for cell in CELL[sign].finditer(text, begin, end)]


def _content(text: str, start: int, end: int) -> Cell:
    inside = text[start:end]
    left = start + len(inside) - len(inside.lstrip(MARKS))
    return Cell(left, max(left, start + len(inside.rstrip(MARKS))))


def _contents(text: str, cells: list[Cell]) -> tuple[str, ...]:
    return tuple(text[cell.start : cell.end] for cell in cells)


def _at(heads: tuple[str, ...], number: int) -> str:
    return heads[number] if 0 <= number < len(heads) else ""


def _head_above(text: str, begin: int) -> int:
    tables = _piped(text)
    place = bisect_right(tables, begin, key=lambda table: table.start)
    return tables[place - 1].start if place and begin < tables[place - 1].end else begin


@lru_cache(maxsize=2)
def _piped(text: str) -> list[Cell]:
    """Return where tables of lines with `|` stand."""
    tables = list[Cell]()
    for row in BARRED.finditer(text):
        if tables and tables[-1].end == row.start():
            tables[-1] = Cell(tables[-1].start, row.end())
        else:
            tables.append(Cell(*row.span()))
    ruled = RULED.finditer(text) if RULING.search(text) else ()
    return sorted([*tables, *(Cell(*table.span()) for table in ruled if not BARRED.match(table[0]))])


def _heading_of_html(text: str, place: int) -> str:
    headed = _headed(text)
    number = bisect_right(headed, place, key=lambda one: one[0].start) - 1
    return headed[number][1] if number >= 0 and place < headed[number][0].end else ""


@lru_cache(maxsize=2)
def _headed(text: str) -> list[tuple[Cell, str]]:
    """Return the cells of tables of HTML in order, each with its heading."""
    return [
        (cell, head)
        for table in _tables_of_html(text)
        for cells in table.rows
        for cell, head in zip(cells, table.head, strict=False)
    ]


def _tables_of_html(text: str) -> list[Table]:
    """Return the tables that mark their headings; each row of headings begins one."""
    tables, rows = list[Table](), list[list[Cell]]()
    for kinds, cells in _rows_of_html(text) if MARKED.search(text) else ():
        if kinds <= {"th"}:
            rows = []
            tables.append(Table(_contents(text, cells), rows))
        elif "dt" not in kinds:
            rows.append(cells)
    return tables


def _rows_of_html(text: str) -> Iterator[tuple[set[str], list[Cell]]]:
    """Yield the tags of each row, or of each entry of a list, and its cells: a cell is what stands before the
    next tag; a table begins and ends without cells."""
    kinds, cells = set[str](), list[Cell]()
    for tag in TAG.finditer(text):
        name = (tag["name"] or tag["cell"]).lower()
        if cells and name not in ("th", "td", "dd"):
            yield kinds, cells
            kinds, cells = set(), []
        if name == "table":
            yield set(), []
        elif name not in ("tr", "dl"):
            content = CONTENT.match(text, tag.end())
            kinds.add(name)
            cells.append(_content(text, *content.span("cell")) if content else Cell(tag.end(), tag.end()))
    if cells:
        yield kinds, cells
