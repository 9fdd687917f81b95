"""Read lines with signs that are written as escapes (`"\\u7535\\u8bdd13912345678"`) as what they say.

What stands beside an escape is beside a letter of it, and words above ASCII that say what a value is are not
seen. Of a long line what stands around its escapes is read, so that one of them is not the price of a whole
minified file. Known limit: of what is percent-encoded or written as bytes, ASCII and signs of three bytes are
read.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from stages.anonymize import alike
from stages.anonymize.cues import places
from stages.anonymize.finding import Finding, Subject
from stages.anonymize.written import AMPERSAND, HAN_OCTAL, LETTER_OCTAL, NAMED, PERCENT, SLASH, signs

CUE = (
    r"\\u\{?[0-9A-Fa-f]{2}|\\U0|\\x[2-7Ee{][0-9A-Fa-f]|&(?:amp;)?#[xX]?[0-9]"
    r"|%[2-7][0-9A-Fa-f]|%[Ee][3-9]%[89ABab][0-9A-Fa-f]|=[Ee][3-9]=[89ABab]"
    rf"|\\{LETTER_OCTAL}|\\{HAN_OCTAL[0]}\\|&(?:amp;)?{NAMED};|{alike.CUE}"
)
LINES = rf"(?:[^\n]*(?:{CUE})[^\n]*\n?)+"
"""Lines with escapes below each other: tables of them have many."""
UNIT = 6
"""Characters of an escape such as \\u7535."""
CODES = (
    r"\\u(?P<run>[0-9A-Fa-f]{4})(?:\\u[0-9A-Fa-f]{4})*"
    rf"|\\[ux]\{{[0-9A-Fa-f]{{1,6}}\}}|{SLASH}u+[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}}"
    rf"|{AMPERSAND}#(?:[xX][0-9A-Fa-f]{{1,6}}|[0-9]{{1,7}});|{AMPERSAND}{NAMED};"
    rf"|{PERCENT}[2-7][0-9A-Fa-f]|{PERCENT}[Ee][3-9](?:{PERCENT}[89ABab][0-9A-Fa-f]){{2}}"
    rf"|=[Ee][3-9](?:=[89ABab][0-9A-Fa-f]){{2}}"
    rf"|{SLASH}x(?:[2-7][0-9A-Fa-f]|[Ee][3-9](?:{SLASH}x[89ABab][0-9A-Fa-f]){{2}})"
    rf"|{SLASH}{LETTER_OCTAL}|{SLASH}{HAN_OCTAL[0]}(?:{SLASH}{HAN_OCTAL[1]}){{2}}"
)
"""Each begins with a sign of its own: no others are tried in a line of ASCII."""
CODE = re.compile(CODES)
SIGN = re.compile(rf"{CODES}|(?P<number>{alike.NUMBER})|(?P<alike>{alike.SIGN})")
LONG, REACH = 4000, 1000
"""Characters of a line that is read whole, and those around an escape that are read of a longer one."""
BORDER = re.compile(r"[^\w+/=.@-]")
NOTHING = "\ufffd"
"""What stands for a half of a pair, or for a number of no sign."""


class Piece(NamedTuple):
    """A part of a text that is read."""

    at: int
    """Where it stands among what is read."""
    start: int
    """Where it stands in the text."""
    length: int
    """Characters in the text of each of its signs: of an escape all, else one."""


class Escaped(NamedTuple):
    """Lines of a text with their escapes as the signs that they are."""

    subject: Subject
    pieces: list[Piece]

    def whole(self, finding: Finding) -> Finding:
        """Return a finding where it stands in the text."""
        start, _ = self._place(finding.start)
        last, length = self._place(finding.end - 1)
        return finding._replace(start=start, end=last + length)

    def _place(self, at: int) -> tuple[int, int]:
        piece = self.pieces[bisect_right(self.pieces, at, key=_at) - 1]
        return piece.start + (at - piece.at) * piece.length, piece.length


def _at(piece: Piece) -> int:
    return piece.at


def escaped(subject: Subject) -> Iterator[Escaped]:
    """Yield the lines of a text in which a sign is escaped; nothing where there is none."""
    pieces, read, at = list[Piece](), list[str](), 0
    for start, length, said in _parts(subject.text):
        pieces.append(Piece(at, start, length))
        read.append(said)
        at += len(said)
    if pieces:
        yield Escaped(subject._replace(text="".join(read)), pieces)


def _parts(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of lines with escapes: where each begins, the length of its signs, and what it says."""
    some = (lines for block in places(text, LINES) for lines in _lines(text, *block))
    for start, end in (part for lines in some for part in _near(text, *lines)):
        begin = start
        sign = CODE if text[start:end].isascii() else SIGN
        for match in sign.finditer(text, start, end):
            if match.start() > begin:
                yield begin, 1, text[begin : match.start()]
            yield match.start(), _length(match), _said(match)
            begin = match.end()
        if begin < end:
            yield begin, 1, text[begin:end]
        if end < len(text) and text[end - 1] != "\n":
            yield end, 1, "\n"


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield lines, as many together as have LONG characters; a longer one alone."""
    while start < end:
        last = text.rfind("\n", start, min(start + LONG, end)) + 1 or text.find("\n", start, end) + 1 or end
        yield start, last
        start = last


def _near(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield lines; of a long one the parts around its escapes, from a border of words to another one."""
    if end - start <= LONG:
        yield start, end
        return
    first = last = start
    for escape, behind in places(text[start:end], CUE):
        begin = _border(text, start + escape - REACH, start + escape) if escape > REACH else start
        if begin > last:
            yield first, last
            first = begin
        last = min(end, _border(text, start + behind + REACH, start + behind + 2 * REACH))
    yield first, last


def _border(text: str, start: int, end: int) -> int:
    border = BORDER.search(text, start, end)
    return border.end() if border else end


def _length(match: re.Match[str]) -> int:
    """Return the characters of each sign of a match."""
    return UNIT if match.lastgroup == "run" else 1 if match.lastgroup == "number" else len(match[0])


def _said(match: re.Match[str]) -> str:
    """Return what a run of escapes says, or one of another kind."""
    if match.lastgroup == "number":
        return match[0].translate(alike.COUNTED)
    if match.lastgroup == "alike":
        return alike.sign(match[0])
    if match.lastgroup != "run":
        return _seen(signs(match[0]))
    said = match[0].encode().decode("unicode_escape")
    return said if said.isprintable() else "".join(map(_seen, said))


def _seen(sign: str) -> str:
    return sign if len(sign) == 1 and (sign.isprintable() or sign.isspace()) else NOTHING
