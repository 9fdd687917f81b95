"""A path segment runs words together: `/inventorymanagementhistory`. Rule id splice-naming, as in
ArchGuard; Zalando 129.

Words are told apart by case, hyphens and digits; long single words (WORDS) are none. Threshold: letters
from which on a word is one of several.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import findings, tokens

WORDS = frozenset(
    (
        "internationalization", "internationalisation", "institutionalization", "telecommunication",
        "telecommunications", "misinterpretations", "counterintelligence", "electrocardiographic",
        "responsibilitiesmatrix", "uncharacteristically",
    )
)  # fmt: skip


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each path with such a segment."""
    return findings(
        answer,
        lambda segments: next(
            (s for s in segments if any(map(lambda w: _is_long(w, threshold), tokens(s)))), ""
        ),
    )


def _is_long(word: str, threshold: float) -> bool:
    return word.isascii() and len(word) >= threshold and word not in WORDS
