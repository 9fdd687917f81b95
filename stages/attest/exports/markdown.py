"""Write cells and tables of Markdown from what a run says, so that no value can break out of its cell."""

from collections.abc import Iterable, Mapping, Sequence

from stages.attest.report import table

_ESCAPES = str.maketrans({"|": "\\|", "<": "&lt;", ">": "&gt;", "\n": " ", "\r": " ", "`": "'"})


def cell(value: object) -> str:
    """Return a value as the text of one cell."""
    return str(value).translate(_ESCAPES)


def rows(headings: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """Return lines as a table; `-` when there is none."""
    cells = [[cell(value) for value in line] for line in lines]
    return table(headings, cells) if cells else "-"


def counted(counts: Mapping[str, int]) -> str:
    """Return counts by name in one cell: `MIT 3, Apache-2.0 2`; `-` when there is none."""
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "-"


def document(*parts: str) -> bytes:
    """Return paragraphs, headings and tables as one file."""
    return "\n\n".join([*parts, ""]).encode()
