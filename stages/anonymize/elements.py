"""Read lists of signs and of bytes (`{'h', 'u'}`, `{0x68, 0x75}`) as the texts that they are.

Known limit: an initialization vector under a name that says no more (`iv`) is none.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from stages.anonymize.cues import places
from stages.anonymize.key_values import is_literal, is_name

ELEMENT = re.compile(
    r"(?:\(?byte\)\s{0,9})?"
    r"(?:[bBuL]?(?P<quote>[\"'])(?P<sign>\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{1,3}|.)|[^\\\n])(?P=quote)"
    r"|-?(?P<prefix>0[xX](?=[0-9a-fA-F]))?(?P<digits>(?(prefix)[0-9a-fA-F]+|\d+))"
    r"(?:\.toByte\(\)|[uU]?[lL]{0,2}|[ui]8|n)\b)"
)
"""A sign in quotes, or a number."""
NEXT = re.compile(r"\s{0,200},\s{0,200}")
BEGIN = re.compile(
    r"[\"'`)]{0,2}(?:[ \t]*\[\w{0,20}\]){0,2}(?:[ \t]*:[ \t]*[&\w\[\]<>;? ]{1,40}?)?"
    r"[ \t]*(?::=|=>?|:|,|\()\s{0,80}&?(?:new[ \t]+)?[\w.\[\]<>]{0,40}[ \t]*[\[({]{1,3}\s{0,80}"
)
"""What stands between the name of a list and its first element."""
TYPE = re.compile(r"(?i)byte|char|rune|u8|uint8|octet|buffer|aes|hmac|secret|crypt")
"""What says of numbers that they are bytes, or of a key that it is no key of a keyboard."""
NAMED = re.compile(
    r"(?i)(?:key|iv|salt|secret|pass(?:word|wd|phrase|code)?|pwd|pw|token|nonce|credential|密码|密钥)s?"
    r"(?:_?(?:bytes?|data|arr(?:ay)?|buf(?:fer)?|chars?|value|raw|hex|const|spec|protection|\d{1,4}))?_?\Z"
)
"""What the name of such a list ends with."""
ARRAY_CUE = r"(?:(?:char|new)\[\] ?\{|(?:charArrayOf|Array)\()\s*'"
"""A list of signs up to the quote of the first one."""
TAKES = re.compile(
    r"(?i)key_?store|trust_?store|\bks\b|key_?manager|\bkmf\b|pass|pwd|credential|secret|\bpbe|login|unlock|authenticat"
)
"""What says in a call that it takes a password: `keyStore.load(in, new char[]{'s', …})`."""
STATEMENT = re.compile(r"[;{}]")
PUBLIC = re.compile(r"(?i)pub(?:lic)?[_.-]?\Z")
ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-7]{1,3})|(.))")
LEAST_SIGNS, LEAST_BYTES, MOST = 6, 8, 1024
"""Elements of a password, of a key, and of the longest key."""
LOOKED_AT, DISTINCT = 16, 6
"""First elements, and how many of them differ at least: in tables and buffers fewer do."""
REACH, CALL = 40, 160
"""Characters before a name in which its type stands, and before a list in which its call begins."""
END = r"\0"
"""What ends a text in C."""
SIGN, ZERO = "x", "0"
"""What takes the place of a sign and of a number: how many there are, stays."""


class Part(NamedTuple):
    """A piece of a text and what takes its place."""

    start: int
    end: int
    text: str


def place_of_secret(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of the list behind the name at `start:end` that spells a password or a key."""
    begin = BEGIN.match(text, end)
    found = list(_elements(text, begin.end())) if begin else []
    if len(found) < LEAST_SIGNS or not NAMED.search(text, start, end):
        return None
    before = text[max(0, start - REACH) : start]
    said = "".join(map(_said, found)).rstrip("\0")
    if PUBLIC.search(before) or len(found) > MOST or _is_table(said):
        return None
    if all(one["sign"] for one in found):
        is_secret = len(said) >= LEAST_SIGNS and is_literal(said) and not is_name(said, text[start:end])
    else:
        typed = TYPE.search(before + text[start : found[0].start()]) or any(one["prefix"] for one in found)
        is_secret = len(said) >= LEAST_BYTES and bool(typed) and max(said) <= "\xff"
    return (found[0].start(), found[-1].end()) if is_secret else None


def places_in_calls(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of lists of signs that have no name, in calls that take a password."""
    for start, end in places(text, ARRAY_CUE):
        before = STATEMENT.split(text[max(0, start - CALL) : start])[-1]
        found = list(_elements(text, end - 1)) if TAKES.search(before) else []
        if len(found) >= LEAST_SIGNS and _is_spelled(found):
            yield found[0].start(), found[-1].end()


def _is_spelled(found: list[re.Match[str]]) -> bool:
    """Say whether signs spell what can be a secret."""
    said = "".join(map(_said, found)).rstrip("\0")
    is_text = all(one["sign"] for one in found) and LEAST_SIGNS <= len(said) <= MOST
    return is_text and is_literal(said) and not _is_table(said)


def blanked(written: str) -> list[Part]:
    """Return what takes the place of each element of a list, or of a number; nothing when `written` is
    something else."""
    found = list(_elements(written, 0))
    if not found or found[-1].end() != len(written) or not (len(found) > 1 or found[0]["prefix"]):
        return []
    return [
        Part(*one.span("sign"), SIGN) if one["sign"] else Part(*one.span("digits"), ZERO)
        for one in found
        if one["sign"] != END
    ]


def _elements(text: str, place: int) -> Iterator[re.Match[str]]:
    one = ELEMENT.match(text, place)
    while one:
        yield one
        gap = NEXT.match(text, one.end())
        one = ELEMENT.match(text, gap.end()) if gap else None


def _said(one: re.Match[str]) -> str:
    """Return the sign that an element is; of a number that is no byte, one that is in no text."""
    if one["sign"]:
        return ESCAPE.sub(_escaped, one["sign"])
    number = int(one["digits"], 16 if one["prefix"] else 10)
    return chr(number) if number <= 0xFF else chr(0x10FFFF)


def _escaped(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else chr(int(escape[3], 8)) if escape[3] else escape[4]


def _is_table(said: str) -> bool:
    """Say whether elements follow each other as in an alphabet, or are alike as in a buffer."""
    steps = [ord(after) - ord(before) for before, after in pairwise(said)]
    follows = sum(step == 1 for step in steps) > len(steps) // 2
    return follows or len(set(said[:LOOKED_AT])) < min(DISTINCT, len(said) - 1)
