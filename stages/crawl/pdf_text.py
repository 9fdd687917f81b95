"""Print the text of a PDF as Markdown. Run as a program of its own by `pdf`, which holds it to its limits.

`python pdf_text.py <pages> <characters> <seconds> <bytes> < in.pdf`. A line that is larger than most of the
text is a heading. The first line that is printed is `pdf`, or `oversized` or `unknown` when no text follows.
A damaged document ends it with a trace, which is not shown.
"""

import logging
import resource
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PdfReader

LARGER = 1.15
"""Times the size of most of the text from which on a line is a heading."""

LONGEST = 120
"""Characters; a longer line is no heading, whatever its size."""

LEVELS = 3


class Line(NamedTuple):
    """A line of a page and the size of its largest letter, in tenths of a point."""

    text: str
    size: int


def page_lines(page: Any) -> Iterator[Line]:  # noqa: ANN401  pypdf's page
    """Yield the lines of a page in the order in which it draws them."""
    pieces: list[tuple[str, int]] = []

    def visit(text: str, matrix: list[float], within: list[float], _: object, size: float) -> None:
        scale = abs(matrix[3] * within[3]) or 1.0
        pieces.append((text, round(size * scale * 10)))

    page.extract_text(visitor_text=visit)
    text, largest = "", 0
    for piece, size in pieces:
        first, *rest = piece.split("\n")
        text, largest = text + first, max(largest, size if first.strip() else 0)
        for more in rest:
            yield Line(text.strip(), largest)
            text, largest = more, size if more.strip() else 0
    yield Line(text.strip(), largest)


def markdown(pages: list[list[Line]]) -> str:
    """Return the pages one after the other, larger lines as headings, the largest ones as the first level."""
    weights = Counter[int]()
    for line in (line for page in pages for line in page):
        weights[line.size] += len(line.text)
    body = max(weights, key=lambda size: (weights[size], -size), default=0)
    sizes = sorted({line.size for page in pages for line in page if _is_heading(line, body)}, reverse=True)
    levels = {size: min(number, LEVELS) for number, size in enumerate(sizes, 1)}
    written = ("\n".join(_written(page, body, levels)) for page in pages)
    return "\n\n".join(text for text in written if text) + "\n"


def _is_heading(line: Line, body: int) -> bool:
    return line.size >= body * LARGER and 0 < len(line.text) <= LONGEST and any(map(str.isalpha, line.text))


def _written(page: Iterable[Line], body: int, levels: dict[int, int]) -> Iterator[str]:
    before = ""
    for line in (line for line in page if line.text):
        if _is_heading(line, body):
            yield from ([""] if before else [])
            yield f"{'#' * levels[line.size]} {line.text}"
            yield ""
            before = ""
        else:
            before = f"\\{line.text}" if line.text.startswith("#") else line.text
            yield before


def read(content: bytes, most_pages: int, most_characters: int) -> tuple[str, str]:
    """Return `pdf` and the text, or why there is none."""
    document = PdfReader(BytesIO(content))
    if document.is_encrypted and not document.decrypt(""):
        return "unknown", ""
    if len(document.pages) > most_pages:
        return "oversized", ""
    pages: list[list[Line]] = []
    characters = 0
    for page in document.pages:
        pages.append(list(page_lines(page)))
        characters += sum(len(line.text) for line in pages[-1])
        if characters > most_characters:
            return "oversized", ""
    return ("pdf", markdown(pages)) if characters else ("unknown", "")


def main() -> None:
    """Read stdin, write stdout."""
    pages, characters, seconds, memory = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    logging.disable()
    encoding, text = read(sys.stdin.buffer.read(), pages, characters)
    sys.stdout.buffer.write(f"{encoding}\n{text}".encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
