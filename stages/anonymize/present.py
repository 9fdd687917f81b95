"""Say which of many names stand in a text, in one pass over it."""

import re
from functools import lru_cache

from stages.anonymize.cues import standing
from stages.anonymize.written import CODED, is_han

GAP = re.compile(r"[\s._-]")
"""What may stand otherwise, or not at all, between the words of a name."""


def present(names: tuple[str, ...], text: str) -> list[str]:
    """Return the `names` of which the first word stands in `text`, in any case, in their order.

    A Chinese name counts also where it may be written in codes.
    """
    found = standing(text, _cues(names)) if names else frozenset()
    is_coded = len(names) in found
    return [name for place, name in enumerate(names) if place in found or (is_coded and is_han(name))]


@lru_cache(maxsize=8)
def _cues(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return cues of the names, and behind them one of what is written in codes."""
    return *(f"(?i){re.escape(GAP.split(name)[0])}" for name in names), CODED
