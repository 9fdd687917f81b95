"""Find keys that say by a prefix whose they are, as those of most services do: `abc_` and letters at random.

The packs know the prefixes of many services; this is for all others.
"""

import re
from collections.abc import Iterator

from stages.anonymize.cues import places
from stages.anonymize.finding import POSSIBLE, Finding, Subject
from stages.anonymize.unspoken import unspoken

FORM = r"[A-Za-z]{2,10}(?:[_-][A-Za-z0-9]{1,8}){0,2}[_-][A-Za-z0-9_-]{20,300}"
CUE = (r"\b[A-Za-z]{2,10}[_-](?:[A-Za-z0-9]{1,8}[_-]){0,2}[A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]{8}",)
OTHERS = re.compile(
    r"(?i)(?:sha\d*|md5|rev|commit|chunk|main|app|index|vendor|bundle|asset|image|img|layer|digest|etag|hash|id|uuid"
    r"|node|pod|run|build|job|test|icon|font|snapshot|version|release|jquery|ui)[_-]"
)
"""Prefixes of names of files, hashes and objects."""
TAIL = re.compile(r"[_-][a-z]{2,}\Z")
"""A word at the end, as names of files have."""
INSIDE = re.compile(r"[\w/+=.-]")
BEHIND = re.compile(r"[\w+/=-]|\.\w")
RANDOM = 0.5
"""Least share of what is in no word."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each key."""
    text = subject.text if subject.language != "path" else ""
    for start, end in places(text, FORM):
        if INSIDE.match(text, start - 1) if start else False:
            continue
        value = text[start:end]
        body = re.split(r"[_-]", value, maxsplit=1)[1]
        mixed = any(sign.isdigit() for sign in body) and any(sign.isalpha() for sign in body)
        if (
            mixed
            and not OTHERS.match(value)
            and not TAIL.search(value)
            and not BEHIND.match(text, end)
            and unspoken(body) >= RANDOM
        ):
            yield Finding(start, end, "secret.generic-api-key", "prefixed", POSSIBLE)
