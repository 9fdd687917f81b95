"""Show raw text to the person at this terminal, and to nobody else."""

from collections.abc import Sequence
from itertools import pairwise

from rich.text import Text

AROUND = 100
"""Characters shown on each side of a value."""
LONGEST = 400
"""Characters shown of a value."""


def in_its_line(text: str, places: Sequence[tuple[int, int]]) -> Text:
    """Return the value at `places`, in bytes, with its lines, marked, and what its pieces make together; long
    lines and values are cut."""
    raw = text.encode()
    borders = [0, *(border for place in places for border in place), len(raw)]
    before, *inner, after = (raw[start:end].decode() for start, end in pairwise(borders))
    left, right = before.rpartition("\n")[2], after.partition("\n")[0]
    return Text.assemble(
        ("… " if len(left) > AROUND else "") + printable(left[-AROUND:]),
        *(_cut(part, AROUND) if number % 2 else _marked(part) for number, part in enumerate(inner)),
        _cut(right, AROUND),
        *(("\n= ", _marked("".join(inner[::2]))) if len(places) > 1 else ()),
    )


def _marked(value: str) -> tuple[str, str]:
    return _cut(value, LONGEST), "bold reverse"


def _cut(text: str, length: int) -> str:
    return printable(text[:length]) + (" …" if len(text) > length else "")


def line_of(text: str, start: int) -> int:
    """Return the number of the line in which byte `start` stands, from 1."""
    return text.encode()[:start].count(b"\n") + 1


def numbered(text: str) -> Text:
    """Return a text with the numbers of its lines."""
    rows = enumerate(text.splitlines(), 1)
    return Text("\n".join(f"{number:5} {printable(row)}" for number, row in rows))


def printable(text: str) -> str:
    """Return a text without what steers a terminal; line breaks stay."""
    return "".join(
        sign if sign.isprintable() or sign in "\n\t" else sign.encode("unicode_escape").decode()
        for sign in text
    )
