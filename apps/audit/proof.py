"""Prove by the sorted ledger that a name is not in it: its two neighbours, each with its way to the root."""

from bisect import bisect_left
from typing import NamedTuple

from stages.attest.merkle import inclusion_proof, leaf_hash
from stages.core.contract import canonical
from stages.core.errors import PipelineError
from stages.core.records.ledger_row import LedgerRow


class Neighbour(NamedTuple):
    """A row of the ledger and its proof."""

    row: str
    """Canonical JSON: the bytes that are hashed."""
    position: int
    proof: list[str]
    """Sibling hashes up to the root, as hex."""


class Absence(NamedTuple):
    """Shows that no row of `kind` has an item from `first` up to, but without, `last`."""

    kind: str
    first: str
    last: str
    size: int
    """Rows of the ledger."""
    before: Neighbour | None
    """The last row that sorts before `first`; None when there is none."""
    after: Neighbour | None
    """The first row that does not; it stands right behind `before`."""


def absence(rows: list[LedgerRow], kind: str, first: str, last: str) -> Absence | None:
    """Return the proof that nothing from `first` to `last` is in the ledger; None when something is.

    Raises PipelineError when the ledger is not sorted: neighbours would prove nothing.
    """
    keys = [(row.kind, row.item) for row in rows]
    if any(left > right for left, right in zip(keys, keys[1:], strict=False)):
        raise PipelineError(
            "out/attest/ledger.jsonl: not sorted by kind and item, expected it to be. Run `dvc repro attest`."
        )
    at = bisect_left(keys, (kind, first))
    if at < len(keys) and keys[at] < (kind, last):
        return None
    leaves = [leaf_hash(canonical(row)) for row in rows]
    before, after = (
        Neighbour(canonical(rows[n]).decode(), n, [node.hex() for node in inclusion_proof(leaves, n)])
        if 0 <= n < len(rows)
        else None
        for n in (at - 1, at)
    )
    return Absence(kind, first, last, len(rows), before, after)
