"""Write the ledger of every record, kept or dropped, and commit to it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from stages.attest.merkle import leaf_hash, root
from stages.core.contract import canonical
from stages.core.errors import PipelineError
from stages.core.records.drop import Drop
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.origin import Origin
from stages.core.records.sample import Sample


class Fates(NamedTuple):
    """Everything that was read or made, and what became of it."""

    origins: list[Origin]
    model_drops: list[Drop]
    build_drops: list[Drop]
    candidates: list[Sample]
    """Of `build`, and what reviewers made of them."""
    later_drops: list[Drop]
    """Drops of `gate` and `split`."""
    used: dict[str, list[str]]
    """`adapter/split` entries by sample id."""
    learnt: dict[str, str]
    """`base/train` or `base/held-out` by document, for what the embedded base was given."""


def ledger(fates: Fates) -> list[LedgerRow]:
    """Return one row per file, candidate sample, refused asset, sorted by kind and item.

    Raises PipelineError when a candidate is neither used nor dropped, or a used sample was never built.
    """
    unused_documents = {drop.item: drop for drop in fates.model_drops}
    dropped_samples = {drop.item: drop for drop in reversed(fates.later_drops)}
    _refuse_holes(fates, dropped_samples)
    rows = [
        *(
            _file_row(origin, unused_documents.get(origin.document), fates.learnt.get(origin.document))
            for origin in fates.origins
        ),
        *(_asset_row(drop) for drop in fates.build_drops),
        *(_sample_row(sample, fates.used.get(sample.id, []), dropped_samples) for sample in fates.candidates),
    ]
    return sorted(rows, key=lambda row: (row.kind, row.item, canonical(row)))


def size(fates: Fates) -> int:
    """Return how many rows the ledger of `fates` must have."""
    return len(fates.origins) + len(fates.build_drops) + len(fates.candidates)


def uses(splits: Mapping[str, list[Sample]]) -> dict[str, list[str]]:
    """Return the `adapter/split` entries of each sample id, from the rows by entry."""
    used: dict[str, list[str]] = defaultdict(list)
    for entry, samples in sorted(splits.items()):
        for sample in samples:
            used[sample.id].append(entry)
    return dict(used)


def commitment(rows: Iterable[LedgerRow]) -> str:
    """Return the RFC 9162 root over the canonical rows, in ledger order, as hex."""
    return root([leaf_hash(canonical(row)) for row in rows]).hex()


def content_digest(sample: Sample) -> str:
    """Return the SHA-256 over what a model reads of a sample."""
    return hashlib.sha256(canonical([sample.instruction, sample.input, sample.output])).hexdigest()


def untraced(rows: list[LedgerRow]) -> list[str]:
    """Return the ids of used samples that lack an output span, or whose spans lie in a file that was not
    kept, or in another blob than its own."""
    kept = {(row.item, row.content) for row in rows if row.kind == "file" and row.status == "kept"}
    return [row.item for row in rows if row.kind == "sample" and row.used and not _traced(row, kept)]


def _traced(row: LedgerRow, kept: set[tuple[str, str]]) -> bool:
    spans = [*row.inputs, *row.outputs]
    return bool(row.outputs) and all((span.document, span.blob) in kept for span in spans)


def _refuse_holes(fates: Fates, dropped: dict[str, Drop]) -> None:
    built = {sample.id for sample in fates.candidates}
    lost = sorted(built - dropped.keys() - fates.used.keys())
    foreign = sorted(fates.used.keys() - built)
    if lost or foreign:
        raise PipelineError(
            f"out/split: {len(lost)} candidates are neither used nor dropped (first: {lost[:1]}), "
            f"{len(foreign)} used "
            f"samples were never built (first: {foreign[:1]}); expected none. Run `dvc repro` from "
            f"`build` on."
        )


def _file_row(origin: Origin, unused: Drop | None, learnt: str | None) -> LedgerRow:
    return LedgerRow(
        item=origin.document,
        kind="file",
        source=origin.source,
        status="dropped" if unused else origin.status,
        stage=unused.stage if unused else origin.stage,
        rule=unused.rule if unused else origin.rule,
        value=unused.value if unused else origin.value,
        duplicate_of=origin.duplicate_of,
        licence=origin.licence,
        recipe="",
        generator="",
        content=origin.blob,
        used=[learnt] if learnt else [],
        inputs=[],
        outputs=[],
    )


def _asset_row(drop: Drop) -> LedgerRow:
    return LedgerRow(
        item=drop.item,
        kind="asset",
        source=drop.source,
        status="dropped",
        stage=drop.stage,
        rule=drop.rule,
        value=drop.value,
        duplicate_of=drop.duplicate_of,
        licence="",
        recipe=drop.recipe,
        generator="",
        content=drop.blob,
        used=[],
        inputs=[],
        outputs=drop.spans,
    )


def _sample_row(sample: Sample, used: list[str], dropped: dict[str, Drop]) -> LedgerRow:
    drop = None if used else dropped[sample.id]
    return LedgerRow(
        item=sample.id,
        kind="sample",
        source=sample.source,
        status="dropped" if drop else "kept",
        stage=drop.stage if drop else "",
        rule=drop.rule if drop else "",
        value=drop.value if drop else "",
        duplicate_of=drop.duplicate_of if drop else "",
        licence=sample.licence,
        recipe=sample.recipe,
        generator=sample.generator,
        content=content_digest(sample),
        used=sorted(used),
        inputs=sample.inputs,
        outputs=sample.outputs,
    )
