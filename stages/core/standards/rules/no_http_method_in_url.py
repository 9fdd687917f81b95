"""A path segment is a verb: `/orders/create`, `/dict/set`.

The HTTP method says what is done; the path names what it is done to. Segments are compared whole and in any
case, so `/sets/{id}` and `/updates` are no findings. A word that is a noun, too (NOUNS), is one where the
controller is named for it (`/system/post` of SysPostController), or a parameter picks one of it:
`/post/{postId}`. Threshold: none.
"""

from itertools import pairwise

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import VERBS, Place, keyed, places, tokens

NOUNS = frozenset(("patch", "post", "put", "set"))


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each path with such a segment."""
    named = [(place, _verb(place)) for place in places(answer)]
    return [Finding(place.unit, segment, place.line) for place, segment in named if segment]


def _verb(place: Place) -> str:
    said = place.path.split("?", maxsplit=1)[0].split("/")
    verbs = (
        segment
        for segment, behind in pairwise([*said, ""])
        if segment.lower() in VERBS and not _is_noun(segment.lower(), behind, place.owner)
    )
    return next(verbs, "")


def _is_noun(word: str, behind: str, owner: str) -> bool:
    picks = behind.startswith("{") and keyed(behind.strip("{}")) == word
    return word in NOUNS and (picks or word in tokens(owner))
