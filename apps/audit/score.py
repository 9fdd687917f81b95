"""Score a sample that people have judged: is it the one that was drawn, and what does it say of all rows."""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from apps.audit import evidence, question
from apps.audit.question import Answer
from apps.audit.sample import PRESETS, Asked, Drawn, Preset, drawn
from apps.review.statistics import lower_bound, upper_bound
from stages.core.by_hand import decoded, numbered
from stages.core.errors import PipelineError

ASK = "a line of `adaptrail audit sample`, schema 1. Restore the line, or draw again."
"""What is asked for in the place of a broken line."""
RISK = 0.025
"""On each side: the interval is one of 95 %."""


class Score(NamedTuple):
    """What the judged rows say of all of them."""

    population: int
    rows: int
    passed: int
    share: float
    low: float
    """Clopper and Pearson (1934), 95 %; the share itself when every row was drawn."""
    high: float
    expected: float
    reviewers: dict[str, int]
    """Rows by reviewer."""
    failed: list[str]
    """Places of the rows that did not pass."""
    is_reached: bool
    """The share of the sample is at least the expected one: how the standards count."""
    is_sure: bool
    """Also the lower end of the interval is."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(questions, "score", "say what a judged sample says of all rows", answer)
    asked.add_argument("file", type=Path, help="the file of `audit sample --out`, with its verdicts")


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes when the expected share is reached."""
    head, rows = read(arguments.file)
    _refuse_another_draw(arguments.file, head, rows)
    found = score(head, rows)
    exact = "every row was judged" if found.rows == found.population else "exact 95 % interval"
    shown = [
        f"{found.passed} of {found.rows} rows passed: {found.share:.2%} "
        f"[{found.low:.2%}, {found.high:.2%}] ({exact})",
        f"{'yes' if found.is_reached else 'NO'}, expected {found.expected:.0%}"
        + ("" if found.is_sure or not found.is_reached else "; chance alone can have lifted it there"),
        f"judged by {question.counted(found.reviewers)}",
        *(f"failed: {place}" for place in found.failed),
    ]
    return Answer(found, shown, is_yes=found.is_reached)


def read(path: Path) -> tuple[Drawn, list[Asked]]:
    """Return the lines of a judged sample.

    Raises PipelineError for a line of another shape, and for the first one without verdict or reviewer.
    """
    remedy = "Draw with `adaptrail audit sample --out`."
    lines = numbered(path, f"a judged sample. {remedy}")
    if not lines:
        raise PipelineError(f"{path}: empty, expected a judged sample. {remedy}")
    head = decoded(path, *lines[0], Drawn, ASK)
    rows = [decoded(path, number, line, Asked, ASK) for number, line in lines[1:]]
    for number, row in enumerate(rows, 2):
        if not (row.verdict and row.reviewer):
            raise PipelineError(
                f'{path}:{number}: no verdict or no reviewer, expected "pass" or "fail", and who says so. '
                "Fill both in."
            )
    return head, rows


def _refuse_another_draw(path: Path, head: Drawn, rows: list[Asked]) -> None:
    if head.root != evidence.figure("ledger_root"):
        raise PipelineError(
            f"{path}: drawn from ledger {head.root[:12]}, expected the one that lies here. "
            "Check out the revision that it was drawn from, or draw again."
        )
    if head.expected not in [preset.expected for preset in PRESETS.values()]:
        raise PipelineError(
            f"{path}:1: expected share {head.expected}, expected that of a preset. Draw again."
        )
    for name in head.adapters:
        evidence.chosen(name)
    wanted, every = drawn(head.adapters, Preset(head.rows, 0.0, head.expected))
    blank = [msgspec.structs.replace(row, verdict="", reviewer="") for row in rows]
    if (wanted, every) != (head, blank):
        raise PipelineError(
            f"{path}: other rows or texts than the draw gives, expected all {wanted.rows} in their order. "
            "Draw again and put the verdicts in."
        )


def score(head: Drawn, rows: list[Asked]) -> Score:
    """Return the share of rows that passed, with its exact interval."""
    passed = sum(row.verdict == "pass" for row in rows)
    share = passed / len(rows)
    is_census = len(rows) == head.population
    low = share if is_census else lower_bound(passed, len(rows), RISK)
    return Score(
        population=head.population,
        rows=len(rows),
        passed=passed,
        share=share,
        low=low,
        high=share if is_census else upper_bound(passed, len(rows), RISK),
        expected=head.expected,
        reviewers=dict(sorted(Counter(row.reviewer for row in rows).items())),
        failed=[row.place for row in rows if row.verdict == "fail"],
        is_reached=share >= head.expected,
        is_sure=low >= head.expected,
    )
