"""Say which of many names stand in a text, and where, in one pass over it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import re2  # type: ignore[import-untyped]

from stages.anonymize.written import CODED, is_han

GAP = re.compile(r"[\s._-]")
"""What may stand otherwise, or not at all, between the words of a name."""
MOST_KNOWN = 1000
"""Chinese names of a text that are looked for in it again, at most."""


def present(names: tuple[str, ...], standing: frozenset[str]) -> list[str]:
    """Return the `names` of which the first word stands in a text, in any case, in their order.

    `standing` are those of `cues_of` that match there. A Chinese name counts also where it may be written in
    codes.
    """
    cues, is_coded = cues_of(names), CODED in standing
    return [
        name for name, cue in zip(names, cues, strict=False) if cue in standing or (is_coded and is_han(name))
    ]


@lru_cache(maxsize=8)
def cues_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cues of names, and behind them one of what is written in codes; none without names."""
    return (*(f"(?i){re.escape(GAP.split(name)[0])}" for name in names), CODED) if names else ()


def again(names: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of Chinese names of three signs and more: two may be a word."""
    known = sorted(name for name in names if len(name) > 2)[:MOST_KNOWN]
    yield from (match.span() for match in re2.finditer("|".join(known), text)) if known else ()
