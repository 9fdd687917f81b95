"""Markdown: one row of a table (`table-row`) or one section (`markdown-section`).

    table-row         one line of at least two cells, `| cell | cell |`; none of them is empty
    markdown-section  one heading on the first line, then at least one line of text and no further heading

A line that opens with `#` inside of a fenced code block is no heading.
"""

import re

from stages.core.formats.violation import Violation

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
    return [Violation("table-row", 1, "not one row of full cells", "Write `| cell | cell |` on one line.")]


def validate_section(text: str) -> list[Violation]:
    """Return what keeps `text` from being one section."""
    first, *rest = text.split("\n")
    headings = [number for number, line in _prose(rest) if _HEADING.match(line)]
    if not _HEADING.match(first):
        return [Violation("markdown-section", 1, "the first line is no heading", "Write `## Title` above.")]
    if headings:
        return [Violation("markdown-section", headings[0], "a second heading", "Write one section only.")]
    if not any(line.strip() for line in rest):
        return [Violation("markdown-section", 1, "a heading without text", "Write what the section says.")]
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
