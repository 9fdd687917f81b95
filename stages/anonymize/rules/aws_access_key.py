"""Find AWS access key ids. The secret half is found by its key name, see generic_api_key."""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.finding import CERTAIN, Finding, Subject

PREFIXES = ("AKIA", "ASIA", "AGPA", "AIDA", "AROA", "AIPA", "ANPA", "ANVA", "ABIA", "ACCA")
KEY = re.compile(boundaries.TOKEN + rf"(?:{'|'.join(PREFIXES)})[A-Z0-9]{{16}}(?![A-Za-z0-9])")
CUE = (rf"(?:{'|'.join(PREFIXES)})[A-Z0-9]{{4}}",)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each access key id."""
    for match in KEY.finditer(subject.text):
        yield Finding(*match.span(), "secret.aws-access-key", "aws-access-key-id", CERTAIN)
