"""Ask the detectors that the settings chose beside the core."""

import re
from collections.abc import Iterator

from stages.anonymize.finding import Finding, Subject

PLACEHOLDER = "REDACTED_"
"""What this stage put in the place of a secret; other tools take it for one."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield what the chosen detectors find in a file, in their name; paths are left to the core."""
    for detector in subject.limits.detectors if subject.language != "path" else ():
        for finding in detector.find(subject):
            if PLACEHOLDER not in subject.text[finding.start : finding.end]:
                yield finding._replace(detectors=(detector.name,), version=detector.version)


def secret(name: str) -> str:
    """Return the entity of a secret that another tool calls `name`, such as secret.aws-client-id."""
    return "secret." + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
