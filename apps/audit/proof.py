"""Prove where in the ledger a row is, and by its order that a name is not in it: by the two neighbours, each
with its way to the root."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from stages.attest.merkle import inclusion_proof, leaf_hash, root_from_proof
from stages.attest.shards import ERASED, leaf_of
from stages.core.contract import canonical
from stages.core.errors import PipelineError
from stages.core.records.ledger_shard import LedgerShard


class Way(NamedTuple):
    """The way of a row through its shard to the root of the ledger; hashes are hex."""

    position: int
    """Place of the row in its shard, from 0."""
    proof: list[str]
    """Sibling hashes up to the root of the shard."""
    shard: LedgerShard
    place: int
    """Place of the shard, from 0."""
    above: list[str]
    """Sibling hashes of the shard up to the root of the ledger."""

    def root(self, leaf: bytes, shards: int) -> str:
        """Return the root of the ledger of so many `shards` that this way leads to from a leaf.

        Raises ValueError when it is no way of such a ledger.
        """
        proof, above = ([bytes.fromhex(node) for node in nodes] for nodes in (self.proof, self.above))
        below = root_from_proof(leaf, self.position, self.shard.rows, proof).hex()
        if below != self.shard.root:
            raise ValueError("the proof leads to another shard")
        return root_from_proof(leaf_hash(canonical(self.shard)), self.place, shards, above).hex()


class Neighbour(NamedTuple):
    """A row of a shard, or of the list of shards, and its proof."""

    row: str
    """Canonical JSON: the bytes that are hashed."""
    position: int
    proof: list[str]
    """Sibling hashes up to the root of the shard or of the ledger, as hex."""


class Absence(NamedTuple):
    """Shows that no row of `kind` has an item from `first` up to, but without, `last`."""

    kind: str
    """`source` for the shards of the ledger; else the kind of rows of one shard."""
    first: str
    last: str
    size: int
    """Rows of the shard, or shards of the ledger."""
    before: Neighbour | None
    """The last row that sorts before `first`; None when there is none."""
    after: Neighbour | None
    """The first row that does not; it stands right behind `before`."""
    shard: Neighbour | None
    """The shard in which it would stand; None for `source`."""


Key = tuple[str, str]
"""What rows are sorted by: kind and item; of shards, `source` and the source."""


def absent_source(shards: list[LedgerShard], name: str) -> Absence | None:
    """Return the proof that no source is named so; None when one is."""
    keys = [("source", shard.source) for shard in shards]
    return _absence(("source", name), keys, [canonical(one) for one in shards], None)


def absent_file(shards: list[LedgerShard], name: str, lines: list[bytes]) -> Absence | None:
    """Return the proof that its source, whose shard has these lines, has no file of this name; None when it
    has one.

    Raises PipelineError when the shard is not sorted, or when a neighbour was erased: nothing is proven.
    """
    source = name.partition(":")[0]
    place = next(n for n, shard in enumerate(shards) if shard.source == source)
    shard = _neighbour([canonical(one) for one in shards], place)
    return _absence(("file", name), [_key(line) for line in lines], lines, shard)


def _key(line: bytes) -> Key | None:
    """Return what a line of a shard is sorted by; None when it was erased."""
    if line.startswith(ERASED):
        return None
    row = msgspec.json.decode(line, type=dict[str, object])
    return str(row["kind"]), str(row["item"])


def _absence(
    wanted: Key, keys: Sequence[Key | None], lines: list[bytes], shard: Neighbour | None
) -> Absence | None:
    known = [key for key in keys if key]
    if any(left > right for left, right in pairwise(known)):
        raise PipelineError(
            "out/attest/: not sorted by kind and item, expected it to be. Run `dvc repro attest`."
        )
    if wanted in known:
        return None
    at = next((n for n, key in enumerate(keys) if key and key > wanted), len(keys))
    sides = [n for n in (at - 1, at) if 0 <= n < len(keys)]
    if not all(keys[n] for n in sides):
        raise PipelineError(
            f"out/attest/: a row beside {wanted[1]!r} was erased, expected rows on both sides. Nobody "
            "can say what stood there: `adaptrail audit erased` shows the receipt."
        )
    before, after = (_neighbour(lines, n) if n in sides else None for n in (at - 1, at))
    return Absence(wanted[0], wanted[1], f"{wanted[1]}\0", len(lines), before, after, shard)


def _neighbour(lines: list[bytes], position: int) -> Neighbour:
    proof = inclusion_proof([leaf_of(line) for line in lines], position)
    return Neighbour(lines[position].decode(), position, [node.hex() for node in proof])
