"""The last path segment ends with a verb: `/order-delete`, `/orderCreate`.

A segment that is a verb as a whole is a finding of no-http-method-in-url already. `set`, `put`, `post` and
`patch` are left out at the end: `/data-set` is a noun. Known problem: `/price-update` may be one, too.
Threshold: none.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import VERBS, findings, tokens

ENDS = VERBS - {"set", "put", "post", "patch"}


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each path that ends so."""
    return findings(
        answer,
        lambda segments: next((s for s in segments[-1:] if tokens(s)[-1:] and tokens(s)[-1] in ENDS), ""),
    )
