"""Markdown: one row of a table (`table-row`) or one section (`markdown-section`).

    table-row         one line of at least two cells, `| cell | cell |`; none of them is empty
    markdown-section  one heading on the first line, then at least one line of text and no further heading

A line that opens with `#` inside of a fenced code block is no heading.
"""

import re
from typing import NamedTuple

from stages.core.formats.violation import Says, Violation, Words, violation

_SAYS = {
    "table-row": Says(
        Words("not one row of full cells", "不是一行每格都有内容的表格行"),
        Words("Write `| cell | cell |` on one line.", "请在一行内写成 `| 单元格 | 单元格 |`。"),
    ),
    "markdown-section.heading": Says(
        Words("the first line is no heading", "第一行不是标题"),
        Words("Write `## Title` above.", "请在最上面写 `## 标题`。"),
    ),
    "markdown-section.second": Says(
        Words("a second heading", "出现了第二个标题"), Words("Write one section only.", "只写一节。")
    ),
    "markdown-section.empty": Says(
        Words("a heading without text", "标题下没有正文"),
        Words("Write what the section says.", "请写出正文。"),
    ),
}

_CELL_END = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_ESCAPE = re.compile(r"\\([\\|])")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")
FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_TAGS = "a|b|br|center|details|div|em|h\\d|i|img|kbd|p|span|strong|sub|summary|sup"
_SEEN = (
    (re.compile(r"!\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\[\]]*\])"), ""),
    (re.compile(r"\[([^\[\]]*)\](?:\([^()\n]*\)|\[[^\[\]]*\])"), r"\1"),
    (re.compile(r"\*\*|__(?=\S)|(?<=\S)__"), ""),
    (re.compile(rf"(?i)</?(?:{_TAGS})\b[^<>]*>"), ""),
)  # fmt: skip
"""What stands in a text that no reader sees, and what is seen of it."""


class Cell(NamedTuple):
    """A cell of a row."""

    text: str
    """Still escaped."""
    column: int
    """1-based, of its first character."""

    def bare(self) -> str:
        """Return the text without the backslashes that mask `|` and backslashes."""
        return _ESCAPE.sub(r"\1", self.text)

    def column_of(self, position: int) -> int:
        """Return the column of a character of the bare text."""
        escapes = (found.start() - before for before, found in enumerate(_ESCAPE.finditer(self.text)))
        return self.column + position + sum(escape < position for escape in escapes)


def located_cells(line: str) -> list[Cell]:
    """Return the cells of a row; none when the line is no row."""
    bare = line.rstrip()
    start = len(bare) - len(bare.lstrip()) + 1
    if len(bare) <= start or bare[start - 1] != "|":
        return []
    pieces = []
    for found in _CELL_END.finditer(bare, start):
        piece = bare[start : found.end() - 1]
        pieces.append(Cell(piece.strip(), start + len(piece) - len(piece.lstrip()) + 1))
        start = found.end()
    return pieces if start == len(bare) else []


def cells(line: str) -> list[str]:
    """Return the cells of a row of a table, still escaped; none when the line is no row."""
    return [cell.text for cell in located_cells(line)]


def plain(text: str) -> str:
    """Return what a reader sees of a text in Markdown: links by their words, no pictures, no tags."""
    for pattern, instead in _SEEN:
        text = pattern.sub(instead, text)
    return text


def is_heading(line: str) -> bool:
    """Say whether a line outside of code blocks opens a section."""
    return _HEADING.match(line) is not None


def validate_row(text: str) -> list[Violation]:
    """Return what keeps `text` from being one row of a table."""
    found = cells(text) if "\n" not in text.strip() else []
    if len(found) > 1 and all(found):
        return []
    return [violation(_SAYS, "table-row", 1)]


def validate_section(text: str) -> list[Violation]:
    """Return what keeps `text` from being one section."""
    first, *rest = text.split("\n")
    headings = [number for number, line in _prose(rest) if is_heading(line)]
    if not is_heading(first):
        return [violation(_SAYS, "markdown-section.heading", 1)]
    if headings:
        return [violation(_SAYS, "markdown-section.second", headings[0])]
    if not any(line.strip() for line in rest):
        return [violation(_SAYS, "markdown-section.empty", 1)]
    return []


def _prose(lines: list[str]) -> list[tuple[int, str]]:
    """Return the lines outside of code blocks with their numbers; the first of `lines` is line 2."""
    found: list[tuple[int, str]] = []
    inside = False
    for number, line in enumerate(lines, 2):
        if FENCE.match(line):
            inside = not inside
        elif not inside:
            found.append((number, line))
    return found
