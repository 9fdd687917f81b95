"""Sections of Markdown (CommonMark 0.31), as they are written."""

import re
from collections.abc import Iterator, Sequence

from stages.core.lines import with_lf
from stages.model.lines import Line, heading, lines
from stages.model.passage import Heading, Passage, parts
from stages.model.tree import Place

_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_NO_TITLE = re.compile(r" {0,3}(?:[>|#<]|[-*+][ \t]|\d+[.)][ \t])| {4}|\t")
"""Start of a line that is no paragraph, so that a line of marks below it makes no heading."""


def read_markdown(text: str) -> Iterator[Passage]:
    """Yield the sections; a heading that a line of marks below it makes (setext) is written with `#`."""
    written = [*lines(text)]
    for found, titles, whole, _ in parts(written, Heading(None, 0, 0, 0), _headings(written)):
        place = Place(whole[0].start, whole[-1].end)
        said = with_lf(text[place.start : place.end])
        if found.below - found.first > 1:
            below = said.split("\n", 2)[2].lstrip("\n")
            said = f"{'#' * found.level} {found.title}\n{below}"
        yield Passage(found.title, titles, place, said)


def _headings(written: Sequence[Line]) -> Iterator[Heading]:
    for number, line in enumerate(written):
        if (title := heading(line)) is not None:
            marks = line.text.lstrip(" ")
            yield Heading(title, number, number + 1, len(marks) - len(marks.lstrip("#")))
        elif _is_underlined(written, number):
            level = 1 if "=" in written[number + 1].text else 2
            yield Heading(line.text.strip(), number, number + 2, level)


def _is_underlined(written: Sequence[Line], number: int) -> bool:
    line, after = written[number], written[number + 1 : number + 2]
    if line.code or not line.text.strip() or _NO_TITLE.match(line.text) or _UNDERLINE.fullmatch(line.text):
        return False
    alone = number == 0 or not written[number - 1].text.strip() or heading(written[number - 1]) is not None
    return alone and any(_UNDERLINE.fullmatch(one.text) for one in after)
