"""The ledger of anonymization: what was replaced where, by which rule, never what it was."""

from stages.core.records.record import Record


class Redaction(Record, frozen=True):
    """One row per replacement in a document."""

    document: str
    blob: str
    start: int
    """First byte in the raw blob."""
    end: int
    entity: str
    """What was found, for example secret.aws-access-key or pii.email."""
    rule: str
    action: str
    """`redact` (constant placeholder) or `pseudonymize` (keyed, the same value gives the same
    replacement)."""
    replacement: str
    fingerprint: str
    """Keyed HMAC of the value: lets a key holder ask whether a value is in the ledger, and nobody else."""
