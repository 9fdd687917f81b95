"""Read pairs of JSON in a text that breaks its grammar.

It may be a part of a file, have comments, commas at the end, or keys and strings without double quotes.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.anonymize.scalars.scalar import Scalar

TOKEN = re.compile(
    r"//[^\n]*|/\*(?:[^*]|\*(?!/)){0,500}\*/|\\."
    r"|\"(?P<double>(?:[^\"\\\n]++|\\.)*+)\"|'(?P<single>(?:[^'\\\n]++|\\.)*+)'|(?P<bare>[\w.$+-]+)|(?P<sign>[\[\]{},:])"
)

"""Strings are taken without a way back: 50 MB in one would take 7 GB."""


class Level(NamedTuple):
    """An object or a list that is open."""

    key: str
    holder: int
    """The object: this one, or the one around the list."""
    above: int
    is_list: bool


def scalars(text: str) -> Iterator[Scalar]:
    """Yield the values in order; one of a list has the key of the list."""
    levels = [Level("", 0, 0, False)]
    key, last = "", ""
    for token in TOKEN.finditer(text):
        sign, level = token["sign"], levels[-1]
        if sign == ":":
            key = last
        elif sign == "{":
            levels.append(Level(key, token.end(), level.holder, False))
        elif sign == "[":
            levels.append(Level(key, level.holder, level.above, True))
        elif sign in ("}", "]") and len(levels) > 1:
            levels.pop()
        elif token.lastgroup and not sign:
            last = token[token.lastgroup]
            start, end = token.span(token.lastgroup)
            if key and start < end:
                yield Scalar(key, _owner(levels), start, end, level.holder, level.above)
        if sign != ":":
            key = levels[-1].key if levels[-1].is_list else ""


def _owner(levels: list[Level]) -> str:
    return next((level.key for level in reversed(levels) if not level.is_list), "")
