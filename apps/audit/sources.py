"""Answer which sources were read, by what right, at which pin, and how much of each was kept."""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from apps.audit import evidence, question
from apps.audit.question import Answer, Shown, counted
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.origin import Origin
from stages.crawl.source import Source


class Used(NamedTuple):
    """One source of the run, or one that the ledger names and nobody declared."""

    source: str
    kind: str
    location: str
    pin: str
    """Commit, or Git tree id of the files; empty when the source is not declared."""
    source_class: str
    """`own`, `open-source`, `commercial` or `synthetic`."""
    owner: str
    licence: str
    """Declared for the whole; `adaptrail audit licences` has what holds for each file."""
    legal_basis: str
    files: int
    kept: int
    dropped: dict[str, int]
    """Files by the stage that dropped them."""
    candidates: int
    """Records that were built from it."""
    used: dict[str, int]
    """Its rows by adapter, over all splits; the files that the embedded base was given as `base`."""
    faults: list[str]
    """`not declared`, `no file` or `another commit`; empty when the source is as it was declared."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    question.add(questions, "sources", "list the sources with pin, class, right, and what was kept", answer)


def answer(_: argparse.Namespace) -> Answer:
    """Return yes when every source is declared, gave files and stands at its pin."""
    found = sources(evidence.declared(), evidence.ledger(), evidence.origins())
    headings = ("source", "class", "owner", "licence", "right", "pin", "files", "kept", "dropped by stage")
    what = [
        (
            one.source,
            one.source_class,
            one.owner,
            one.licence,
            one.legal_basis,
            one.pin[:12],
            one.files,
            one.kept,
            counted(one.dropped),
        )
        for one in found
    ]
    gave = [(one.source, one.candidates, counted(one.used)) for one in found]
    faults = [f"NO {one.source}: {', '.join(one.faults)}" for one in found if one.faults]
    shown: list[Shown] = [
        question.table(headings, what),
        question.table(("source", "records built", "rows used by"), gave),
        *faults,
    ]
    return Answer(found, shown, is_yes=not faults)


def sources(
    declared: Mapping[str, Source], rows: Iterable[LedgerRow], origins: Iterable[Origin]
) -> list[Used]:
    """Return every source that is declared or stands in the ledger, by name."""
    by_source: dict[str, list[LedgerRow]] = {name: [] for name in declared}
    for row in rows:
        by_source.setdefault(row.source, []).append(row)
    commits: dict[str, set[str]] = {}
    for origin in origins:
        commits.setdefault(origin.source, set()).add(origin.commit)
    return [
        _used(name, declared.get(name), by_source[name], commits.get(name, set()))
        for name in sorted(by_source)
    ]


def _used(name: str, source: Source | None, rows: list[LedgerRow], commits: set[str]) -> Used:
    files = [row for row in rows if row.kind == "file"]
    records = [row for row in rows if row.kind == "sample"]
    dropped = Counter(row.stage for row in files if row.status == "dropped")
    used = Counter(entry.split("/")[0] for row in rows for entry in row.used)
    faults = {
        "not declared": source is None,
        "no file": not files,
        "another commit": source is not None and bool(commits - {source.rev}),
    }
    return Used(
        source=name,
        kind=source.kind if source else "",
        location=source.location if source else "",
        pin=source.rev if source else "",
        source_class=source.source_class if source else "",
        owner=source.owner if source else "",
        licence=source.licence if source else "",
        legal_basis=source.legal_basis if source else "",
        files=len(files),
        kept=len(files) - sum(dropped.values()),
        dropped=dict(sorted(dropped.items())),
        candidates=len(records),
        used=dict(sorted(used.items())),
        faults=[fault for fault, is_so in faults.items() if is_so],
    )
