"""Answer whether every row of training and evaluation is traceable to bytes of kept files."""

import argparse
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from apps.audit import evidence, question, verify
from apps.audit.evidence import Splits
from apps.audit.question import Answer
from stages.attest.attest import untraced
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.sample import Sample


class Coverage(NamedTuple):
    """The rows of one split of an adapter."""

    adapter: str
    split: str
    rows: int
    traced: int
    """Rows whose text and spans are those of their ledger row, which names the split, a recipe of the
    settings, and bytes of files that were kept."""
    orphans: list[str]
    """Ids of the others."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(
        questions, "coverage", "say if every row of training and evaluation is traceable", answer
    )
    question.add_adapter(asked)


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes when all rows are traceable, and there is at least one."""
    chosen = evidence.chosen(arguments.adapter)
    splits = [one for one in evidence.splits() if one.adapter in chosen]
    found = coverage(evidence.ledger(), splits, evidence.generators())
    rows, traced = sum(one.rows for one in found), sum(one.traced for one in found)
    counts = [(one.adapter, one.split, one.rows, one.traced) for one in found]
    shown = question.table(("adapter", "split", "rows", "traced"), counts)
    orphans = [f"NO {one.adapter}/{one.split}: {orphan}" for one in found for orphan in one.orphans]
    said = f"{traced} of {rows} rows are traceable"
    return Answer(found, [shown, *orphans, said], is_yes=0 < rows == traced)


def coverage(rows: Iterable[LedgerRow], splits: Iterable[Splits], generators: set[str]) -> list[Coverage]:
    """Return one entry a split: training, validation and test of each adapter."""
    every = list(rows)
    lost = set(untraced(every))
    known = {
        row.item: row
        for row in every
        if row.kind == "sample" and row.item not in lost and row.generator in generators
    }
    return [
        _coverage(one.adapter, split, getattr(one, split), known)
        for one in splits
        for split in ("train", "validation", "test")
    ]


def _coverage(adapter: str, split: str, samples: list[Sample], known: Mapping[str, LedgerRow]) -> Coverage:
    entry = f"{adapter}/{split}"
    orphans = [one.id for one in samples if not _is_traced(one, known.get(one.id), entry)]
    return Coverage(adapter, split, len(samples), len(samples) - len(orphans), orphans)


def _is_traced(sample: Sample, row: LedgerRow | None, entry: str) -> bool:
    return row is not None and entry in row.used and verify.is_row(sample, row)
