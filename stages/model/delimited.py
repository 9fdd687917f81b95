"""Records of a delimited text (RFC 4180) with their places.

A quote that is never closed costs its own record only: the cell then ends where the line does.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.model.tree import Place


class Record(NamedTuple):
    """A record, which may have several lines."""

    place: Place
    cells: list[str]


_LINE_ENDS = re.compile(r"[\r\n]*")


def records(text: str, mark: str, start: int) -> Iterator[Record]:
    """Yield the records from `start` on, whose cells stand between `mark`; a blank line is none."""
    cell, cells, position = _cell(mark), list[str](), start
    while position < len(text) or cells:
        found = cell.match(text, position)
        if found is None:
            return
        quoted = found["quoted"]
        cells.append(found["bare"].strip() if quoted is None else quoted.replace('""', '"').strip())
        position = found.end()
        if text.startswith(mark, position):
            position += 1
            continue
        if any(cells):
            yield Record(Place(start, position), cells)
        cells, start = [], _after(text, position)
        position = start


def _cell(mark: str) -> re.Pattern[str]:
    ends = rf"(?={re.escape(mark)}|[\r\n]|\Z)"
    return re.compile(rf'"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"[ ]*{ends}|(?P<bare>[^{re.escape(mark)}\r\n]*)')


def _after(text: str, position: int) -> int:
    found = _LINE_ENDS.match(text, position)
    return found.end() if found else position
