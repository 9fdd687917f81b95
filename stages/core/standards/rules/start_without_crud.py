"""A path segment starts with a verb: `/orders/createOrder`, `/orders/get-detail`.

Told by words, camel case or hyphens, so `/settings`, `/getaways` and `/setup-tokens` are no findings; nor
are compounds such as `/put-options` that are listed in stages/core/standards/paths.py. Known problem:
compounds that are not listed. Threshold: none.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import VERBS, findings, is_noun, tokens


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each path with such a segment."""
    return findings(answer, lambda segments: next(filter(_starts, segments), ""))


def _starts(segment: str) -> bool:
    words = tokens(segment)
    return len(words) > 1 and words[0] in VERBS and not is_noun(words)
