"""The ledger of anonymization: what was found where, by which rule, and what was done; never what it was."""

from typing import Literal

from stages.core.records.record import Record

Action = Literal["redact", "pseudonymize", "generalize", "keep", "drop_file"]
"""Constant placeholder; keyed pseudonym; coarser value; nothing; or no document at all."""
Reason = Literal["policy", "review", "scope", "confidence", "syntax", "masked", "skeleton"]
"""`syntax` is a place where nothing may be edited, `masked` a value that is a pseudonym, `skeleton` one that
went with the whole string, value or comment around it, because alone its replacement would break the file."""
Review = Literal["", "T", "F", "X"]
"""What reviewers said of a value: nothing yet, true, false, or unsure."""


class Decision(Record, frozen=True):
    """One row per finding in a file, masked or kept; sorted by document and start, hash-chained."""

    document: str
    blob: str
    """Of the raw content, as `Document.blob` has it."""
    start: int
    """First byte in the raw content."""
    end: int
    node: str
    """Kind of the syntax node around it; empty where a file has no syntax."""
    entity: str
    """What was found, for example secret.aws-access-key or pii.email."""
    rule: str
    version: str
    """First 8 hex digits of the SHA-256 of the rule as it was."""
    detectors: list[str]
    """Who found it, sorted."""
    confidence: float
    action: Action
    reason: Reason
    """What decided."""
    replacement: str
    """Empty when nothing takes its place."""
    fingerprint: str
    """Keyed HMAC of the value: lets a key holder ask whether a value is in the ledger, and nobody else."""
    length: str
    """Bytes of the value, as a bucket."""
    policy: str
    """First 16 hex digits of the SHA-256 of the policy."""
    review: Review
    prev: str
    """SHA-256 of the row before it, without line break; of nothing for the first."""

    @property
    def masks(self) -> bool:
        """Say whether `replacement` stands in the place of the value."""
        return self.action in ("redact", "pseudonymize", "generalize")
