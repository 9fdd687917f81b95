"""Say whether a text nests deeper than its grammar can parse in linear time.

tree-sitter-yaml ends the process from about 250 levels of blocks on; the others become quadratic.
"""

import re
from itertools import accumulate

DEEPEST = 100
"""Levels; no settings file that people write comes near."""
BRACKETS = re.compile(r"[\[\]{}]")
TAGS = re.compile(r"<[A-Za-z_]|</|/>")
INDENTED = re.compile(rf"(?m)^[ \t]{{{DEEPEST}}}")
UP = frozenset("[{")


def is_deep(text: str, language: str) -> bool:
    """Say whether brackets, elements or blocks nest deeper than DEEPEST levels, or may do so."""
    if language == "xml":
        steps = [-1 if "/" in tag else 1 for tag in TAGS.findall(text)]
    else:
        steps = [1 if sign in UP else -1 for sign in BRACKETS.findall(text)]
    return max(accumulate(steps), default=0) > DEEPEST or (language == "yaml" and _has_deep_blocks(text))


def _has_deep_blocks(text: str) -> bool:
    """Each level of a block takes a column of indentation, or a dash or question mark on its line."""
    if INDENTED.search(text):
        return True
    return any(
        sum(line.count(mark) for mark in ("- ", "-\t", "? ", "?\t")) > DEEPEST for line in text.split("\n")
    )
