"""Gather what the report shows from the answers of the other questions; nothing is computed a second way."""

import argparse
import re
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from apps.audit import (
    approvals,
    attestations,
    checks,
    coverage,
    diff,
    evidence,
    leakage,
    licences,
    policy,
    question,
    residual,
    revision,
    sample,
    sign,
    sources,
    synthetic,
    trained,
    verify,
)
from apps.audit.erasure import receipts
from apps.audit.index import opened
from apps.audit.trace import Trace, find, traced
from stages.anonymize.params import AnonymizeParams
from stages.attest import contract as attest
from stages.attest.merkle import leaf_hash
from stages.attest.results import ReportContent, Result, content, results
from stages.core.contract import Counts, Figures, canonical
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.sample import Sample

ASKED: dict[str, Callable[[argparse.Namespace], question.Answer]] = {
    "sources": sources.answer,
    "licences": licences.answer,
    "policy": policy.answer,
    "residual": residual.answer,
    "coverage": coverage.answer,
    "synthetic": synthetic.answer,
    "trained": trained.answer,
    "leakage": leakage.answer,
    "approvals": approvals.answer,
    "verify --signatures": sign.answer,
}
"""Questions that are asked of the whole run."""
EACH = 5
"""Samples of each adapter that are shown with their proofs."""


class Point(NamedTuple):
    """The answer to one question."""

    question: str
    state: str
    """`yes`, `no`, or `not measured`."""
    why: list[str]
    """Lines that say what is not as it should be."""


class Stage(NamedTuple):
    """What a stage did, and what of it is committed to."""

    name: str
    counts: Counts | None
    """None where it reports none."""
    settings: str
    """SHA-256 of its section of params.yaml."""
    files: dict[str, str]
    """SHA-256 by path."""


class Proven(NamedTuple):
    """A training row with its way to the root."""

    place: str
    """`adapter/train:line`."""
    trace: Trace
    leaf: str
    root: str
    """What leaf and proof give: computed here, not copied."""
    sample: Sample | None
    """Its texts, with everything masked; None unless they were asked for."""


class Facts(NamedTuple):
    """All that the report shows."""

    root: str
    commitments: str
    """SHA-256 of reports/commitments.json."""
    rows: int
    findings: list[verify.Finding]
    points: list[Point]
    results: list[Result]
    shortest: int
    stages: list[Stage]
    sources: list[sources.Used]
    licences: list[licences.Licence]
    masking: policy.Masking | None
    canaries: Figures
    dropped: dict[tuple[str, str, str], dict[str, int]]
    """What was dropped by source; by kind of row, stage and rule."""
    proven: list[Proven]
    approvals: approvals.Approvals | None
    erasures: list[receipts.Plan]
    tainted: list[receipts.Tainted]
    """Adapters that learnt what was erased."""
    signed: list[attestations.Made]
    diff: diff.Diff | None
    """None when no second revision was named."""
    not_read: dict[str, str]
    """Why a part is missing, by section."""


def facts(since: str, *, with_texts: bool) -> Facts:
    """Return what there is to show; a part that cannot be read is left out, and `not_read` says why."""
    missing: dict[str, str] = {}
    rows: list[LedgerRow] = _or("sources", evidence.ledger, [], missing)
    return Facts(
        root=evidence.figure("ledger_root"),
        commitments=evidence.figure("commitments_sha256"),
        rows=len(rows),
        findings=checks.findings(),
        points=[_point(name) for name in ASKED],
        results=_or("results", lambda: results(evidence.adapters(), evidence.shortest()), [], missing),
        shortest=evidence.shortest(),
        stages=_or("pipeline", _stages, [], missing),
        sources=_or(
            "sources", lambda: sources.sources(evidence.declared(), rows, evidence.origins()), [], missing
        ),
        licences=_or("licences", _licences, [], missing),
        masking=_or("masking", _masking, None, missing),
        canaries=_or("masking", _canaries, {}, missing),
        dropped=dropped(rows),
        proven=_or("samples", lambda: _proven(with_texts=with_texts), [], missing),
        approvals=_or("approvals", approvals.decided, None, missing),
        erasures=_or("erasures", lambda: [one.predicate for one in receipts.receipts()], [], missing),
        tainted=_or("erasures", lambda: receipts.tainted(evidence.adapters()), [], missing),
        signed=_or("signed", attestations.made, [], missing),
        diff=diff.diff(revision.revision(since), revision.revision("HEAD")) if since else None,
        not_read=missing,
    )


def _or(
    section: str, read: Callable[[], evidence.V], nothing: evidence.V, missing: dict[str, str]
) -> evidence.V:
    def fault(why: str) -> evidence.V:
        missing[section] = why
        return nothing

    return evidence.or_fault(read, fault)


def _point(name: str) -> Point:
    asked = argparse.Namespace(adapter="", rule="")
    return evidence.or_fault(
        lambda: _answered(name, ASKED[name](asked)), lambda why: Point(name, "not measured", [why])
    )


def _answered(name: str, answer: question.Answer) -> Point:
    said = [line for part in answer.shown if isinstance(part, str) for line in part.split("\n")]
    faults = [found[1] for line in said if (found := re.match(r"\s*NO:?\s+(.*)", line))]
    return Point(name, "yes" if answer.is_yes else "no", faults)


def _licences() -> list[licences.Licence]:
    readers = {*evidence.adapters(), "base"}
    return licences.licences(evidence.ledger(), evidence.origins(), licences.classified, readers)


def _masking() -> policy.Masking:
    return policy.masking(evidence.setting("anonymize", kind=AnonymizeParams), evidence.decisions())


def _canaries() -> Figures:
    figures = content("anonymize").figures
    return {name: value for name, value in figures.items() if name.startswith("canaries")}


def _stages() -> list[Stage]:
    committed = evidence.commitments()
    files: dict[str, dict[str, str]] = defaultdict(dict)
    for path, digest in sorted(committed.files.items()):
        files[_stage_of(path)][path] = digest
    return [
        Stage(name, _counts(name), committed.params.get(name, ""), files[name]) for name in attest.SETTINGS
    ]


def _stage_of(path: str) -> str:
    """Return the stage that wrote a file of out/ or reports/; loss curves are of `evaluate`."""
    name = path.split("/")[1].removesuffix(".json") if "/" in path else "crawl"
    return {"loss": "evaluate", "report.md": "attest"}.get(name, name)


def _counts(stage: str) -> Counts | None:
    if stage == "train":
        return None
    if stage in ("evaluate", "probe"):
        return _sum([content(stage, adapter) for adapter in evidence.adapters()])
    return evidence.or_fault(lambda: content(stage).counts, lambda _: None)


def _sum(reports: list[ReportContent]) -> Counts:
    dropped: dict[str, int] = defaultdict(int)
    for report in reports:
        for rule, count in report.counts.dropped.items():
            dropped[rule] += count
    read, written = (sum(getattr(report.counts, name) for report in reports) for name in ("read", "written"))
    return Counts(read=read, written=written, dropped=dict(dropped))


def dropped(rows: list[LedgerRow]) -> dict[tuple[str, str, str], dict[str, int]]:
    """Return how many rows each rule of a stage dropped, by source; in the order of the pipeline."""
    found: dict[tuple[str, str, str], dict[str, int]] = {}
    for row in rows:
        if row.status == "dropped":
            by_source = found.setdefault((row.kind, row.stage, row.rule), {})
            by_source[row.source] = by_source.get(row.source, 0) + 1
    order = {name: number for number, name in enumerate(attest.SETTINGS)}
    return dict(
        sorted(found.items(), key=lambda entry: (entry[0][0], order.get(entry[0][1], 0), entry[0][2]))
    )


def _proven(*, with_texts: bool) -> list[Proven]:
    drawn = {
        row.id: row.place
        for adapter in evidence.adapters()
        for row in sample.drawn([adapter], sample.PRESETS["manual"], EACH)[1]
    }
    rows = opened(evidence.figure("ledger_root"))
    texts = {one.id: one for one in evidence.samples()} if with_texts else {}
    found = []
    for id_, place in drawn.items():
        trace = traced(rows, find(rows, rows.between, id_))
        leaf = leaf_hash(canonical(trace.row))
        root = trace.way.root(leaf, len(rows.shards))
        found.append(Proven(place, trace, leaf.hex(), root, texts.get(id_)))
    return found
