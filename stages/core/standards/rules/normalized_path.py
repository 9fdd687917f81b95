"""A path has an empty segment or a slash at its end: `/orders/`, `/orders//items`. Zalando 136.

The path `/` alone is none. Threshold: none.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import places


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each such path."""
    faulty = (place for place in places(answer) if "//" in place.path or place.path[1:].endswith("/"))
    return [Finding(place.unit, "an empty segment", place.line) for place in faulty]
