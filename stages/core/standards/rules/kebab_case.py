"""A path segment joins words by underscores: `/order_items`. Zalando 129: words are joined by hyphens.

A file's name with an ending is none. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import findings

_SNAKE = re.compile(r"[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+")


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each path with such a segment."""
    return findings(answer, lambda segments: next(filter(_SNAKE.fullmatch, segments), ""))
