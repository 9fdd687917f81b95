"""Say whether a value is made of anything but words: by its letters, not by a list of words."""

import re
from functools import lru_cache

from stages.anonymize.randomness import UUID, is_jumbled

SIGNS = re.compile(r"[\x21-\x7e]{4,4000}")
PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
"""A word, a number, or capitals."""
SPOKEN = re.compile(
    r"(?i)[bcdfghjklmnpqrstvwxz]{0,4}(?:[aeiouy]{1,3}[bcdfghjklmnpqrstvwxz]{1,4}){0,8}[aeiouy]{0,3}"
)
"""Letters that can be said, as those of nearly all words of Latin letters can."""
HEX = re.compile(r"(?i)(?=[^\s]*\d)(?=[^\s]*[a-f])[0-9a-f]{8,}")
LEAST = 3
"""Letters of a word; fewer say nothing."""
DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?(?:[T ][\d:.+Z-]+)?|[\d:.,/-]+|v?\d+(?:\.\w+)+")
CALLED = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)+(?:\(.*)?|[A-Za-z_$][\w$.]*[(\[{].*")
"""A member, a call or an element."""
SHARE = 0.7
"""Least share of what is in no word in a value that could be a path or a name."""
ODD = re.compile(r"[\d!@$%^&*+=~?]")
"""What stands in no name of words."""
PATH = re.compile(r"[\w.@~-]*(?:[/\\][\w.@*{}:-]+){1,20}/?")


def unspoken(value: str) -> float:
    """Return the share of the characters of `value` that are in no word, from 0 to 1."""
    if UUID.fullmatch(value) or HEX.fullmatch(value):
        return 1
    said = sum(len(piece) for piece in PIECE.findall(value) if len(piece) >= LEAST and _is_said(piece))
    return 1 - said / len(value)


def _is_said(piece: str) -> bool:
    return piece.isalpha() and bool(SPOKEN.fullmatch(piece))


@lru_cache(maxsize=4096)
def is_strange(value: str, least: int, share: float) -> bool:
    """Say whether `value` has letters and digits in no form of a name, date, path, member or call."""
    if len(value) < least or not SIGNS.fullmatch(value) or not any(map(str.isalpha, value)):
        return False
    if DATE.fullmatch(value) or CALLED.fullmatch(value):
        return False
    found = unspoken(value)
    if found < SHARE and ((PATH.fullmatch(value) and not is_jumbled(value)) or not ODD.search(value)):
        return False
    return found >= share
