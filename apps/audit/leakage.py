"""Answer whether test rows leak into training, and how much training text an adapter gives back."""

import argparse
from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.table import Table

from apps.audit import evidence, question
from apps.audit.evidence import Splits
from apps.audit.question import Answer, Shown
from apps.review.statistics import upper_bound
from stages.attest.attest import content_digest
from stages.attest.results import content
from stages.core.contract import Figures
from stages.core.records.sample import Sample
from stages.core.similarity import near_pairs
from stages.split.params import SplitParams

LIMITS = (
    "Copying is measured on greedy answers to training prompts: more can be drawn out in other ways.",
    "Not measured: overlap with public benchmarks, and what the base model had read before it came here.",
)


class Leakage(NamedTuple):
    """What is in two splits of an adapter, and what it copies."""

    adapter: str
    tested: int
    """Rows of validation and test."""
    same_id: list[str]
    """Ids of rows of validation or test that are also trained on."""
    same_text: list[str]
    """Those whose text is trained on under another id."""
    same_group: list[str]
    """Those whose origin is trained on."""
    near: list[str]
    """Those whose answer is as like one of the training as `split.near` allows within a split only."""
    prompts: int
    """Training rows that the probe asked."""
    of: int
    """Training rows that it could have asked."""
    copied: dict[str, Figures]
    """By model, the figures of the probe: shares of copied answers, and the longest run."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(
        questions, "leakage", "say if test rows leak into training, and how much an adapter copies", answer
    )
    question.add_adapter(asked)


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes when no row of validation or test, nor its origin or likeness, is trained on."""
    chosen = evidence.chosen(arguments.adapter)
    near = evidence.setting("split", kind=SplitParams).near
    found = [
        leakage(one, near, content("probe", one.adapter).figures)
        for one in evidence.splits()
        if one.adapter in chosen
    ]
    shown: list[Shown] = [_across(found, near), _copies(found, evidence.shortest()), *LIMITS]
    return Answer(found, shown, is_yes=not any(_leaks(one) for one in found))


def _across(found: list[Leakage], near: float) -> Table:
    headings = (
        "adapter",
        "validation and test rows",
        "trained on: same id",
        "same text",
        "same origin",
        f"answer as like as {near}",
    )
    rows = [
        (one.adapter, one.tested, *map(len, (one.same_id, one.same_text, one.same_group, one.near)))
        for one in found
    ]
    return question.table(headings, rows)


def _copies(found: list[Leakage], shortest: int) -> Table:
    headings = (
        "adapter",
        "prompts asked",
        "model",
        f"answers with {shortest} lexemes copied",
        "at most (95 %)",
        "longest run",
    )
    rows = [
        (one.adapter, f"{one.prompts} of {one.of}", model)
        + (*_share(figures.get(f"at_{shortest}"), one.prompts), figures.get("longest", "not measured"))
        for one in found
        for model, figures in one.copied.items()
    ]
    return question.table(headings, rows)


def _share(share: object, prompts: int) -> tuple[str, str]:
    """Return a share, and what chance leaves open above it when so many prompts were asked."""
    if not isinstance(share, float | int) or not prompts:
        return "not measured", "not measured"
    return f"{share:.1%}", f"{upper_bound(round(share * prompts), prompts):.1%}"


def leakage(splits: Splits, near: float, probed: Figures) -> Leakage:
    """Return what of validation and test is trained on, and what the probe says of the adapter."""
    rest = [*splits.validation, *splits.test]
    ids = {row.id for row in splits.train}
    texts = {content_digest(row) for row in splits.train}
    groups = {row.group for row in splits.train}
    prompts = probed.get("prompts", 0)
    return Leakage(
        adapter=splits.adapter,
        tested=len(rest),
        same_id=[row.id for row in rest if row.id in ids],
        same_text=[row.id for row in rest if row.id not in ids and content_digest(row) in texts],
        same_group=[row.id for row in rest if row.group in groups],
        near=_near(splits.train, rest, near),
        prompts=prompts if isinstance(prompts, int) else 0,
        of=len(splits.train),
        copied={m: dict(said) for m in ("base", "adapter") if isinstance(said := probed.get(m), dict)},
    )


def _near(train: Sequence[Sample], rest: Sequence[Sample], threshold: float) -> list[str]:
    pairs = near_pairs([row.output for row in (*train, *rest)], threshold)
    across = {pair.right - len(train) for pair in pairs if pair.left < len(train) <= pair.right}
    return [rest[number].id for number in sorted(across)]


def _leaks(one: Leakage) -> bool:
    return bool(one.same_id or one.same_text or one.same_group or one.near)
