"""The lines of a Markdown document with their places, code blocks told apart."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.core.lines import ended_lines, with_lf

_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FRONT_KEY = re.compile(r"^(\w+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)


_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<title>.*?)[ \t]*#*[ \t]*")

LONGEST_HEADING = 500
"""Characters; a longer line is prose, so that no pattern runs long."""


class Line(NamedTuple):
    """A line without its end."""

    text: str
    start: int
    """Index of the first character."""
    end: int
    """Index after the last character, before the line's end."""
    code: bool
    """Whether it belongs to a fenced code block."""


def plain_lines(text: str) -> list[Line]:
    """Return the lines of a document that is no Markdown: none is told as code."""
    return [*_lines(text, 0)]


def lines(text: str) -> Iterator[Line]:
    """Yield the lines after the front matter."""
    front = _FRONT.match(text)
    fence = ""
    for line in _lines(text, front.end() if front else 0):
        mark = _FENCE.match(line.text)
        yield line._replace(code=bool(fence) or mark is not None)
        if fence:
            fence = "" if mark is not None and mark[1].startswith(fence) else fence
        elif mark is not None:
            fence = mark[1]


def _lines(text: str, position: int) -> Iterator[Line]:
    for whole in ended_lines(text[position:]):
        bare = whole.rstrip("\r\n")
        yield Line(bare, position, position + len(bare), code=False)
        position += len(whole)


def heading(line: Line) -> str | None:
    """Return the title of a section that a line `# Title` opens, or None when it is no such line."""
    found = None if line.code or len(line.text) > LONGEST_HEADING else _HEADING.fullmatch(line.text)
    return found["title"] if found else None


def front_matter(text: str) -> dict[str, str]:
    """Return the plain `key: value` lines of a YAML front matter."""
    front = _FRONT.match(text)
    return {key: value.strip("\"'") for key, value in _FRONT_KEY.findall(with_lf(front[1]))} if front else {}
