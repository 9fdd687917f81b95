"""The ledger of anonymization: what was found where, by which rule, and what was done; never what it was."""

from typing import Literal

from stages.core.records.record import Record

Action = Literal["redact", "pseudonymize", "generalize", "keep", "drop_file"]
"""Constant placeholder; keyed pseudonym; coarser value; nothing; or no document at all."""
Reason = Literal["policy", "review", "scope", "confidence", "syntax", "masked", "skeleton", "copy"]
"""`syntax` is a place where nothing may be edited, `masked` a value that is a pseudonym, `skeleton` one that
went with the whole string, value or comment around it, because alone its replacement would break the file,
`copy` a number that keeps two paths apart."""
Review = Literal["", "T", "F", "X"]
"""What reviewers said of a value: nothing yet, true, false, or unsure."""

PATH = "path"
"""In the place of the node: the replacement is one in a path."""


class Decision(Record, frozen=True):
    """One row per finding in a file, masked or kept, and per replacement in a path; sorted by document and
    start, hash-chained."""

    document: str
    blob: str
    """Of the raw content, as `Document.blob` has it."""
    start: int
    """First byte in the raw content, or in the raw path."""
    end: int
    node: str
    """Kind of the syntax node around it; empty where a file has no syntax; `path` in a path."""
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
        """Say whether `replacement` stands in the place of the value in the text."""
        return self.action in ("redact", "pseudonymize", "generalize") and not self.renames

    @property
    def renames(self) -> bool:
        """Say whether `replacement` stands in the path of the document."""
        return self.node == PATH
