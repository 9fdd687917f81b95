"""The shards of the ledger: what the root is made of."""

from stages.core.records.record import Record

SCHEMA = 3
"""Of the rows of a shard. In schema 2 salts and hashes were hex, and stages were named beside them; a ledger
of schema 1 had one file, without salts and operations."""


class LedgerShard(Record, frozen=True):
    """One row per source: the shard of the ledger that holds all rows of it; sorted by source.

    The root of the ledger is that of the RFC 9162 tree over these rows.
    """

    source: str
    schema: int
    """Of the rows: SCHEMA of what wrote them."""
    rows: int
    root: str
    """Of the RFC 9162 tree over the rows, as hex."""
    policy: str
    """Digest of the policy of masking, as `Decision.policy` has it."""
    code: str
    """SHA-256 over the code of all stages."""
    unit: str
    """Check value of the key that the salts are derived from; `demo` for the key that everybody knows."""
