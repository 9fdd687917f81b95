"""A story has fewer acceptance criteria than the threshold: the happy path alone.

Half of a known public story set has one criterion, and a model that learnt from it writes one. Threshold:
criteria, at least.
"""

from stages.core.formats import story
from stages.core.standards.finding import Finding, Measured


def criteria(sample: Measured) -> int:
    """Return how many acceptance criteria a story has."""
    found = story.parse(sample.sample.output)
    return len(found.criteria) if found else 0


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding for a story with too few criteria."""
    if sample.sample.format != "story":
        return []
    count = criteria(sample)
    return [Finding(sample.sample.output, str(count))] if count < threshold else []
