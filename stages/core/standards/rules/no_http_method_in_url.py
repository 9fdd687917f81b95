"""A path segment is a verb: `/orders/create`, `/dict/set`.

The HTTP method says what is done; the path names what it is done to. Segments are compared whole and in any
case, so `/sets/{id}` and `/updates` are no findings. Threshold: none.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import VERBS, findings


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each path with such a segment."""
    return findings(answer, lambda segments: next((s for s in segments if s.lower() in VERBS), ""))
