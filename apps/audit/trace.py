"""Answer why a sample is in the training set, or why it is not."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from apps.audit.index import Index
from stages.attest.attest import content_digest
from stages.core.errors import PipelineError
from stages.core.records.decision import Decision
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.origin import Origin
from stages.core.records.sample import Sample
from stages.core.records.span import Span


class Piece(NamedTuple):
    """Where one piece of a sample comes from, and what was masked in it."""

    field: str
    """`input` or `output` of a sample; `place` of a refused asset."""
    document: str
    commit: str
    blob: str
    start: int
    end: int
    licence: str
    masked: dict[str, int]
    """What was masked inside the range, by entity."""


class Trace(NamedTuple):
    """The chain of one ledger row."""

    row: LedgerRow
    pieces: list[Piece]
    position: int
    """Place of the row in the ledger, from 0."""
    proof: list[str]
    """Sibling hashes up to the committed root, as hex."""
    also: list[LedgerRow]
    """The other rows of the item: an asset can be refused by several recipes."""


KINDS = ("asset", "file", "sample")
"""Of rows, in the order of the ledger."""
END = "\U0010ffff"
"""Sorts behind what any name goes on with."""


def find(rows: Sequence[LedgerRow], item: str, samples: Callable[[], list[Sample]] = list) -> int:
    """Return the index of the row whose item is `item` or the only one that starts with it.

    Rows are sorted by kind and item, as the ledger is. What no item starts with is the start of the digest of
    the texts of one of `samples`. Raises PipelineError when there is none, or more than one.
    """
    exact = [index for kind in KINDS for index in _between(rows, kind, item, f"{item}\0")]
    matches = exact or [index for kind in KINDS for index in _between(rows, kind, item, f"{item}{END}")]
    if not matches and re.fullmatch("[0-9a-f]{8,64}", item):
        same = {sample.id for sample in samples() if content_digest(sample).startswith(item)}
        matches = [index for id_ in sorted(same) for index in _between(rows, "sample", id_, f"{id_}\0")]
    if not matches:
        raise PipelineError(
            f"ledger: no row {item!r}, expected an item or the start of one. See out/attest/ledger.jsonl."
        )
    if rows[matches[0]].item != rows[matches[-1]].item:
        raise PipelineError(
            f"ledger: {len(matches)} rows start with {item!r}, expected one item. Give more of the id."
        )
    return matches[0]


def holding(samples: Iterable[Sample], file: Path) -> str:
    """Return the id of the sample whose answer is the text of a file, but for white space around it.

    Raises PipelineError when there is none, or more than one.
    """
    wanted = file.read_text(encoding="utf-8").strip()
    found = sorted({sample.id for sample in samples if sample.output.strip() == wanted})
    if not found:
        raise PipelineError(
            f"{file}: the answer of no record, expected one. `adaptrail audit prove-absent {file}` looks for "
            "near copies."
        )
    if len(found) > 1:
        raise PipelineError(f"{file}: the answer of {len(found)} records, expected one. Ask for {found[0]}.")
    return found[0]


def _between(rows: Sequence[LedgerRow], kind: str, first: str, last: str) -> range:
    ends = [bisect_left(rows, (kind, item), key=lambda row: (row.kind, row.item)) for item in (first, last)]
    return range(*ends)


def documents(row: LedgerRow) -> set[str]:
    """Return the files that a row has bytes of."""
    return {span.document for span in [*row.inputs, *row.outputs]}


def trace(
    rows: Sequence[LedgerRow],
    index: int,
    origins: Iterable[Origin],
    ledger: list[Decision],
    proof: list[bytes],
) -> Trace:
    """Return the chain of the row at `index` of the ledger; `proof` is its way to the root.

    `origins` and `ledger` have at least what is said of its `documents`.
    """
    row = rows[index]
    by_document = {origin.document: origin for origin in origins}
    made = "place" if row.kind == "asset" else "output"
    spans = [("input", span) for span in row.inputs] + [(made, span) for span in row.outputs]
    unknown = [span.document for _, span in spans if span.document not in by_document]
    if unknown:
        raise PipelineError(
            f"out/anonymize/origins.jsonl: no file {unknown[0]!r} that the ledger names, expected one. "
            "Run `dvc repro` again."
        )
    pieces = [_piece(field, span, by_document[span.document], ledger) for field, span in spans]
    same = [place for kind in KINDS for place in _between(rows, kind, row.item, f"{row.item}\0")]
    also = [rows[place] for place in same if place != index]
    return Trace(row=row, pieces=pieces, position=index, proof=[node.hex() for node in proof], also=also)


def traced(rows: Index, index: int) -> Trace:
    """Return the chain of the row at `index`, by what the index knows of its files."""
    named = sorted(documents(rows[index]))
    origins = [origin for document in named if (origin := rows.origin(document))]
    decisions = [decision for document in named for decision in rows.decisions(document)]
    return trace(rows, index, origins, decisions, rows.proof(index))


def _piece(field: str, span: Span, origin: Origin, ledger: list[Decision]) -> Piece:
    inside = [
        row.entity
        for row in ledger
        if row.masks and row.document == span.document and span.start <= row.start and row.end <= span.end
    ]
    return Piece(
        field=field,
        document=span.document,
        commit=origin.commit,
        blob=span.blob,
        start=span.start,
        end=span.end,
        licence=origin.licence,
        masked={entity: inside.count(entity) for entity in sorted(set(inside))},
    )
