"""Find JSON Web Tokens (RFC 7519), signed or encrypted: a Base64 JSON header and at least one more part."""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.finding import CERTAIN, Finding, Subject

TOKEN = re.compile(boundaries.TOKEN + r"eyJ[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]{10,}={0,2}){1,4}")
CUE = ("eyJ",)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each token."""
    for match in TOKEN.finditer(subject.text):
        yield Finding(*match.span(), "secret.jwt", "jwt", CERTAIN)
