"""The fate of every crawled file, in the words of the safe zone."""

from stages.core.records.record import Record


class Origin(Record, frozen=True):
    """One row per crawled file, kept or dropped before or by `anonymize`; paths are pseudonymised like the
    text."""

    document: str
    """`source:path` with the safe path; the id of the document when it was kept."""
    source: str
    commit: str
    path: str
    blob: str
    size: int
    asset: str
    source_class: str
    licence: str
    """Empty when the file was dropped before its licence was decided."""
    licence_basis: str
    legal_basis: str
    owner: str
    status: str
    """`kept` or `dropped`."""
    stage: str
    """The stage that dropped it, or an empty string."""
    rule: str
    value: str
    duplicate_of: str
    """`source:path` (safe path) of the file kept in its place, or an empty string."""
