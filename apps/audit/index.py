"""Find one row of a ledger of a million, and its way to the root, without reading the others.

The index lies in .audit/index.sqlite, is no part of Git, and is written again whenever it is not of the root
of reports/attest.json. Nothing is believed because it stands there: a row counts when its bytes lead to the
root, what stands beside it when its bytes have the digest that they had while their whole file was checked.
"""

import hashlib
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, overload

import msgspec

from apps.audit.proof import Way
from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.attest.merkle import inclusion_proof, leaf_hash, root
from stages.attest.shards import ERASED, Erased, commitment, leaf_of, lines_of, read_shards, row_of
from stages.core.contract import Rows, Written, canonical, read_json
from stages.core.errors import PipelineError
from stages.core.records.decision import Decision
from stages.core.records.document import Document
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.ledger_shard import LedgerShard
from stages.core.records.origin import Origin
from stages.core.records.record import Record

PLACE = Path(".audit/index.sqlite")
SCHEMA = "3"
BLOCK = 256
"""Rows of a shard that are read and hashed together: the index holds one node of the tree for them."""
MOST = 100_000
"""Rows that are looked at when only the start of a name is given."""
TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    "CREATE TABLE block (shard INTEGER, number INTEGER, start INTEGER, node BLOB,"
    " PRIMARY KEY (shard, number)) WITHOUT ROWID",
    "CREATE TABLE item (item TEXT, row INTEGER, PRIMARY KEY (item, row)) WITHOUT ROWID",
    "CREATE TABLE name (number INTEGER PRIMARY KEY, document TEXT UNIQUE)",
    "CREATE TABLE touch (document INTEGER, row INTEGER, PRIMARY KEY (document, row)) WITHOUT ROWID",
    "CREATE TABLE beside (file TEXT, document TEXT, start INTEGER, length INTEGER, digest BLOB,"
    " PRIMARY KEY (file, document)) WITHOUT ROWID",
)

R = TypeVar("R", bound=Record)


class _Owned(msgspec.Struct):
    """Whose a row is: the field `document`, or `id` of a document itself."""

    document: str = ""
    id: str = ""


class _Row(msgspec.Struct):
    """What of a row of the ledger the index reads."""

    item: str
    kind: str
    files: list[tuple[str, str]] = []


class _Block(NamedTuple):
    """Rows of one shard that are hashed together."""

    shard: int
    number: int
    start: int
    """Offset in the file of the shard."""
    node: bytes


class _Part(NamedTuple):
    """The rows of one document in a file; they stand together."""

    file: str
    document: str
    start: int
    length: int
    digest: bytes


class Index(Sequence[LedgerRow]):
    """The rows of the ledger by position; each is read, and checked, when it is asked for."""

    def __init__(self, connection: sqlite3.Connection, shards: list[LedgerShard]) -> None:
        """Take an index of the ledger with these shards."""
        self._connection = connection
        self.shards = shards
        self._firsts = [0, *accumulate(shard.rows for shard in shards)]
        self._blocks: dict[int, list[_Block]] = {}
        self._read: dict[tuple[int, int], list[bytes]] = {}

    def __len__(self) -> int:
        """Return the number of rows, those that were erased included."""
        return self._firsts[-1]

    @overload
    def __getitem__(self, position: int) -> LedgerRow: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[LedgerRow]: ...
    def __getitem__(self, position: int | slice) -> LedgerRow | Sequence[LedgerRow]:
        """Return the row at a position, or those of a slice; raises PipelineError when it was erased."""
        if isinstance(position, slice):
            return [self[one] for one in range(*position.indices(len(self)))]
        shard, within = self._at(position)
        line = self._lines(shard, within)[within % BLOCK]
        source = self.shards[shard].source
        if line.startswith(ERASED):
            receipt = msgspec.json.decode(line, type=Erased).receipt
            raise PipelineError(f"ledger: row {within} of {source} was erased. Ask `audit erased {receipt}`.")
        return row_of(source, within + 1, line)

    def between(self, first: str, last: str) -> list[int]:
        """Return the positions of the rows whose item is from `first` up to, but without, `last`."""
        asked = "SELECT row FROM item WHERE item >= ? AND item < ? ORDER BY item, row LIMIT ?"
        return [row for (row,) in self._connection.execute(asked, (first, last, MOST))]

    def way(self, position: int) -> Way:
        """Return the hashes from a row to the root."""
        shard, within = self._at(position)
        block, inside = divmod(within, BLOCK)
        leaves = [leaf_of(line) for line in self._lines(shard, within)]
        nodes = [one.node for one in self._of(shard)]
        above = [leaf_hash(canonical(one)) for one in self.shards]
        proof = [*inclusion_proof(leaves, inside), *inclusion_proof(nodes, block)]
        return Way(
            position=within,
            proof=[node.hex() for node in proof],
            shard=self.shards[shard],
            place=shard,
            above=[node.hex() for node in inclusion_proof(above, shard)],
        )

    def touching(self, document: str) -> list[LedgerRow]:
        """Return the row of a file, and those of what stands in it, in order."""
        return [self[position] for position in self.positions(document)]

    def positions(self, document: str) -> list[int]:
        """Return the positions of the row of a file, and of those of what stands in it, in order."""
        asked = (
            "SELECT row FROM touch WHERE document = (SELECT number FROM name WHERE document = ?) ORDER BY row"
        )
        return [position for (position,) in self._connection.execute(asked, (document,))]

    def place(self, position: int) -> tuple[str, int]:
        """Return the source of a row, and its place in the shard, from 0."""
        shard, within = self._at(position)
        return self.shards[shard].source, within

    def document(self, document: str) -> Document | None:
        """Return a safe file; None when it was not kept."""
        return next(iter(self._beside(anonymize.DOCUMENTS, document)), None)

    def origin(self, document: str) -> Origin | None:
        """Return the fate of a file."""
        return next(iter(self._beside(anonymize.ORIGINS, document)), None)

    def decisions(self, document: str) -> list[Decision]:
        """Return what was decided about a file."""
        return self._beside(anonymize.DECISIONS, document)

    def _at(self, position: int) -> tuple[int, int]:
        """Return the shard of a position, and the place in it."""
        if not 0 <= position < len(self):
            raise IndexError(position)
        shard = bisect_right(self._firsts, position) - 1
        return shard, position - self._firsts[shard]

    def _of(self, shard: int) -> list[_Block]:
        """Return the blocks of a shard; raises PipelineError when they do not give its root."""
        if shard not in self._blocks:
            asked = "SELECT shard, number, start, node FROM block WHERE shard = ? ORDER BY number"
            found = [_Block(*row) for row in self._connection.execute(asked, (shard,))]
            if root([one.node for one in found]).hex() != self.shards[shard].root:
                raise PipelineError(f"{PLACE}: of another root than it says, expected the same. Remove it.")
            self._blocks[shard] = found
        return self._blocks[shard]

    def _lines(self, shard: int, within: int) -> list[bytes]:
        """Return the rows of the block in which a place of a shard is."""
        number = within // BLOCK
        if (shard, number) in self._read:
            return self._read[shard, number]
        blocks, file = self._of(shard), attest.shard(self.shards[shard].source)
        end = blocks[number + 1].start if number + 1 < len(blocks) else None
        lines = _bytes(file, blocks[number].start, end).splitlines()
        if root([leaf_of(line) for line in lines]) != blocks[number].node:
            raise PipelineError(
                f"{file.path}: row {within} does not lead to the root of reports/attest.json, "
                "expected it to. Ask `adaptrail audit verify` what was altered."
            )
        self._read[shard, number] = lines
        return lines

    def _beside(self, file: Rows[R], document: str) -> list[R]:
        asked = "SELECT start, length, digest FROM beside WHERE file = ? AND document = ?"
        found = self._connection.execute(asked, (file.path, document)).fetchone()
        if not found:
            return []
        start, length, digest = found
        content = _bytes(file, start, start + length)
        if hashlib.sha256(content).digest() != digest:
            raise _altered(file)
        return [_decoded(file, line) for line in content.splitlines()]


def _bytes(file: Rows[R], start: int, end: int | None) -> bytes:
    with Path(file.path).open("rb") as opened:
        opened.seek(start)
        return opened.read() if end is None else opened.read(end - start)


def _decoded(file: Rows[R], line: bytes) -> R:
    try:
        return msgspec.json.decode(line, type=file.record)
    except msgspec.DecodeError as error:
        raise PipelineError(f"{file.path}: {error}. Run the stage that writes it again.") from error


def _altered(file: Rows[R]) -> PipelineError:
    return PipelineError(
        f"{file.path}: other bytes than when it was indexed, expected the same. Ask `adaptrail audit verify`."
    )


def opened(committed: str) -> Index:
    """Return the index of the ledger whose root is `committed`, written anew when the one here is not of it.

    Raises PipelineError when a file is missing or is not what its manifest says, when the ledger does not
    give the root, and when the index cannot be written.
    """
    try:
        PLACE.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise PipelineError(
            f"{PLACE.parent}: {error.strerror}, expected a folder for the index. Mend the rights."
        ) from error
    shards = read_shards()
    if commitment(shards) != committed:
        raise PipelineError(
            f"{attest.SHARDS.path}: does not give the root of reports/attest.json, expected it to. "
            "Ask `adaptrail audit verify` what was altered."
        )
    wanted = _identity(committed)
    try:
        connection = sqlite3.connect(PLACE)
        if _meta(connection) == wanted:
            return Index(connection, shards)
        connection.close()
        PLACE.unlink()
        return _written(wanted, shards)
    except sqlite3.Error as error:
        raise PipelineError(
            f"{PLACE}: {error}, expected to write it. Free space, or mend the rights."
        ) from error


def _identity(committed: str) -> dict[str, str]:
    """Return what an index must be of: root, and the digests that the manifests have."""
    shards = read_json(attest.SHARDS.manifest, dict[str, Written])
    return {
        "schema": SCHEMA,
        "root": committed,
        "ledger": hashlib.sha256(canonical(shards)).hexdigest(),
        "origins": _vouched(anonymize.ORIGINS).sha256,
        "decisions": _vouched(anonymize.DECISIONS).sha256,
        "documents": _vouched(anonymize.DOCUMENTS).sha256,
    }


def _vouched(file: Rows[Any]) -> Written:
    vouched = read_json(file.manifest, dict[str, Written]).get(file.path)
    if not vouched:
        raise PipelineError(f"{file.manifest}: nothing of {file.path}, expected it. Run `dvc repro`.")
    return vouched


def _meta(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what the index is of; nothing when it is empty or damaged."""
    with suppress(sqlite3.DatabaseError):
        return dict(connection.execute("SELECT name, value FROM meta"))
    return {}


def _written(wanted: dict[str, str], shards: list[LedgerShard]) -> Index:
    connection = sqlite3.connect(PLACE)
    connection.execute("PRAGMA journal_mode = OFF")
    names: dict[str, int] = {}
    with connection:
        for table in TABLES:
            connection.execute(table)
        first = 0
        for number, shard in enumerate(shards):
            lines = lines_of(shard.source)
            connection.executemany("INSERT INTO block VALUES (?, ?, ?, ?)", _blocks(number, shard, lines))
            rows = list(_rows(lines, first))
            connection.executemany("INSERT INTO item VALUES (?, ?)", ((one.item, n) for n, one in rows))
            connection.executemany("INSERT INTO touch VALUES (?, ?)", sorted(_touches(rows, names)))
            first += len(lines)
        for parts in (_parts(anonymize.ORIGINS), _parts(anonymize.DECISIONS), _parts(anonymize.DOCUMENTS)):
            connection.executemany("INSERT INTO beside VALUES (?, ?, ?, ?, ?)", parts)
        connection.executemany("INSERT INTO name VALUES (?, ?)", ((n, name) for name, n in names.items()))
        connection.executemany("INSERT INTO meta VALUES (?, ?)", wanted.items())
    return Index(connection, shards)


def _blocks(number: int, shard: LedgerShard, lines: list[bytes]) -> Iterator[_Block]:
    """Yield number, offset and node of each block; refuses a shard that does not give its root."""
    blocks = [lines[at : at + BLOCK] for at in range(0, len(lines), BLOCK)]
    nodes = [root([leaf_of(line) for line in block]) for block in blocks]
    if (root(nodes).hex(), len(lines)) != (shard.root, shard.rows):
        raise PipelineError(
            f"{attest.shard(shard.source).path}: does not give the root of reports/attest.json, expected it "
            "to. Ask `adaptrail audit verify` what was altered."
        )
    sizes = (sum(len(line) + 1 for line in block) for block in blocks)
    starts = accumulate(sizes, initial=0)
    return (
        _Block(number, n, start, node) for n, (start, node) in enumerate(zip(starts, nodes, strict=False))
    )


def _rows(lines: list[bytes], first: int) -> Iterator[tuple[int, _Row]]:
    """Yield position and row of each line that was not erased."""
    for position, line in enumerate(lines, first):
        if not line.startswith(ERASED):
            yield position, msgspec.json.decode(line, type=_Row)


def _touches(rows: list[tuple[int, _Row]], names: dict[str, int]) -> set[tuple[int, int]]:
    """Return the number of a file and the position of a row that is of it, or has bytes of it."""
    return {
        (names.setdefault(name, len(names)), position)
        for position, row in rows
        for name in ([row.item] if row.kind == "file" else [document for document, _ in row.files])
    }


def _parts(file: Rows[R]) -> Iterator[_Part]:
    start = 0
    for document, lines in groupby(BytesIO(file.content()), _document):
        content = b"".join(lines)
        yield _Part(file.path, document, start, len(content), hashlib.sha256(content).digest())
        start += len(content)


def _document(line: bytes) -> str:
    owned = msgspec.json.decode(line, type=_Owned)
    return owned.document or owned.id
