"""`adaptrail audit trace|where|verify|replay|report`: answers from the ledger; exit code 1 means no."""

import argparse
import re
from pathlib import Path
from typing import Any

from apps.audit import (
    absent,
    approvals,
    checks,
    coverage,
    diff,
    evidence,
    export,
    keys,
    leakage,
    licences,
    policy,
    query,
    question,
    replay,
    reproduce,
    residual,
    sample,
    score,
    sign,
    sources,
    synthetic,
    trained,
    verify,
)
from apps.audit.erasure import asked as erase
from apps.audit.erasure import proved as erased
from apps.audit.index import opened
from apps.audit.question import Answer, fate, on_one_line
from apps.audit.report import asked as report
from apps.audit.trace import Judged, Trace, find, holding, judged, traced
from apps.audit.where import Fate, Lines, place, where
from apps.described import described
from stages.anonymize import contract as anonymize
from stages.anonymize.replay import raw_path, raw_paths, renames_of
from stages.attest import contract as attest
from stages.core.errors import PipelineError
from stages.core.records.ledger_row import LedgerRow

QUESTIONS = (
    sources,
    licences,
    policy,
    replay,
    residual,
    coverage,
    synthetic,
    trained,
    leakage,
    approvals,
    sample,
    score,
    diff,
    absent,
    query,
    export,
    keys,
    sign,
    erase,
    erased,
    reproduce,
    report,
)
"""Questions that have a file of their own."""


def register(commands: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add `audit` and its questions to the command line."""
    parser = commands.add_parser(
        "audit",
        **described("ask where records come from, where files went, what came out and if all is unaltered"),
        epilog="The exit code is 1 when the answer is no: docs/audit.md says what that is for each question.",
    )
    questions = parser.add_subparsers(required=True, metavar="question")
    asked = question.add(questions, "trace", "say why a sample is in the training set, or why not", _trace)
    asked.add_argument(
        "item",
        help="adapter/train:line (or validation, test), the start of a ledger row's id or of the digest of "
        "its texts, or a file with an answer",
    )
    asked = question.add(questions, "where", "say where a file, or lines of it, went", _where)
    asked.add_argument("place", help="source:path, or source:path:first-last for lines")
    asked = question.add(questions, "verify", "say if anything was altered since it was made", _verify)
    asked.add_argument("--signatures", action="store_true", help="check who signed it, and the log, only")
    asked.add_argument("--deep", action="store_true", help="run the data stages anew in a clean clone, too")
    asked.add_argument("--kept", type=Path, help="a checkpoint of the log that you kept; with --signatures")
    for one in QUESTIONS:
        one.register(questions)


def _trace(arguments: argparse.Namespace) -> Answer:
    rows = opened(evidence.figure("ledger_root"))
    answer = traced(rows, find(rows, rows.between, _item(arguments.item), evidence.samples))
    said = judged(answer.row)
    return Answer(answer._asdict() | {"judged": said}, [_chain(answer, said)], is_yes=True)


def _item(text: str) -> str:
    """Return the id of the sample at `adapter/split:line`, or of the one that a file holds the answer of; any
    other text is an id itself."""
    if Path(text).is_file():
        return holding(evidence.samples(), Path(text))
    named = re.fullmatch(r"([a-z0-9-]+)/(train|validation|test):([0-9]{1,9})", text)
    if not named:
        return text
    evidence.chosen(named[1])
    files = {"train": attest.TRAIN, "validation": attest.VALIDATION, "test": attest.TEST}
    rows = files[named[2]].of(named[1]).read_some()
    if not 1 <= int(named[3]) <= len(rows):
        raise PipelineError(f"{text}: no such line, expected one of 1-{len(rows)}. Mend the line.")
    return rows[int(named[3]) - 1].id


def _chain(answer: Trace, judged: Judged) -> str:
    row, way = answer.row, answer.way
    made = (
        f"asked for by {row.recipe or 'no recipe'}"
        if row.kind == "asset"
        else (f"made by {row.generator or 'crawl'}")
    )
    lines = [
        f"{row.kind} {on_one_line(row.item)}",
        f"  {fate(row)}; used in: {', '.join(row.used) or 'nothing'}",
        f"  {made}, licence {row.licence or 'not decided'}",
        *(f"  also {fate(other)}" for other in answer.also),
        *(
            f"  {piece.field}: {on_one_line(piece.document)} bytes {piece.start}-{piece.end} "
            f"of blob {piece.blob} at {piece.commit}, licence {piece.licence}, "
            f"masked {piece.masked or 'nothing'}"
            for piece in answer.pieces
        ),
        f"  operations: {', '.join(row.operations)}",
        f"  reviewed: {row.review or 'no'}, by {', '.join(map(on_one_line, judged.reviewers)) or 'nobody'}; "
        f"marked by gate: {', '.join(judged.tags) or 'nothing'}"
        + (f"; weight {judged.weight}" if judged.weight is not None else ""),
        f"  by the code {way.shard.code[:16]} and the policy {way.shard.policy}",
        f"  row {way.position} of {way.shard.rows} of shard {way.shard.source}, "
        f"{len(way.proof) + len(way.above)} hashes to root {evidence.figure('ledger_root')}",
    ]
    return "\n".join(lines)


def _where(arguments: argparse.Namespace) -> Answer:
    index = opened(evidence.figure("ledger_root"))
    files = [row.item for row in index.touching(arguments.place) if row.kind == "file"]
    wanted = place(arguments.place, files)
    if not files and evidence.raw_zone():
        wanted = wanted._replace(document=_renamed(wanted.document))
    answer = where(index.touching(wanted.document), wanted, index.document(wanted.document))
    return Answer(answer, [_fates(answer)], is_yes=answer.file.status == "kept" or bool(answer.file.used))


def _renamed(raw: str) -> str:
    """Return the document of a raw `source:path`, by its rows of the ledger; itself when none was crawled."""
    source, _, path = raw.partition(":")
    crawled = [file for file in anonymize.CRAWLED.read() if (file.source, file.path) == (source, path)]
    if not crawled:
        return raw
    renames = renames_of(evidence.decisions())
    return next(
        (
            origin.document
            for origin in evidence.origins()
            if raw_path(origin, renames.get(origin.document, []), raw_paths(crawled)) == path
        ),
        raw,
    )


def _fates(answer: Fate) -> str:
    touching = [f"  {_line(found.row)}{_ranges(found.lines)}" for found in answer.rows]
    return "\n".join([_line(answer.file), *touching])


def _ranges(lines: list[Lines]) -> str:
    return f", lines {', '.join(f'{first}-{last}' for first, last in lines)}" if lines else ""


def _line(row: LedgerRow) -> str:
    duplicate = f", duplicate of {on_one_line(row.duplicate_of)}" if row.duplicate_of else ""
    used = f", in {', '.join(row.used)}" if row.used else ""
    recipe = f" {row.recipe}" if row.recipe else ""
    return f"{row.kind} {on_one_line(row.item)}{recipe}: {fate(row)}{duplicate}{used}"


def _verify(arguments: argparse.Namespace) -> Answer:
    if arguments.kept and not arguments.signatures:
        raise PipelineError("--kept: without --signatures, expected it beside. Add --signatures.")
    if arguments.deep and arguments.signatures:
        raise PipelineError("--deep: with --signatures, expected one of them. Ask twice.")
    findings = sign.findings(arguments.kept) if arguments.signatures else checks.findings()
    if arguments.deep:
        findings.append(checks.finding(reproduce.CHECK, reproduce.look))
    return Answer(
        findings,
        [_verdict(finding) for finding in findings],
        is_yes=not any(finding.faults for finding in findings),
    )


def _verdict(finding: verify.Finding) -> str:
    if finding.not_measured:
        return f"not measured {finding.check}: {finding.not_measured}"
    named = "".join(f"\n    {on_one_line(fault)}" for fault in finding.faults[:10])
    more = f"\n    and {len(finding.faults) - 10} more" if len(finding.faults) > 10 else ""
    return f"{'NO ' if finding.faults else 'yes'} {finding.check}: {finding.examined} examined{named}{more}"
