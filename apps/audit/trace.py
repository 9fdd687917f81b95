"""Answer why a sample is in the training set, or why it is not."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from apps.audit.index import Index
from apps.audit.proof import Way
from stages.attest.attest import content_digest
from stages.core.errors import PipelineError
from stages.core.records.decision import Decision
from stages.core.records.ledger_row import LedgerRow, Place
from stages.core.records.origin import Origin
from stages.core.records.sample import Sample
from stages.gate import contract as gate
from stages.gate.reviews import read_verdicts


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


class Judged(NamedTuple):
    """What people and standards said of a sample."""

    reviewers: list[str]
    """Who gave a verdict on it, or wrote its answer."""
    tags: list[str]
    """Standards that marked it and let it through."""
    weight: float | None
    """What `train` multiplies its loss with; nothing where it was dropped, or `gate` is not here."""


class Trace(NamedTuple):
    """The chain of one ledger row."""

    row: LedgerRow
    pieces: list[Piece]
    way: Way
    """From the row through its shard to the committed root."""
    also: list[LedgerRow]
    """The other rows of the item: an asset can be refused by several recipes."""


Between = Callable[[str, str], Sequence[int]]
"""Gives the positions of the rows whose item is from the first name up to the second."""
END = "\U0010ffff"
"""Sorts behind what any name goes on with."""


def find(
    rows: Sequence[LedgerRow], between: Between, item: str, samples: Callable[[], list[Sample]] = list
) -> int:
    """Return the index of the row whose item is `item` or the only one that starts with it.

    What no item starts with is the start of the digest of the texts of one of `samples`. Raises
    PipelineError when there is none, or more than one.
    """
    matches = between(item, f"{item}\0") or between(item, f"{item}{END}")
    if not matches and re.fullmatch("[0-9a-f]{8,64}", item):
        same = {sample.id for sample in samples() if content_digest(sample).startswith(item)}
        matches = [index for id_ in sorted(same) for index in between(id_, f"{id_}\0")]
    if not matches:
        raise PipelineError(
            f"ledger: no row {item!r}, expected an item or the start of one. See out/attest/ledger/."
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


def documents(row: LedgerRow) -> set[str]:
    """Return the files that a row has bytes of."""
    return {document for document, _ in row.files}


def trace(
    row: LedgerRow,
    also: list[LedgerRow],
    origins: Iterable[Origin],
    ledger: list[Decision],
    way: Way,
) -> Trace:
    """Return the chain of a row of the ledger; `also` are the other rows of its item.

    `origins` and `ledger` have at least what is said of its `documents`.
    """
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
    return Trace(row=row, pieces=pieces, way=way, also=also)


def traced(rows: Index, index: int) -> Trace:
    """Return the chain of the row at `index`, by what the index knows of its files."""
    row = rows[index]
    named = sorted(documents(row))
    also = [rows[place] for place in rows.between(row.item, f"{row.item}\0") if place != index]
    origins = [origin for document in named if (origin := rows.origin(document))]
    decisions = [decision for document in named for decision in rows.decisions(document)]
    return trace(row, also, origins, decisions, rows.way(index))


def judged(row: LedgerRow) -> Judged:
    """Return what people and standards said of a row, by governance/ and the samples of `gate`."""
    samples = gate.SAMPLES.read() if Path(gate.SAMPLES.path).exists() else []
    sample = next((one for one in samples if one.id == row.item), None)
    said = [
        one for one in read_verdicts() if one.sample == row.item or (sample and one.edited == sample.output)
    ]
    return Judged(
        reviewers=sorted({one.reviewer for one in said}),
        tags=sample.tags if sample else [],
        weight=sample.weight if sample else None,
    )


def _piece(field: str, span: Place, origin: Origin, ledger: list[Decision]) -> Piece:
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
