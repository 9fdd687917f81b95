"""Say which of many names stand in a text, in one pass over it."""

import re
from functools import cache

from stages.anonymize.cues import compiled, standing
from stages.anonymize.written import CODED, is_han

GAP = re.compile(r"[\s._-]")
"""What may stand otherwise, or not at all, between the words of a name."""


def present(names: tuple[str, ...], text: str) -> list[str]:
    """Return the `names` of which the first word stands in `text`, in any case, in their order.

    A Chinese name counts also where it may be written in codes.
    """
    if not names:
        return []
    found = standing(text, _first_words(names))
    escapes = compiled(CODED).search(text)
    return [name for place, name in enumerate(names) if place in found or (escapes and is_han(name))]


@cache
def _first_words(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"(?i){re.escape(GAP.split(name)[0])}" for name in names)
