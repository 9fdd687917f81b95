"""Answer why a sample is in the training set, or why it is not."""

from typing import NamedTuple

from stages.attest.merkle import inclusion_proof, leaf_hash
from stages.core.contract import canonical
from stages.core.errors import PipelineError
from stages.core.records.decision import Decision
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.origin import Origin
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


def find(rows: list[LedgerRow], item: str) -> int:
    """Return the index of the row whose item is `item` or the only one that starts with it.

    Raises PipelineError when there is none, or more than one.
    """
    exact = [index for index, row in enumerate(rows) if row.item == item]
    matches = exact or [index for index, row in enumerate(rows) if row.item.startswith(item)]
    if not matches:
        raise PipelineError(
            f"ledger: no row {item!r}, expected an item or the start of one. See out/attest/ledger.jsonl."
        )
    if len({rows[index].item for index in matches}) > 1:
        raise PipelineError(
            f"ledger: {len(matches)} rows start with {item!r}, expected one item. Give more of the id."
        )
    return matches[0]


def trace(rows: list[LedgerRow], index: int, origins: list[Origin], ledger: list[Decision]) -> Trace:
    """Return the chain of the row at `index` of the ledger."""
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
    proof = inclusion_proof([leaf_hash(canonical(entry)) for entry in rows], index)
    also = [other for place, other in enumerate(rows) if other.item == row.item and place != index]
    return Trace(row=row, pieces=pieces, position=index, proof=[node.hex() for node in proof], also=also)


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
