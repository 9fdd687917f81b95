"""Find GitHub tokens: personal, OAuth, user-to-server, server-to-server, refresh, and fine-grained."""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.finding import CERTAIN, Finding, Subject

TOKEN = re.compile(
    boundaries.TOKEN + r"(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{36,255})(?![A-Za-z0-9])"
)
CUE = (r"gh[pousr]_[A-Za-z0-9]", "github_pat_")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each token."""
    for match in TOKEN.finditer(subject.text):
        yield Finding(*match.span(), "secret.github-token", "github-token", CERTAIN)
