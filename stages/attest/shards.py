"""Commit to the ledger: one tree per shard, which holds the rows of one source, under a tree over the shards.

A row of a shard can be erased: then its line holds its leaf and the receipt, and every root is as it was.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec

from stages.attest import contract
from stages.attest.attest import untraced
from stages.attest.merkle import leaf_hash, root
from stages.attest.units import Unit
from stages.core.contract import Figures, Written, canonical
from stages.core.errors import PipelineError
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.ledger_shard import SCHEMA, LedgerShard
from stages.core.records.record import Record

ERASED = b'{"erased":'
"""How the line of a row begins that was erased."""


class Erased(Record, frozen=True):
    """What is left in its shard of a row that was erased."""

    erased: str
    """Leaf hash of the row, as hex."""
    receipt: str
    """Id of the receipt in governance/receipts/."""


class Run(NamedTuple):
    """What a ledger was made by, beside its rows."""

    units: Mapping[str, Unit]
    policy: str
    code: str


def leaf_of(line: bytes) -> bytes:
    """Return the leaf of a line of a shard: what it was before the row was erased."""
    if line.startswith(ERASED):
        return bytes.fromhex(msgspec.json.decode(line, type=Erased).erased)
    return leaf_hash(line)


def shard_root(lines: Iterable[bytes]) -> str:
    """Return the RFC 9162 root over the lines of a shard, as hex."""
    return root([leaf_of(line) for line in lines]).hex()


def shards(rows: Iterable[LedgerRow], run: Run) -> list[LedgerShard]:
    """Return the shards of rows that are sorted by source."""
    found = []
    for source, some in groupby(rows, lambda row: row.source):
        lines = [canonical(row) for row in some]
        unit = run.units[source].check
        found.append(LedgerShard(
            source=source, schema=SCHEMA, rows=len(lines), root=shard_root(lines), policy=run.policy,
            code=run.code, unit=unit,
        ))  # fmt: skip
    return found


def commitment(found: Iterable[LedgerShard]) -> str:
    """Return the root of the ledger, as hex: that of the RFC 9162 tree over its shards."""
    return root([leaf_hash(canonical(shard)) for shard in found]).hex()


def code_digest(folder: Path) -> str:
    """Return the SHA-256 over the files of a folder: their paths in it and their contents."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and _is_code(path))
    listed = [
        [path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()] for path in files
    ]
    return hashlib.sha256(canonical(listed)).hexdigest()


def _is_code(path: Path) -> bool:
    return path.parent.name != "__pycache__"


def write_ledger(rows: Iterable[LedgerRow], found: list[LedgerShard]) -> dict[str, Written]:
    """Write every shard and the list of them, remove shards of sources that are no more."""
    written = contract.SHARDS.write(found)
    for source, some in groupby(rows, lambda row: row.source):
        written |= contract.shard(source).write(some)
    for path in contract.LEDGER.glob("*"):
        if str(path) not in written:
            path.unlink()
    return written


def commit(rows: list[LedgerRow], run: Run) -> tuple[dict[str, Written], Figures]:
    """Write the ledger, and return what was written and the figures that commit to it."""
    found = shards(rows, run)
    figures: Figures = {
        "ledger_root": commitment(found),
        "shards": len(found),
        "untraced": len(untraced(rows)),
    }
    return write_ledger(rows, found), figures


def read_shards() -> list[LedgerShard]:
    """Return the shards of the ledger.

    Raises PipelineError when they are missing or altered, or of a schema that this version does not know.
    """
    schemas = {_schema(line) for line in contract.SHARDS.content().splitlines()}
    other = sorted(schemas - {SCHEMA})
    if other:
        raise PipelineError(
            f"{contract.SHARDS.path}: schema {other[-1]}, expected {SCHEMA}. Ask with the version of "
            "adaptrail that wrote the ledger, or run `dvc repro attest`."
        )
    return contract.SHARDS.read_some()


class _Head(msgspec.Struct):
    """What is read of a shard before it is known that this version can read the rest."""

    schema: int


def _schema(line: bytes) -> int:
    try:
        return msgspec.json.decode(line, type=_Head).schema
    except msgspec.DecodeError as error:
        raise PipelineError(f"{contract.SHARDS.path}: {error}. Run `dvc repro attest`.") from error


def read_ledger() -> list[LedgerRow]:
    """Return the rows of the ledger that were not erased, by source; raises PipelineError as `Rows.read`."""
    return [row for shard in read_shards() for row in read_rows(shard.source)]


def read_rows(source: str) -> Iterator[LedgerRow]:
    """Yield the rows of a shard that were not erased; raises PipelineError as `Rows.read` does."""
    return rows_in(source, lines_of(source))


def rows_in(source: str, lines: list[bytes]) -> Iterator[LedgerRow]:
    """Yield the rows of the lines of a shard that were not erased; raises PipelineError as `row_of` does."""
    for number, line in enumerate(lines, 1):
        if not line.startswith(ERASED):
            yield row_of(source, number, line)


def lines_of(source: str) -> list[bytes]:
    """Return the lines of a shard as they lie here; raises PipelineError when they are not as written."""
    return contract.shard(source).content().splitlines()


def row_of(source: str, number: int, line: bytes) -> LedgerRow:
    """Return the row of a line that was not erased; raises PipelineError when it has another shape."""
    try:
        return msgspec.json.decode(line, type=LedgerRow)
    except msgspec.DecodeError as error:
        raise PipelineError(
            f"{contract.shard(source).path}:{number}: {error}. Run `dvc repro attest`."
        ) from error
