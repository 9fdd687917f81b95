"""Sections of Markdown (CommonMark 0.31), as they are written."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from stages.core.lines import with_lf
from stages.model.lines import Line, heading, lines
from stages.model.passage import Passage, above
from stages.model.tree import Place

_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_NO_TITLE = re.compile(r" {0,3}(?:[>|#<]|[-*+][ \t]|\d+[.)][ \t])| {4}|\t")
"""Start of a line that is no paragraph, so that a line of marks below it makes no heading."""


def read_markdown(text: str) -> Iterator[Passage]:
    """Yield the sections; a heading that a line of marks below it makes (setext) is written with `#`."""
    written = [*lines(text)]
    opened = [(None, 0, 0, 0), *_headings(written), (None, len(written), len(written), 0)]
    over = above((title, level) for title, _, _, level in opened)
    for ((title, first, body, level), (_, end, _, _)), titles in zip(pairwise(opened), over, strict=False):
        said = [line for line in written[body:end] if line.text.strip()]
        if not said:
            continue
        last = said[-1].end
        if body - first > 1:
            below = with_lf(text[written[first + 1].end : last]).lstrip("\n")
            yield Passage(title, titles, Place(written[first].start, last), f"{'#' * level} {title}\n{below}")
        else:
            start = (written[first] if title is not None else said[0]).start
            yield Passage(title, titles, Place(start, last), with_lf(text[start:last]))


def _headings(written: Sequence[Line]) -> Iterator[tuple[str, int, int, int]]:
    """Yield title, number of the first line, and of the first line below, and level."""
    for number, line in enumerate(written):
        if (title := heading(line)) is not None:
            marks = line.text.lstrip(" ")
            yield title, number, number + 1, len(marks) - len(marks.lstrip("#"))
        elif _is_underlined(written, number):
            yield line.text.strip(), number, number + 2, 1 if "=" in written[number + 1].text else 2


def _is_underlined(written: Sequence[Line], number: int) -> bool:
    line, after = written[number], written[number + 1 : number + 2]
    if line.code or not line.text.strip() or _NO_TITLE.match(line.text) or _UNDERLINE.fullmatch(line.text):
        return False
    alone = number == 0 or not written[number - 1].text.strip() or heading(written[number - 1]) is not None
    return alone and any(_UNDERLINE.fullmatch(one.text) for one in after)
