"""Show raw text to the person at this terminal, and to nobody else."""

from rich.text import Text

AROUND = 100
"""Characters shown on each side of a value."""
LONGEST = 400
"""Characters shown of a value."""


def in_its_line(text: str, start: int, end: int) -> Text:
    """Return the value at bytes `start` to `end` with its line, marked; long lines and values are cut."""
    raw = text.encode()
    before, value, after = (part.decode() for part in (raw[:start], raw[start:end], raw[end:]))
    left, right = before.rpartition("\n")[2], after.partition("\n")[0]
    return Text.assemble(
        ("… " if len(left) > AROUND else "") + printable(left[-AROUND:]),
        (printable(value[:LONGEST]) + (" …" if len(value) > LONGEST else ""), "bold reverse"),
        printable(right[:AROUND]) + (" …" if len(right) > AROUND else ""),
    )


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
