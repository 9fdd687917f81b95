"""What an input or an output is put together from."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from stages.build.unit import Unit
from stages.build.world import World
from stages.core.records.span import Span

NAMED = re.compile(r"\{(\w+)(?::(\d+))?([?*]?)\}")
"""A piece, the characters it may take, a question mark when it may be missing, a star when it gives way."""


class Piece(NamedTuple):
    """A text and where it comes from."""

    text: str
    spans: tuple[Span, ...]


class Refusal(NamedTuple):
    """Why a recipe makes no record of a unit."""

    rule: str
    value: str
    threshold: str = ""


Maker = Callable[[Unit, World, int], Piece | Refusal]
"""Makes a piece of a unit, of at most so many characters where that can be."""


def within(items: Iterable[str], separator: str, most: int) -> str:
    """Return the items that fit, joined."""
    return separator.join(fitting(items, len(separator), most))


def fitting(items: Iterable[str], between: int, most: int) -> list[str]:
    """Return the items that stay within `most` characters, `between` of them between two; a long one gives
    way to others."""
    kept: list[str] = []
    size = 0
    for item in items:
        length = len(item) + (between if kept else 0)
        if size + length <= most:
            kept.append(item)
            size += length
    return kept
