"""Ask the detectors that the settings chose beside the core."""

import re
from collections.abc import Iterator

from stages.anonymize.finding import Finding, Subject

PLACEHOLDER = re.compile(r"REDACTED_[A-Z0-9_]+")
"""What this stage put in the place of a secret: other tools take it for one, or for the name of one."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield what the chosen detectors find in a file, in their name; paths are left to the core."""
    if not subject.limits.detectors or subject.language == "path":
        return
    asked = subject._replace(text=PLACEHOLDER.sub(lambda match: "X" * len(match[0]), subject.text))
    for detector in subject.limits.detectors:
        for finding in detector.find(asked):
            if not PLACEHOLDER.search(subject.text, finding.start, finding.end):
                yield finding._replace(detectors=(detector.name,), version=detector.version)


def secret(name: str) -> str:
    """Return the entity of a secret that another tool calls `name`, such as secret.aws-client-id."""
    return "secret." + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
