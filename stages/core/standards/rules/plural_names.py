"""A collection is named in the singular: `/order/{id}`. Zalando 134.

Only a segment before a parameter that picks one of several (`{id}`, `{orderNo}`) is a collection for sure.
Names without plural and irregular ones (PLURALS) are none, nor is a segment that says what is done
(`/detail/{id}`), one that names its parameter (`/name/{name}`), or one that is no English word. Known
problem: `/avatar/{size}`, where the parameter picks a form of one thing. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import VERBS, places, tokens

PLURALS = frozenset(
    (
        "children", "criteria", "data", "equipment", "feedback", "feet", "geese", "hardware",
        "history", "indices", "info", "information", "inventory", "media", "men", "metadata",
        "mice", "money", "music", "news", "people", "schemata", "software", "staff", "stock",
        "teeth", "traffic", "waste", "weather", "women", "by", "in", "of", "on", "for", "to", "from", "me",
        "latest", "current", "api", "rest", "v",
    )
)  # fmt: skip
ACTIONS = frozenset(
    (
        "add", "all", "cancel", "check", "count", "detail", "edit", "export", "fetch", "find",
        "hello", "import", "info", "list", "load", "login", "logout", "page", "query", "read",
        "recommend", "remove", "run", "save", "search", "select", "send", "sort", "start", "status",
        "stop", "tree", "upload", "view",
    )
)  # fmt: skip
"""Words that say what is done: such a segment is no collection."""

_KEY = re.compile(r".*(?:id|no|num|number|code|key|name|sku|uuid|slug)", re.IGNORECASE)
_COLLECTION = re.compile(r"/?([^/{}]+)/\{([^/{}:]+)[^/{}]*\}")


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each path with such a collection."""
    named = [(place, _COLLECTION.findall(place.path)) for place in places(answer)]
    wrong = [
        (place, [segment for segment, key in found if _is_singular(segment, key)]) for place, found in named
    ]
    return [Finding(place.unit, segments[0], place.line) for place, segments in wrong if segments]


def _is_singular(segment: str, key: str) -> bool:
    words = tokens(segment)
    if not words or not (words[-1].isascii() and words[-1].isalpha()) or not _KEY.fullmatch(key):
        return False
    if segment.lower() == key.lower():
        return False
    return not _is_plural(words[-1]) and (ACTIONS | VERBS).isdisjoint(words)


def _is_plural(word: str) -> bool:
    return word in PLURALS or (word.endswith("s") and not word.endswith("ss"))
