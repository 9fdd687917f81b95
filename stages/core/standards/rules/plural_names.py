"""A collection is named in the singular: `/order/{id}`. Zalando 134.

Only a segment before a parameter that picks one of it (`/order/{id}`, `/order/{orderNo}`,
`/order-item/{itemId}`) is a collection for sure: in `/download/{tableName}` and `/column/{tableId}` another
thing is picked. Names without plural and irregular ones (PLURALS) are none, nor is a segment that says what
is done (`/detail/{id}`, `/clearCache/{id}`), or one that is no English word. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import VERBS, keyed, places, tokens

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
        "activate", "add", "all", "approve", "archive", "assign", "bind", "cancel", "change", "check",
        "clear", "close", "confirm", "copy", "count", "detail", "disable", "download", "edit", "enable",
        "exclude", "execute", "export", "fetch", "find", "finish", "gen", "generate", "hello", "import",
        "info", "init", "list", "load", "lock", "login", "logout", "mark", "move", "open", "page", "pay",
        "preview", "print", "publish", "push", "query", "read", "recommend", "reject", "remove", "rename",
        "reset", "restore", "retry", "revoke", "run", "save", "search", "select", "send", "sort", "start",
        "status", "stop", "submit", "switch", "sync", "synch", "toggle", "tree", "unbind", "unlock",
        "upload", "verify", "view",
    )
)  # fmt: skip
"""Words that say what is done: such a segment is no collection."""

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
    picked = keyed(key)
    if not words or not (words[-1].isascii() and words[-1].isalpha()) or picked is None:
        return False
    if segment.lower() == key.lower() or not "".join(words).endswith(picked):
        return False
    return not _is_plural(words[-1]) and (ACTIONS | VERBS).isdisjoint(words)


def _is_plural(word: str) -> bool:
    return word in PLURALS or (word.endswith("s") and not word.endswith("ss"))
