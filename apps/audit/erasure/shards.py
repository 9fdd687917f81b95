"""Let rows of a shard of the ledger give way to their leaves: every root stays as it was."""

import hashlib
from collections.abc import Collection
from pathlib import Path

import msgspec

from apps.audit.erasure.marks import Marks
from apps.audit.erasure.receipts import Instead
from stages.attest.merkle import leaf_hash
from stages.attest.shards import ERASED, Erased, shard_root
from stages.core.contract import canonical
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.trained import Trained

START = (b'{"content":', b'{"duplicate_of":', b'{"files":', b'{"item":', b'{"erased":')
"""How rows of the ledger begin: their fields are sorted, and what says nothing is left out."""
TRAINED = b'{\n  "adapter": '


def without(content: bytes, places: Collection[int], receipt: str) -> bytes:
    """Return a shard in which the rows at `places` have left their leaves and the id of the receipt."""
    lines = content.splitlines()
    for place in places:
        if not lines[place].startswith(ERASED):
            lines[place] = canonical(Erased(erased=leaf_hash(lines[place]).hex(), receipt=receipt))
    return b"".join(line + b"\n" for line in lines)


def is_shard(path: Path) -> bool:
    """Say whether a file is a shard of a ledger, of whatever run."""
    with path.open("rb") as file:
        first = file.readline()
    if not first.startswith(START):
        return False
    for kind in (LedgerRow, Erased):
        try:
            msgspec.json.decode(first, type=kind)
        except msgspec.DecodeError:
            continue
        return True
    return False


def is_trained(path: Path) -> bool:
    """Say whether a file is what a trainer wrote down, with the ids of all rows: it goes when the adapter is
    trained again."""
    with path.open("rb") as file:
        if not file.read(len(TRAINED)).startswith(TRAINED):
            return False
    try:
        msgspec.json.decode(path.read_bytes(), type=Trained)
    except msgspec.DecodeError:
        return False
    return True


def places_of(content: bytes, marks: Marks) -> list[int]:
    """Return the places of the rows that hold a mark."""
    found, start = [], 0
    hits = [hit.at for hit in marks.find(content)]
    for place, line in enumerate(content.splitlines(keepends=True)):
        if any(start <= at < start + len(line) for at in _from(hits, start)):
            found.append(place)
        start += len(line)
    return found


def _from(hits: list[int], start: int) -> list[int]:
    """Drop the hits before `start` and return the rest: they are in order."""
    while hits and hits[0] < start:
        hits.pop(0)
    return hits[:1]


def instead(content: bytes, marks: Marks, receipt: str) -> tuple[bytes, Instead]:
    """Return what stands in the place of a shard of an older run."""
    made = without(content, places_of(content, marks), receipt)
    md5 = hashlib.md5(made, usedforsecurity=False).hexdigest()
    return made, Instead(md5=md5, root=shard_root(made.splitlines()))
