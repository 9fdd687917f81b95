"""A path does two things: `/orders-with-items`, `/save-and-send`. Rule id min-feature, as in ArchGuard.

Told by words, so `/brand-ambassadors` and `/withdrawals` are none; nor are the compounds of COMPOUNDS.
Threshold: none.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import findings, tokens

COMPOUNDS = frozenset(
    (
        "black and white", "bed and breakfast", "drag and drop", "faqs and guides", "food and beverage",
        "health and safety", "lost and found", "mergers and acquisitions", "profit and loss",
        "research and development", "supply and demand", "terms and conditions", "wear and tear",
    )
)  # fmt: skip


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each path with such a segment."""
    return findings(answer, lambda segments: next(filter(_joins, segments), ""))


def _joins(segment: str) -> bool:
    words = tokens(segment)
    inner = [place for place, word in enumerate(words[1:-1], 1) if word in ("and", "with")]
    return any(" ".join(words[place - 1 : place + 2]) not in COMPOUNDS for place in inner)
