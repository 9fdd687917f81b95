"""Read the values of properties, env and ini files line by line."""

import re
from collections.abc import Iterator

from stages.anonymize.scalars.scalar import CONTINUED, Scalar

SECTION = re.compile(r"[ \t]*\[(?P<name>[^\]\n]{1,200})\][ \t]*")
KEY = r"[ \t]*(?:export[ \t]+|set[ \t]+)?(?P<key>(?:\\.|[^\s=:\\#;!\[])(?:\\.|[^\s=:\\#;!]){0,199})"
VALUE = r"(?P<value>(?:\\\r?\n|\\[^\r\n]|[^\r\n\\]++)*\\?)"
BREAK = r"(?:[ \t]|\\\r?\n)"
ENTRY = re.compile(rf"{KEY}[ \t]*[=:][ \t]*{VALUE}")
SPACED = re.compile(rf"{KEY}(?:{BREAK}{{0,400}}[=:][ \t]*|{BREAK}{{1,400}}){VALUE}")
"""An entry of properties, where spaces alone may stand between a key and its value."""
QUOTED = re.compile(r"""(?P<quote>["'])(?P<value>(?:\\.|(?!(?P=quote))[^\\])*)(?P=quote)[ \t]*(?:[#;].*)?""")
COMMENT = re.compile(r"[ \t]+[#;].*|[ \t]+$")
PAIRS = re.compile(r"(?:\\\\)*")
"""Backslashes that are part of a value."""
LINE = re.compile(r"[^\n]+")
LOGICAL = re.compile(r"[ \t]*[#!][^\n]*|(?:\\\r?\n|\\[^\n]|[^\n\\]++)+\\?|\\")
"""A line of properties, with those that a backslash at its end adds to it."""


def scalars(text: str, language: str) -> Iterator[Scalar]:
    """Yield the values in order; one of properties may go on behind a backslash at the end of its line."""
    section, lines, pattern = "", LINE, ENTRY
    if language == "properties":
        lines, pattern = LOGICAL, SPACED
    for line in lines.finditer(text):
        heading = SECTION.match(line[0])
        entry = pattern.match(line[0])
        if heading:
            section = heading["name"]
        elif entry:
            start, end = _inside(entry["value"])
            place = line.start() + entry.start("value")
            yield Scalar(entry["key"], section, place + start, place + end, 0, 0)


def _inside(value: str) -> tuple[int, int]:
    quoted = QUOTED.fullmatch(value)
    if quoted:
        return quoted.span("value")
    if "\n" in value:
        first, end = CONTINUED.match(value), len(value.rstrip(" \t\r\n\\"))
        start = first.end() if first else 0
        return start, max(start, end + len(PAIRS.findall(value[end:])[0]))
    comment = COMMENT.search(value)
    return 0, comment.start() if comment else len(value)
