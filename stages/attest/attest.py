"""Write the ledger of every record, kept or dropped, and commit to it."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from stages.attest.operations import operations
from stages.attest.units import Unit, salt
from stages.core.contract import canonical
from stages.core.errors import PipelineError
from stages.core.records.drop import Drop
from stages.core.records.ledger_row import LedgerRow, files_of, ranges
from stages.core.records.origin import Origin
from stages.core.records.sample import Sample
from stages.core.records.span import Span

REVIEW = "review"
"""The rule of `gate` that holds to what reviewers said."""


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
    reviewed: dict[str, str]
    """What reviewers said of used samples, by id."""


def ledger(fates: Fates, units: Mapping[str, Unit]) -> list[LedgerRow]:
    """Return one row per file, candidate sample, refused asset, sorted by source, kind and item.

    `units` are the keys of the salts by source. Raises PipelineError when a candidate is neither used nor
    dropped, or a used sample was never built.
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
        *(_sample_row(sample, fates, dropped_samples.get(sample.id)) for sample in fates.candidates),
    ]
    sealed = [_sealed(row, spans, units[row.source]) for row, spans in rows]
    return sorted(sealed, key=lambda row: (row.source, row.kind, row.item, canonical(row)))


def sources(fates: Fates) -> list[str]:
    """Return the sources that `fates` speaks of, sorted."""
    named = (fates.origins, fates.build_drops, fates.candidates)
    return sorted({one.source for some in named for one in some})


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


def content_digest(sample: Sample) -> str:
    """Return the SHA-256 over what a model reads of a sample."""
    return hashlib.sha256(canonical([sample.instruction, sample.input, sample.output])).hexdigest()


def untraced(rows: list[LedgerRow]) -> list[str]:
    """Return the ids of used samples that lack an output span, or whose spans lie in a file that was not
    kept, or in another blob than its own."""
    kept = {(row.item, row.content) for row in rows if row.kind == "file" and row.status == "kept"}
    used = (row for row in rows if row.kind == "sample" and row.used)
    return [row.item for row in used if not row.made or not kept.issuperset(row.files)]


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


Unsealed = tuple[LedgerRow, list[Span]]
"""A row without salt and operations, and the spans of its input and output."""


def _sealed(row: LedgerRow, spans: list[Span], unit: Unit) -> LedgerRow:
    """Return a row with its salt, and with the hashes of what each stage made."""
    salted = msgspec.structs.replace(row, salt=salt(unit, row.kind, row.item, row.recipe))
    return msgspec.structs.replace(salted, ops=operations(salted, [span.safe for span in spans]))


def _file_row(origin: Origin, unused: Drop | None, learnt: str | None) -> Unsealed:
    row = LedgerRow(
        item=origin.document,
        kind="file",
        source=origin.source,
        salt="",
        stage=unused.stage if unused else origin.stage,
        rule=unused.rule if unused else origin.rule,
        value=unused.value if unused else origin.value,
        duplicate_of=origin.duplicate_of,
        licence=origin.licence,
        content=origin.blob,
        used=[learnt] if learnt else [],
    )
    return row, []


def _asset_row(drop: Drop) -> Unsealed:
    files = files_of(drop.spans)
    row = LedgerRow(
        item=drop.item,
        kind="asset",
        source=drop.source,
        salt="",
        stage=drop.stage,
        rule=drop.rule,
        value=drop.value,
        duplicate_of=drop.duplicate_of,
        recipe=drop.recipe,
        files=files,
        made=ranges(drop.spans, files),
    )
    return row, drop.spans


def _sample_row(sample: Sample, fates: Fates, dropped: Drop | None) -> Unsealed:
    used = fates.used.get(sample.id, [])
    drop = None if used else dropped
    spans = [*sample.inputs, *sample.outputs]
    files = files_of(spans)
    row = LedgerRow(
        item=sample.id,
        kind="sample",
        source=sample.source,
        salt="",
        stage=drop.stage if drop else "",
        rule=drop.rule if drop else "",
        value=drop.value if drop else "",
        duplicate_of=drop.duplicate_of if drop else "",
        licence=sample.licence,
        recipe=sample.recipe,
        generator=sample.generator,
        review=_reviewed(drop) if drop else fates.reviewed.get(sample.id, ""),
        content=content_digest(sample),
        used=sorted(used),
        files=files,
        read=ranges(sample.inputs, files),
        made=ranges(sample.outputs, files),
    )
    return row, spans


def _reviewed(drop: Drop) -> str:
    """Return what reviewers said of a sample that `gate` dropped for it."""
    return drop.value if drop.rule == REVIEW else ""
