"""Find keys that say by a prefix whose they are, as those of most services do: `abc_` and letters at random.

The packs know the prefixes of many services; this is for all others.
"""

import re
from collections.abc import Iterator

from stages.anonymize.cues import places
from stages.anonymize.finding import POSSIBLE, Finding, Subject
from stages.anonymize.unspoken import unspoken

PREFIXED = r"[A-Za-z0-9][_-][A-Za-z0-9_-]{20}"
CUE = (r"(?:^|[^A-Za-z0-9_-])[_-]*[A-Za-z0-9]+[_-][A-Za-z0-9_-]{20}",)
"""The same of the first `_` of a word, for RE2 to count once in a word."""
FORM = re.compile(r"[A-Za-z]{2,10}(?:[_-][A-Za-z0-9]{1,8}){0,2}[_-][A-Za-z0-9_-]{20,300}")
SIGNS = re.compile(r"[A-Za-z0-9_-]*")
REACH = 40
"""Characters of a prefix."""
OTHERS = re.compile(
    r"(?i)(?:sha\d*|md5|rev|commit|chunk|main|app|index|vendor|bundle|asset|image|img|layer|digest|etag|hash|id|uuid"
    r"|node|pod|run|build|job|test|icon|font|snapshot|version|release|jquery|ui)[_-]"
)
"""Prefixes of names of files, hashes and objects."""
DIGIT, LETTER = re.compile(r"[0-9]"), re.compile(r"[A-Za-z]")
TAIL = re.compile(r"[_-][a-z]{2,}\Z")
"""A word at the end, as names of files have."""
NAME = re.compile(r"[A-Z0-9]+(?:_[A-Z0-9]+){3,}|[a-z0-9]+(?:_[a-z0-9]+){3,}")
"""A name in code of four and more words, as of a cipher suite."""
INSIDE = re.compile(r"[\w/+=.-]")
BEHIND = re.compile(r"[\w+/=-]|\.\w")
RANDOM = 0.5
"""Least share of what is in no word."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each key."""
    text, done = subject.text if subject.language != "path" else "", 0
    for place, behind in places(text, PREFIXED):
        if place >= done:
            start = _begin(text, place)
            match = SIGNS.match(text, start)
            done = match.end() if match else behind
            if _is_key(text, start, done):
                yield Finding(start, done, "secret.generic-api-key", "prefixed", POSSIBLE)


def _begin(text: str, place: int) -> int:
    signs = SIGNS.match(text[max(0, place - REACH) : place][::-1])
    return place - signs.end() if signs else place


def _is_key(text: str, start: int, end: int) -> bool:
    value = text[start:end]
    body = re.split(r"[_-]", value, maxsplit=1)[-1]
    mixed = DIGIT.search(body) and LETTER.search(body)
    if not mixed or not FORM.fullmatch(value) or NAME.fullmatch(value):
        return False
    if OTHERS.match(value) or TAIL.search(value):
        return False
    if (start and INSIDE.match(text, start - 1)) or BEHIND.match(text, end):
        return False
    return unspoken(body) >= RANDOM
