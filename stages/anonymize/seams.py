"""Read over what cuts a word and is no part of it: signs without width, breaks, joined strings, tags.

Known limits: pieces in two variables, in two elements, or with a comma between them where no call joins them
and they are no signs in quotes of their own; of a sign in a list, what is no letter and no digit stays.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from stages.anonymize.cues import places
from stages.anonymize.finding import Seam
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.written import plain, written_forms, written_like

UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
"""Signs without width, as a class of a pattern (Unicode 15: Default_Ignorable_Code_Point)."""
_HEX = "00ad|034f|061c|180e|200[b-f]|202[a-e]|206[0-46-9]|fe0[0-9a-f]|feff"
_DECIMAL = "173|847|1564|6158|820[3-7]|823[4-8]|828[89]|829[0-24-7]|6502[4-9]|6503[0-9]|65279"
CODED = (
    r"(?i:&(?:shy|zwn?j|zerowidthspace|nobreak|lrm|rlm);"
    rf"|&#0*(?:{_DECIMAL});|&#x0*(?:ad|{_HEX.replace('00ad', '0ad')});"
    rf"|\\{{1,8}}u+(?:{_HEX})|\\u\{{0*(?:ad|{_HEX})\}}|\\{{1,2}}xad"
    r"|%c2%ad|%e2%80%(?:8[b-f]|a[a-e])|%e2%81%a[0-46-9]|%ef%bb%bf|</?wbr ?/?>)"
)
"""The same by their names and numbers."""
REMARK = r"(?:/\*[^*\n]{0,80}\*/|(?://|#|--)[^\n]{0,80}\n)"
SPACE = rf"(?:[ \t\r\n]|\\\r?\n|{REMARK})*"
QUOTE = r"\\?(?:\"\"\"|'''|[\"'`])"
OPERATOR = r"(?:\+|\.\.?|\|\||&|~|<<|<>|\.(?:append|concat|plus)\()"
JOINED = (
    rf"{QUOTE}(?:(?:{SPACE}\))*{SPACE}{OPERATOR}(?:{SPACE}\()*{SPACE}|(?:[ \t\r\n]|\\\r?\n){SPACE})"
    rf"(?:[rRbBuUfFLNE@$]{{1,2}})?{QUOTE}|\"\"|''|``|[$#]?\{{[\"']|[\"']\}}"
)
"""The end of a string, and the beginning of the next one that is joined to it, with a sign or without; the
border of a string within another one."""
LISTED = rf"{QUOTE}{SPACE},{SPACE}{QUOTE}"
CALL = r"(?i:\b(?:concat(?:_ws)?!?|join|s?printf|format!?|strcat)[ ]?\(|\][ ]?\.join\()"
"""A call that joins strings with a comma between them, up to its bracket."""
SIGN = r"(?:'(?:[^'\\\n]|\\.)'|\"(?:[^\"\\\n]|\\.)\")"
SIGNS = rf"(?:rune|byte)?[{{(\[][ \t\r\n]*{SIGN}[ \t\r\n]*,"
"""The bracket of a list of signs, and its first one: together they may be a text."""
LISTED_SIGNS = re.compile(rf"\w*[{{(\[]\s*{SIGN}(?:\s*,\s*{SIGN}){{3,}}")
ARGUMENTS = re.compile(r"\([^()]{1,300}\)")
ELEMENTS = re.compile(r"\[[^\[\]]{1,300}\Z")
CONTINUED = r"\\\r?\n[ \t]*"
WRAPPED = rf"{CONTINUED}|-\r?\n[ \t]*(?:(?:\*|//|#|>)[ \t]+)?"
"""The break of a line that goes on, and that of a word with a hyphen."""
INLINE = (
    r"\*\*(?:\\ )?|~~"
    r"|</?(?:a|b|big|code|em|font|i|mark|s|small|span|strong|sub|sup|tt|u)(?:[ \t][^<>\n]{0,200})?>"
)
"""Signs of Markdown and tags of HTML for a part of a line."""
BESIDE = r"(?:[;}@]|[A-Za-z0-9][-_. ]?|[^\x00-\x7f][-_. ]?)"
"""What may stand before a seam within a value: a letter, the end of a coded one, the sign of a mail
address, or a gap behind a letter."""
ONE = f"[{UNSEEN}]|{CODED}|{JOINED}|{WRAPPED}|{INLINE}"
SEAM = re.compile(f"(?:{ONE}|{LISTED})+")
WRAP = r"[ \t]*\r?\n[ \t]*(?:(?:\*|//|#|>)[ \t]+)?"
"""The break of a line between two words, with the sign of a comment or a quotation on the next one."""
IN_LINE = "[-_. ·・－＿．　\\t\u00a0]|&nbsp;|&#160;"
GAP = re.compile(f"{WRAP}|{IN_LINE}")
"""What may stand between two words of a name, or two signs of a Chinese one."""
BREAK = re.compile(f"{GAP.pattern}|/")
"""The same of a name of the company, of which each word may be a folder: `foo/bank` as `foo.bank`."""
ANY = rf"[\p{{L}}\p{{N}}\\&%]|{IN_LINE}"
"""What may stand behind a seam within any name."""
STITCH = re.compile(f"((?:{CODED}|{JOINED}|{LISTED}|{WRAPPED}|{INLINE})+)")
"""What stands between two leaves, or within one, and is seen."""
WORD = re.compile(f"({GAP.pattern}|(?<=[a-z0-9])(?=[A-Z]))")
"""What is between two words of a name, in camel case nothing."""
_COMMA, _LIST = re.compile(f"({LISTED})"), re.compile(f"{CALL}|{SIGNS}")
_LENGTH = re.compile(r"\{0,\d+\}")
_UNSEEN = re.compile(f"[{UNSEEN}]")
GAPS, CODE_ENDS, CODE_BEGINS = "-_. ", (";", "}"), ("\\", "&", "%")
REACH = 301
"""Characters before the end of a list in which it begins."""
LEAST_PIECE = 3
"""Letters of each piece of a word that is cut: `stage` is not in `s_tage` and `st_age`."""


class Reading(NamedTuple):
    """A text with or without its seams."""

    text: str
    seams: Sequence[int]
    """Characters of `text` before each seam that was left out, in order."""
    lengths: Sequence[int]
    """Characters that were left out up to and with each seam."""

    def spans(self, found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield where in the raw text each of `found` stands; without seams, only what reaches over one."""
        for start, end in found:
            first, last = bisect_right(self.seams, start), bisect_left(self.seams, end)
            if not self.seams:
                yield start, end
            elif first < last:
                yield start + (self.lengths[first - 1] if first else 0), end + self.lengths[last - 1]


def readings(text: str, names: tuple[str, ...], seams: Iterable[Seam]) -> list[Reading]:
    """Return a text as it is, and, where one of `names` may reach over one of its seams, without these."""
    whole = Reading(text, [], [])
    known = _pairs(names)
    cuts = [(start, end) for start, end, pair in seams if pair in known or _may_join(pair)] if known else []
    if not cuts:
        return [whole]
    lengths = list(accumulate(end - start for start, end in cuts))
    places = [start - before for (start, _), before in zip(cuts, [0, *lengths], strict=False)]
    borders = [0, *(place for cut in cuts for place in cut), len(text)]
    kept = [text[start:end] for start, end in zip(borders[::2], borders[1::2], strict=True)]
    return [whole, Reading("".join(kept), places, lengths)]


def seams_of(text: str, behind: str) -> list[Seam]:
    """Return the seams of a text behind which one of the signs stands that a pattern says."""
    found = sorted({span for place in places(text, _pattern(behind)) for span in _at(text, *place)})
    return [(start, end, (text[start - 1 : start] + text[end : end + 1]).lower()) for start, end in found]


@lru_cache(maxsize=8)
def _pattern(behind: str) -> str:
    """Return a pattern of RE2 for seams with what stands beside them, one sign between two; or for a call or
    list in which there may be some.

    Remarks and tags may be of any length: an automaton has a state for each sign that it counts.
    """
    return _LENGTH.sub("*", f"{BESIDE}(?:(?:{ONE})+(?:{behind})[-_. ]?)+|{CALL}|{SIGNS}")


@lru_cache(maxsize=8)
def signs_of(lexicon: Lexicon) -> str:
    """Return a pattern for the signs of all names in any way of writing, and for gaps: what stands behind a
    seam within a name."""
    names = "".join((*lexicon.terms, *lexicon.mined, *lexicon.persons)).lower()
    return f"(?i:{'|'.join([*map(written_forms, sorted(set(GAP.sub('', names)))), IN_LINE])})"


def _at(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the seams between signs; of a call or list, those between its strings."""
    if call := _LIST.match(text, start, end):
        return [comma.span() for comma in _COMMA.finditer(text, *_listed(text, *call.span()))]
    return [seam.span() for seam in SEAM.finditer(text, start + 1, end)]


def _listed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the strings of a call or list stand: in its brackets, or in those of the list that it
    joins."""
    if text[end - 1] == ",":
        signs = LISTED_SIGNS.match(text, start)
        return signs.span() if signs else (end, end)
    if text[start] == "]":
        elements = ELEMENTS.search(text, max(0, start - REACH), start)
        return (elements.start(), end) if elements else (end, end)
    arguments = ARGUMENTS.match(text, end - 1)
    return (start, arguments.end()) if arguments else (end, end)


@lru_cache(maxsize=8)
def _pairs(names: tuple[str, ...]) -> frozenset[str]:
    """Return the signs of ASCII that may stand beside a seam within one of the names: two neighbours, or one
    of them and a gap."""
    pairs = set[str]()
    for name in names:
        words = [word for word in GAP.split(name.lower()) if word]
        letters = "".join(words)
        gaps = set(accumulate(map(len, words[:-1]))) or range(LEAST_PIECE, len(letters) - LEAST_PIECE + 1)
        pairs |= {before + behind for before, behind in pairwise(letters)}
        pairs |= {letters[place - 1] + gap for place in gaps for gap in GAPS}
        pairs |= {gap + letters[place] for place in gaps for gap in GAPS}
    return frozenset(pairs)


@lru_cache(maxsize=4096)
def _may_join(pair: str) -> bool:
    return not pair.isascii() or pair[:1] in CODE_ENDS or pair[1:] in CODE_BEGINS


def bare(value: str) -> str:
    """Return a value without its seams."""
    return SEAM.sub("", value)


def sewn(value: str, word: str) -> str:
    """Return `word` with the seams of `value` at the same shares of its length; signs without width go."""
    parts = re.split(f"({SEAM.pattern})", value)
    made = dealt(parts[::2], word)
    seams = [_UNSEEN.sub("", seam) for seam in parts[1::2]]
    return "".join(piece + seam for piece, seam in zip(made, [*seams, ""], strict=True))


def dealt(parts: Sequence[str], word: str) -> list[str]:
    """Return `word` in as many pieces as there are parts, each in the way of writing of its part; between
    words where the parts are."""
    whole = [plain(part) for part in parts]
    place = _places(WORD.split("".join(whole)), WORD.split(word))
    borders = [0, *(place(end) for end in accumulate(map(len, whole)))]
    return [written_like(part, word[a:b]) for part, (a, b) in zip(parts, pairwise(borders), strict=True)]


def _places(old: list[str], new: list[str]) -> Callable[[int], int]:
    """Return what says where a place of old words is in new ones: at the same share of the same word."""
    if len(old) != len(new):
        old, new = ["".join(old)], ["".join(new)]
    olds, news = [0, *accumulate(map(len, old))], [0, *accumulate(map(len, new))]

    def place(at: int) -> int:
        number = max(0, bisect_left(olds, at) - 1)
        share = at - olds[number]
        return news[number] + len(new[number]) * share // max(1, len(old[number]))

    return place
