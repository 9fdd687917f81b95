"""Draw rows for people to judge, by the root of the ledger: anyone draws the same, and nobody picks."""

import argparse
import hashlib
from collections.abc import Iterable
from math import ceil
from pathlib import Path
from typing import Any, Literal, NamedTuple

from apps.audit import evidence, question
from apps.audit.evidence import Splits
from apps.audit.question import Answer
from stages.attest.attest import content_digest
from stages.core.contract import canonical, publish
from stages.core.errors import PipelineError
from stages.core.records.record import Record
from stages.core.records.sample import Sample


class Preset(NamedTuple):
    """How much is drawn, and what share must be good."""

    rows: int
    """At least so many; 0 where only the share counts."""
    share: float
    """At least this share of all."""
    expected: float


PRESETS = {"manual": Preset(4000, 0.0, 0.96), "technical": Preset(0, 0.1, 0.98)}
"""What public summaries say of GB/T 45654 (before: TC260-003): people look at 4,000 items, of which 96 % must
be good; keywords and classifiers at a tenth, of which 98 % must be. A mapping, not a certification."""


class Drawn(Record, frozen=True):
    """The first line of the file: from what and how it was drawn."""

    schema: Literal[1]
    root: str
    """Of the ledger; it is the seed."""
    adapters: list[str]
    population: int
    """Different training rows of these adapters."""
    rows: int
    expected: float
    """Share that must be good."""


class Asked(Record, frozen=True):
    """One line per drawn row, in the order of the draw."""

    id: str
    place: str
    """`adapter/train:line`, where it stands first; `adaptrail audit trace` takes it."""
    content: str
    """SHA-256 of the three texts, as the ledger has it."""
    instruction: str
    input: str
    output: str
    verdict: Literal["", "pass", "fail"]
    """Empty until somebody has judged."""
    reviewer: str


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(
        questions, "sample", "draw training rows for people to judge, so that anyone draws the same", answer
    )
    question.add_adapter(asked)
    asked.add_argument(
        "--preset", choices=PRESETS, default="manual", help="4,000 rows at 96 %%, or a tenth at 98 %%"
    )
    asked.add_argument("--rows", type=int, default=0, help="so many rows in place of those of the preset")
    asked.add_argument("--out", type=Path, help="write the rows to this file, for `audit score`")


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes; the rows go to `--out`, or to `--json`."""
    preset = PRESETS[arguments.preset]
    if arguments.rows < 0:
        raise PipelineError(f"--rows {arguments.rows}: expected at least 1. Mend the number.")
    head, rows = drawn(evidence.chosen(arguments.adapter), preset, arguments.rows)
    said = (
        f"{head.rows} of {head.population} training rows, drawn by the root of the ledger {head.root}; "
        f"{head.expected:.0%} must pass"
    )
    if not arguments.out:
        return Answer([head, *rows], [said, *(f"{row.place} {row.id}" for row in rows)], is_yes=True)
    publish(arguments.out, b"".join(canonical(line) + b"\n" for line in (head, *rows)))
    remedy = 'Fill in "verdict" (pass or fail) and "reviewer", then ask `adaptrail audit score`.'
    return Answer([head, *rows], [said, f"written to {arguments.out}. {remedy}"], is_yes=True)


def drawn(adapters: list[str], preset: Preset, rows: int = 0) -> tuple[Drawn, list[Asked]]:
    """Return what is drawn of the training rows of `adapters`; `rows` takes the place of the preset's."""
    splits = [one for one in evidence.splits() if one.adapter in adapters]
    population, root = places(splits), evidence.figure("ledger_root")
    size = min(rows or max(preset.rows, ceil(preset.share * len(population))), len(population))
    chosen = sorted(population, key=lambda id_: _rank(root, id_))[:size]
    head = Drawn(
        schema=1,
        root=root,
        adapters=adapters,
        population=len(population),
        rows=size,
        expected=preset.expected,
    )
    return head, [_asked(*population[id_]) for id_ in chosen]


def places(splits: Iterable[Splits]) -> dict[str, tuple[str, Sample]]:
    """Return each different training row by id, with the place where it stands first."""
    found: dict[str, tuple[str, Sample]] = {}
    for one in splits:
        for number, row in enumerate(one.train, 1):
            found.setdefault(row.id, (f"{one.adapter}/train:{number}", row))
    return found


def _rank(root: str, id_: str) -> bytes:
    return hashlib.sha256(f"{root}\n{id_}".encode()).digest()


def _asked(place: str, row: Sample) -> Asked:
    return Asked(
        id=row.id,
        place=place,
        content=content_digest(row),
        instruction=row.instruction,
        input=row.input,
        output=row.output,
        verdict="",
        reviewer="",
    )
