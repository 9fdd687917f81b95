"""Find one row of a ledger of a million, and its way to the root, without reading the others.

The index lies in .audit/index.sqlite, is no part of Git, and is written again whenever it is not of the root
of reports/attest.json. Nothing is believed because it stands there: a row counts when its bytes lead to the
root, what stands beside it when its bytes have the digest that they had while their whole file was checked.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import groupby, islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, overload

import msgspec

from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.attest.merkle import inclusion_proof, leaf_hash, root
from stages.core.contract import Rows, Written, read_json
from stages.core.errors import PipelineError
from stages.core.records.decision import Decision
from stages.core.records.document import Document
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.origin import Origin
from stages.core.records.record import Record

PLACE = Path(".audit/index.sqlite")
SCHEMA = "2"
BLOCK = 256
"""Rows of the ledger that are read and hashed together: the index holds one node of the tree for them."""
TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    "CREATE TABLE block (number INTEGER PRIMARY KEY, start INTEGER, node BLOB)",
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


class _Span(msgspec.Struct):
    """What of a span the index reads."""

    document: str


class _Row(msgspec.Struct):
    """What of a row of the ledger the index reads."""

    item: str
    kind: str
    inputs: list[_Span]
    outputs: list[_Span]


class _Part(NamedTuple):
    """The rows of one document in a file; they stand together."""

    file: str
    document: str
    start: int
    length: int
    digest: bytes


class Index(Sequence[LedgerRow]):
    """The rows of the ledger by position; each is read, and checked, when it is asked for."""

    def __init__(self, connection: sqlite3.Connection, size: int, committed: str) -> None:
        """Read the nodes of the tree; raises PipelineError when they do not give the root `committed`."""
        self._connection = connection
        self._size = size
        blocks = connection.execute("SELECT start, node FROM block ORDER BY number").fetchall()
        self._starts = [start for start, _ in blocks]
        self._nodes = [bytes(node) for _, node in blocks]
        self._read: dict[int, list[bytes]] = {}
        if root(self._nodes).hex() != committed:
            raise PipelineError(f"{PLACE}: of another root than it says, expected the same. Remove it.")

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._size

    @overload
    def __getitem__(self, position: int) -> LedgerRow: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[LedgerRow]: ...
    def __getitem__(self, position: int | slice) -> LedgerRow | Sequence[LedgerRow]:
        """Return the row at a position, or those of a slice."""
        if isinstance(position, slice):
            return [self[one] for one in range(*position.indices(self._size))]
        if not 0 <= position < self._size:
            raise IndexError(position)
        return _decoded(attest.LEDGER, self._lines(position)[position % BLOCK])

    def proof(self, position: int) -> list[bytes]:
        """Return the hashes from a row to the root."""
        block, within = divmod(position, BLOCK)
        leaves = [leaf_hash(line) for line in self._lines(position)]
        return [*inclusion_proof(leaves, within), *inclusion_proof(self._nodes, block)]

    def touching(self, document: str) -> list[LedgerRow]:
        """Return the row of a file, and those of what stands in it, in order."""
        asked = (
            "SELECT row FROM touch WHERE document = (SELECT number FROM name WHERE document = ?) ORDER BY row"
        )
        return [self[position] for (position,) in self._connection.execute(asked, (document,))]

    def document(self, document: str) -> Document | None:
        """Return a safe file; None when it was not kept."""
        return next(iter(self._beside(anonymize.DOCUMENTS, document)), None)

    def origin(self, document: str) -> Origin | None:
        """Return the fate of a file."""
        return next(iter(self._beside(anonymize.ORIGINS, document)), None)

    def decisions(self, document: str) -> list[Decision]:
        """Return what was decided about a file."""
        return self._beside(anonymize.DECISIONS, document)

    def _lines(self, position: int) -> list[bytes]:
        """Return the rows of the block in which a position is."""
        block = position // BLOCK
        if block in self._read:
            return self._read[block]
        end = self._starts[block + 1] if block + 1 < len(self._starts) else None
        lines = _bytes(attest.LEDGER, self._starts[block], end).splitlines()
        if root([leaf_hash(line) for line in lines]) != self._nodes[block]:
            raise PipelineError(
                f"{attest.LEDGER.path}: row {position} does not lead to the root of reports/attest.json, "
                "expected it to. Ask `adaptrail audit verify` what was altered."
            )
        self._read[block] = lines
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
    wanted = _identity(committed)
    try:
        connection = sqlite3.connect(PLACE)
        if _meta(connection) == wanted:
            return Index(connection, int(wanted["rows"]), committed)
        connection.close()
        PLACE.unlink()
        return _written(wanted, committed)
    except sqlite3.Error as error:
        raise PipelineError(
            f"{PLACE}: {error}, expected to write it. Free space, or mend the rights."
        ) from error


def _identity(committed: str) -> dict[str, str]:
    """Return what an index must be of: root, and the digests that the manifests have."""
    ledger = _vouched(attest.LEDGER)
    return {
        "schema": SCHEMA,
        "root": committed,
        "rows": str(ledger.rows),
        "ledger": ledger.sha256,
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


def _written(wanted: dict[str, str], committed: str) -> Index:
    connection = sqlite3.connect(PLACE)
    connection.execute("PRAGMA journal_mode = OFF")
    with connection:
        for table in TABLES:
            connection.execute(table)
        connection.executemany("INSERT INTO block VALUES (?, ?, ?)", _blocks(committed))
        connection.executemany("INSERT INTO beside VALUES (?, ?, ?, ?, ?)", _parts(anonymize.ORIGINS))
        connection.executemany("INSERT INTO beside VALUES (?, ?, ?, ?, ?)", _parts(anonymize.DECISIONS))
        connection.executemany("INSERT INTO beside VALUES (?, ?, ?, ?, ?)", _parts(anonymize.DOCUMENTS))
        names: dict[str, int] = {}
        connection.executemany("INSERT INTO touch VALUES (?, ?)", sorted(_touches(names)))
        connection.executemany("INSERT INTO name VALUES (?, ?)", ((n, name) for name, n in names.items()))
        connection.executemany("INSERT INTO meta VALUES (?, ?)", wanted.items())
    return Index(connection, int(wanted["rows"]), committed)


def _blocks(committed: str) -> list[tuple[int, int, bytes]]:
    """Return number, offset and node of each block; refuses a ledger that does not give the root."""
    blocks: list[tuple[int, int, bytes]] = []
    start = 0
    lines = BytesIO(attest.LEDGER.content())
    while rows := list(islice(lines, BLOCK)):
        blocks.append((len(blocks), start, root([leaf_hash(row.removesuffix(b"\n")) for row in rows])))
        start += sum(map(len, rows))
    if root([node for _, _, node in blocks]).hex() != committed:
        raise PipelineError(
            f"{attest.LEDGER.path}: does not give the root of reports/attest.json, expected it to. "
            "Ask `adaptrail audit verify` what was altered."
        )
    return blocks


def _parts(file: Rows[R]) -> Iterator[_Part]:
    start = 0
    for document, lines in groupby(BytesIO(file.content()), _document):
        content = b"".join(lines)
        yield _Part(file.path, document, start, len(content), hashlib.sha256(content).digest())
        start += len(content)


def _document(line: bytes) -> str:
    owned = msgspec.json.decode(line, type=_Owned)
    return owned.document or owned.id


def _touches(names: dict[str, int]) -> set[tuple[int, int]]:
    """Return the number of a file and the position of a row that is of it, or has bytes of it."""
    found = set()
    for position, line in enumerate(BytesIO(attest.LEDGER.content())):
        row = msgspec.json.decode(line, type=_Row)
        own = [row.item] if row.kind == "file" else [span.document for span in (*row.inputs, *row.outputs)]
        found |= {(names.setdefault(name, len(names)), position) for name in own}
    return found
