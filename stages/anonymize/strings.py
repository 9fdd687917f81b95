"""Read strings that code joins (`phone = "138" + "12345678"`) as the one that they make, in their lines."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from stages.anonymize.around import around
from stages.anonymize.finding import Finding, Subject
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.seams import CONTINUED, JOINED, LISTED, signs_of

WITHIN = "@.:/_+=-"
"""Signs beside letters and digits that may stand within a value."""
STRINGS = re.compile(f"{JOINED}|{LISTED}|{CONTINUED}")


class Piece(NamedTuple):
    """A part of a text that is read."""

    lines: int
    """Number of the lines that it is of: a value does not reach over their end."""
    at: int
    """Where it stands among what is read."""
    start: int
    """Where it stands in the text."""


def _at(piece: Piece) -> int:
    return piece.at


class Strings(NamedTuple):
    """Lines of a text without what joins strings in them."""

    subject: Subject
    pieces: list[Piece]

    def whole(self, finding: Finding) -> Iterator[Finding]:
        """Yield a finding where it stands in the text, when it reaches over what joins strings."""
        ends = (finding.start, finding.end - 1)
        first, last = (self.pieces[bisect_right(self.pieces, place, key=_at) - 1] for place in ends)
        if first != last and first.lines == last.lines:
            start, end = finding.start - first.at + first.start, finding.end - last.at + last.start
            yield finding._replace(start=start, end=end)


@lru_cache(maxsize=8)
def behind(lexicon: Lexicon) -> str:
    """Return a pattern for what stands behind a seam within a value or a name, for RE2."""
    return rf"{signs_of(lexicon)}|[\p{{L}}\p{{N}}{WITHIN}]"


def strings(subject: Subject) -> Iterator[Strings]:
    """Yield the lines of a text in which strings are joined within a word; nothing where there are none."""
    parts = list(_parts(subject))
    if parts:
        pieces, read = list[Piece](), ""
        for lines, start, end in parts:
            read += "\n" * (bool(pieces) and pieces[-1].lines != lines)
            pieces.append(Piece(lines, len(read), start))
            read += subject.text[start:end]
        yield Strings(subject._replace(text=read), pieces)


def _parts(subject: Subject) -> Iterator[tuple[int, int, int]]:
    """Yield the parts of lines before, between and behind seams: the number of the lines, start and end."""
    text, number, start, stop = subject.text, -1, 0, 0
    for begin, end, pair in subject.seams:
        if all(sign.isalnum() or sign in WITHIN for sign in pair) and STRINGS.fullmatch(text, begin, end):
            if begin > stop:
                if number >= 0:
                    yield number, start, stop
                number, start = number + 1, max(around(text, begin, end)[0], stop)
            yield number, start, begin
            start, stop = end, around(text, begin, end)[1]
    if number >= 0:
        yield number, start, stop
