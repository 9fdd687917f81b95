"""A collection is named in the singular: `/order/{id}`. Zalando 134.

Only a segment before a parameter is a collection for sure; names without plural and irregular ones (PLURALS) are
none, nor is a segment that is no English word. Known problem: `/users/me/avatar/{size}`, where the parameter
picks a form of one thing. Threshold: none.
"""

import re

from stages.gate.finding import Finding, Measured
from stages.gate.paths import places, tokens

PLURALS = frozenset(
    (
        "children", "criteria", "data", "equipment", "feedback", "feet", "geese", "hardware", "history", "indices",
        "info", "information", "inventory", "media", "men", "metadata", "mice", "money", "music", "news", "people",
        "schemata", "software", "staff", "stock", "teeth", "traffic", "weather", "women",
        "by", "in", "of", "on", "for", "to", "from", "me", "latest", "current", "api", "rest", "v",
    )
)  # fmt: skip
_COLLECTION = re.compile(r"/([^/{}]+)/\{[^/{}]+\}")


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding for each path with such a collection."""
    named = (
        (place.unit, next(filter(_is_singular, _COLLECTION.findall(place.path)), ""))
        for place in places(sample)
    )
    return [Finding(unit, segment) for unit, segment in named if segment]


def _is_singular(segment: str) -> bool:
    words = tokens(segment)
    return bool(words) and words[-1].isascii() and words[-1].isalpha() and not _is_plural(words[-1])


def _is_plural(word: str) -> bool:
    return word in PLURALS or (word.endswith("s") and not word.endswith("ss"))
