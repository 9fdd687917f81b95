"""The ledger: what became of everything that was read."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class LedgerRow(Record, frozen=True):
    """One row per file that was crawled, per asset and recipe that refused it, per asset that no recipe asks
    for, and per candidate sample, kept or dropped."""

    item: str
    """`source:path` (safe path) of a file, id of a refused asset, id of a sample."""
    kind: str
    """`file`, `asset` or `sample`."""
    source: str
    status: str
    """`kept` or `dropped`."""
    stage: str
    """The stage that dropped it, or an empty string."""
    rule: str
    """The rule that dropped it, or an empty string."""
    value: str
    duplicate_of: str
    licence: str
    recipe: str
    """Recipe of a sample or of a refused asset; empty for files."""
    generator: str
    content: str
    """SHA-256 of the canonical instruction, input and output of a sample; the blob id of a file or asset."""
    used: list[str]
    """`adapter/split` entries of a kept sample, sorted; `base/train` or `base/held-out` of a file that the
    embedded base was given, also when no adapter could use it."""
    inputs: list[Span]
    outputs: list[Span]
    """Where the output of a sample comes from, or where an asset stands."""
