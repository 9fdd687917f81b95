"""A story has fewer acceptance criteria than the threshold: the happy path alone.

Half of a known public story set has one criterion, and a model that learnt from it writes one. Threshold:
criteria, at least.
"""

from stages.core.formats import story
from stages.core.standards.finding import Answer, Finding


def criteria(answer: Answer) -> int:
    """Return how many acceptance criteria a story has."""
    found = story.parse(answer.text)
    return len(found.criteria) if found else 0


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for a story with too few criteria."""
    if answer.format != "story":
        return []
    count = criteria(answer)
    return [Finding(answer.text, str(count), 0)] if count < threshold else []
