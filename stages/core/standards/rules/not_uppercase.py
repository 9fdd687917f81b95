"""A path segment has upper-case letters: `/orderItems`. Rule id not-uppercase, as in ArchGuard; Zalando 129.

Parameters in braces are none, digits in them or not. Known problem: a path that a standard fixes, such as
`/Patient` of FHIR. Threshold: none.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import findings


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each path with such a segment."""
    return findings(answer, lambda segments: next((s for s in segments if s != s.lower()), ""))
