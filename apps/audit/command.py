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
    leakage,
    licences,
    policy,
    question,
    replay,
    residual,
    sample,
    score,
    sources,
    synthetic,
    trained,
    verify,
)
from apps.audit.index import opened
from apps.audit.question import Answer, fate, on_one_line
from apps.audit.report import asked as report
from apps.audit.trace import Trace, find, holding, traced
from apps.audit.where import Fate, Lines, place, where
from apps.described import described
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
    export,
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
    question.add(questions, "verify", "say if anything was altered since it was made", _verify)
    for one in QUESTIONS:
        one.register(questions)


def _trace(arguments: argparse.Namespace) -> Answer:
    rows = opened(evidence.figure("ledger_root"))
    answer = traced(rows, find(rows, _item(arguments.item), evidence.samples))
    return Answer(answer, [_chain(answer, len(rows))], is_yes=True)


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


def _chain(answer: Trace, size: int) -> str:
    row = answer.row
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
        f"  ledger row {answer.position} of {size}, {len(answer.proof)} hashes to root "
        f"{evidence.figure('ledger_root')}",
    ]
    return "\n".join(lines)


def _where(arguments: argparse.Namespace) -> Answer:
    index = opened(evidence.figure("ledger_root"))
    files = [row.item for row in index.touching(arguments.place) if row.kind == "file"]
    wanted = place(arguments.place, files)
    answer = where(index.touching(wanted.document), wanted, index.document(wanted.document))
    return Answer(answer, [_fates(answer)], is_yes=answer.file.status == "kept" or bool(answer.file.used))


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


def _verify(_: argparse.Namespace) -> Answer:
    findings = checks.findings()
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
<<<<<<< HEAD
=======


def _checks() -> dict[str, Callable[[], verify.Looked]]:
    """Return the checks by what they say when they find nothing."""
    checks: dict[str, Callable[[], verify.Looked]] = {
        "commitments are what the attestation says": lambda: verify.commitments(
            evidence.commitments(),
            sha256_of(attest.COMMITMENTS),
            evidence.figure("commitments_sha256"),
        ),
        "settings are what was committed to": lambda: verify.settings(
            evidence.commitments().params, evidence.sections()
        ),
        "the ledger of anonymization is one chain": lambda: verify.chain(evidence.decisions()),
        "reports and manifests are what was committed to": lambda: verify.files(
            evidence.commitments().files, raw_zone=evidence.raw_zone()
        ),
        "exports are what the attestation says": lambda: verify.files(evidence.exports(), raw_zone=True),
        "outs are what their manifests say": lambda: verify.outs(evidence.manifests()),
        "the ledger gives the committed root": lambda: verify.ledger(evidence.ledger(), evidence.attested()),
        "samples are what the ledger says": lambda: verify.samples(evidence.ledger(), _samples()),
        "used samples name their bytes and their recipe": lambda: verify.coverage(
            evidence.ledger(), evidence.generators()
        ),
        "answers that are copied are the text of their bytes": lambda: verify.answers(
            _samples(), evidence.pieces()
        ),
        "files stand at their pins": lambda: verify.pins(evidence.origins(), evidence.pins()),
    }
    return checks | _adapter_checks() | (_raw_checks() if evidence.raw_zone() else {})


def _samples() -> list[Sample]:
    used = [
        sample
        for one in evidence.splits()
        for rows in (one.train, one.validation, one.test)
        for sample in rows
    ]
    return [*build.CANDIDATES.read(), *attest.EDITS.read(), *used]


def _adapter_checks() -> dict[str, Callable[[], verify.Looked]]:
    try:
        names = evidence.adapters()
    except PipelineError:
        return {"adapters are what was trained": lambda: verify.Looked(len(evidence.adapters()), [])}
    return {f"adapter {name} is what was trained": partial(_adapter, name) for name in names}


def _adapter(name: str) -> verify.Looked:
    train, validation = (Path(rows.of(name).path) for rows in (attest.TRAIN, attest.VALIDATION))
    return verify.adapter(evidence.TRAINED / name, train, validation, evidence.base())


def _raw_checks() -> dict[str, Callable[[], verify.Looked]]:
    return {
        "blobs give their Git id and SHA-256": lambda: verify.blobs(list(anonymize.BLOBS.read())),
        "raw blobs and ledger give every document": lambda: verify.documents(
            evidence.documents(), list(anonymize.BLOBS.read()), evidence.decisions()
        ),
        "raw bytes and ledger give every span": lambda: verify.spans(
            build.CANDIDATES.read(), list(anonymize.BLOBS.read()), evidence.decisions()
        ),
    }


def _report(_: argparse.Namespace) -> Answer:
    rows = results(evidence.adapters(), evidence.shortest())
    numbers = [measured(row.adapter, evidence.shortest()) for row in rows]
    return Answer(numbers, [_table(rows), f"report: {attest.REPORT}"], is_yes=True)


def _table(rows: list[Result]) -> Table:
    shown = Table(box=SIMPLE_HEAD)
    for heading, *cells in zip(headings(evidence.shortest()), *rows, strict=True):
        shown.add_column(heading, width=max(map(len, [*cells, *heading.split()])), vertical="bottom")
    for row in rows:
        shown.add_row(*row)
    return shown
>>>>>>> f136573ecd6665b3a41579cfcbac8cb9476122d1
