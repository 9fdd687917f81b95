"""Markdown: one row of a table (`table-row`) or one section (`markdown-section`).

    table-row         one line of at least two cells, `| cell | cell |`; none of them is empty
    markdown-section  one heading on the first line, then at least one line of text and no further heading

A line that opens with `#` inside of a fenced code block is no heading.
"""

import re

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

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")


def cells(line: str) -> list[str]:
    """Return the cells of a row of a table; none when the line is no row."""
    text = line.strip()
    if len(text) < 2 or not (text.startswith("|") and text.endswith("|")):
        return []
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", text[1:-1])]


def validate_row(text: str) -> list[Violation]:
    """Return what keeps `text` from being one row of a table."""
    found = cells(text) if "\n" not in text.strip() else []
    if len(found) > 1 and all(found):
        return []
    return [violation(_SAYS, "table-row", 1)]


def validate_section(text: str) -> list[Violation]:
    """Return what keeps `text` from being one section."""
    first, *rest = text.split("\n")
    headings = [number for number, line in _prose(rest) if _HEADING.match(line)]
    if not _HEADING.match(first):
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
        if _FENCE.match(line):
            inside = not inside
        elif not inside:
            found.append((number, line))
    return found
