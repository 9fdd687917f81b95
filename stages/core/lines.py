r"""The lines of a text as editors and Markdown count them (CommonMark 0.31, 2.1): ended by LF, CR LF or CR.

`str.splitlines` ends lines at form feeds, vertical tabs, NEL and U+2028, too: numbers of lines after one of
these would not be those of tree-sitter, Git and editors.
"""

import re

_ENDED = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_END = re.compile(r"\r\n?|\n")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without their ends; an empty text has none."""
    lines = _END.split(text) if "\r" in text else text.split("\n")
    return lines if lines[-1] else lines[:-1]


def with_lf(text: str) -> str:
    """Return a text whose lines end with LF, whatever ended them."""
    return _END.sub("\n", text) if "\r" in text else text


def ended_lines(text: str) -> list[str]:
    """Return the lines of a text with their ends."""
    return _ENDED.findall(text)
