"""A path is nested deeply. Rule id multiple-parameters, as in ArchGuard.

Counts what stands in braces in one path; of a handler, without the prefix of its controller. Zalando 147 is
near it, but counts levels of resources below each other. Threshold: parameters, at most.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import places

_PARAMETER = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each path with more parameters."""
    counted = ((place, len(_PARAMETER.findall(place.path))) for place in places(answer))
    return [
        Finding(place.unit, f"{count} parameters", place.line)
        for place, count in counted
        if count > threshold
    ]
