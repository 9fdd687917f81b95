"""Show what labels, inspected documents and verdicts say, as tables."""

from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from apps.review.shown import printable
from apps.review.statistics import Accepted, Agreement, Misses, Precision, upper_bound
from stages.anonymize.intervals import wilson


def of_precisions(found: Iterable[Precision]) -> Table:
    """Return how often each rule was right; narrow enough for a terminal of 80 columns."""
    shown = Table("found", *"TFX", "precision (95 %)", box=SIMPLE_HEAD, pad_edge=False)
    for row in found:
        interval = _interval(row.right, row.right + row.wrong)
        share = "not measured" if row.share is None else f"{row.share:.3f} ({interval})"
        shown.add_row(Text(printable(_named(row))), *map(str, (row.right, row.wrong, row.unsure)), share)
    return shown


def of_agreements(found: Iterable[Agreement]) -> Table:
    """Return how far each two reviewers agree."""
    shown = Table("reviewers", "seen by both", "alike", "share", "95 % interval", "kappa", box=SIMPLE_HEAD)
    for row in found:
        shown.add_row(
            Text(printable(" and ".join(row.reviewers))),
            *map(str, (row.both, row.alike)),
            f"{row.alike / row.both:.3f}",
            _interval(row.alike, row.both),
            "not measured" if row.kappa is None else f"{row.kappa:.2f}",
        )
    return shown


def of_misses(read: Iterable[Misses]) -> Table:
    """Return how much may have been missed in what was left unchanged."""
    shown = Table(
        "unchanged documents", "read", "with a miss", "miss rate at most (95 %, exact)", box=SIMPLE_HEAD
    )
    for row in read:
        bound = upper_bound(row.missed, row.inspected)
        shown.add_row(
            Text(printable(row.source_class)), *map(str, (row.inspected, row.missed)), f"{bound:.4f}"
        )
    return shown


def of_accepted(judged: Iterable[Accepted]) -> Table:
    """Return how often the answers of each recipe were accepted as they are, within 80 columns."""
    shown = Table("samples of", *"AER", "accepted (95 %)", box=SIMPLE_HEAD, pad_edge=False)
    for row in judged:
        total = row.accept + row.edit + row.reject
        share = f"{row.accept / total:.3f} ({_interval(row.accept, total)})"
        shown.add_row(Text(printable(row.recipe)), *map(str, row[1:]), share)
    return shown


def _named(row: Precision) -> str:
    """Return entity and rule; a rule for one secret is the entity's last word."""
    return row.entity if row.entity.endswith(f".{row.rule}") else f"{row.entity} by {row.rule}"


def _interval(hits: int, total: int) -> str:
    low, high = wilson(hits, total)
    return f"{low:.3f}-{high:.3f}"
