"""Take a text out of the Markdown code fence that a model likes to put around it."""

import re
from typing import NamedTuple

from stages.core.lines import lines_of

_FENCED = re.compile(r"\A(?P<head>\s*```[^\n`]*\n)(?P<body>.*?)\n?[ \t]*```\s*\Z", re.DOTALL)


class Lines(NamedTuple):
    """The lines of a text without the fence around it."""

    lines: list[str]
    before: int
    """Lines that were cut off at the top: add it to an index for a line of the whole text."""


class Line(NamedTuple):
    """One line that is not empty, without blanks around it."""

    number: int
    """1-based, in the whole text."""
    column: int
    """1-based, of its first character."""
    text: str


LONGEST_LINE = 2_000
"""Characters; a story or diagram refuses a longer line unread, so that no pattern runs long."""


def told(text: str) -> list[Line]:
    """Return the lines of `text`, or of the one code block that is all of it, that say something."""
    lines, before = unfenced(text)
    return [
        Line(number, len(line) - len(line.lstrip()) + 1, line.strip())
        for number, line in enumerate(lines, before + 1)
        if line.strip()
    ]


def unfenced(text: str) -> Lines:
    """Return the lines of `text`, or of the one code block that is all of it."""
    found = _FENCED.match(text)
    if found is None or "```" in found["body"]:
        return Lines(lines_of(text), 0)
    return Lines(lines_of(found["body"]), found["head"].count("\n"))
