"""`adaptrail audit trace|where|verify|report`: answers from the ledger; exit code 1 when the answer is no."""

import argparse
import re
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from apps.audit import evidence, verify
from apps.audit.trace import Trace, find, trace
from apps.audit.where import Fate, place, where
from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.attest.results import HEADINGS, Result, results
from stages.build import contract as build
from stages.core.contract import read_json
from stages.core.errors import PipelineError
from stages.core.records.base_model import BaseModel
from stages.core.records.ledger_row import LedgerRow

CONSOLE = Console(soft_wrap=True, highlight=False, markup=False)
TABLE_WIDTH = 154
"""Columns that the table of results needs; a narrower terminal wraps lines rather than cut figures."""


def register(commands: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add `audit` and its questions to the command line."""
    parser = commands.add_parser(
        "audit", help="where records come from, where files went, whether anything was altered"
    )
    questions = parser.add_subparsers(required=True, metavar="question")
    asked = questions.add_parser("trace", help="why is this sample in the training set, or why not")
    asked.add_argument("item", help="id of a ledger row, or the start of one; or adapter/split:line")
    asked.set_defaults(command=_trace)
    asked_where = questions.add_parser("where", help="where did this file, or these lines of it, go")
    asked_where.add_argument("place", help="source:path or source:path:first-last")
    asked_where.set_defaults(command=_where)
    asked_verify = questions.add_parser("verify", help="was anything altered since it was made")
    asked_verify.set_defaults(command=_verify)
    for question in (asked, asked_where, asked_verify):
        question.add_argument("--json", action="store_true", help="print the answer as JSON")
    questions.add_parser("report", help="the table of results").set_defaults(command=_report)


def _trace(arguments: argparse.Namespace) -> int:
    rows = attest.LEDGER.read_some()
    index = find(rows, _item(arguments.item))
    answer = trace(rows, index, anonymize.ORIGINS.read(), anonymize.REDACTIONS.read())
    CONSOLE.print(evidence.as_json(answer) if arguments.json else _chain(answer, len(rows)))
    return 0


def _item(text: str) -> str:
    """Return the id of the sample at `adapter/split:line`; any other text is an id itself."""
    named = re.fullmatch(r"([a-z0-9-]+)/(train|validation|test):([0-9]+)", text)
    if not named:
        return text
    files = {"train": attest.TRAIN, "validation": attest.VALIDATION, "test": attest.TEST}
    rows = files[named[2]].of(named[1]).read_some()
    if not 1 <= int(named[3]) <= len(rows):
        raise PipelineError(f"{text}: no such line, expected one of 1-{len(rows)}. Mend the line.")
    return rows[int(named[3]) - 1].id


def _chain(answer: Trace, size: int) -> str:
    row = answer.row
    fate = f"dropped by {row.stage}: {row.rule} ({row.value})" if row.status == "dropped" else "kept"
    lines = [
        f"{row.kind} {row.item}",
        f"  {fate}; used in: {', '.join(row.used) or 'nothing'}",
        f"  made by {row.generator or row.recipe or 'crawl'}, licence {row.licence or 'not decided'}",
        *(
            f"  {piece.field}: {piece.document} bytes {piece.start}-{piece.end} of blob {piece.blob} "
            f"at {piece.commit}, licence {piece.licence}, masked {piece.masked or 'nothing'}"
            for piece in answer.pieces
        ),
        f"  ledger row {answer.position} of {size}, {len(answer.proof)} hashes to root "
        f"{evidence.committed_root()}",
    ]
    return "\n".join(lines)


def _where(arguments: argparse.Namespace) -> int:
    wanted = place(arguments.place)
    documents = {document.id: document for document in anonymize.DOCUMENTS.read()}
    answer = where(attest.LEDGER.read_some(), wanted, documents.get(wanted.document))
    CONSOLE.print(evidence.as_json(answer) if arguments.json else _fates(answer))
    return int(answer.file.status == "dropped")


def _fates(answer: Fate) -> str:
    return "\n".join([_line(answer.file), *(f"  {_line(row)}" for row in answer.rows)])


def _line(row: LedgerRow) -> str:
    reason = f"dropped by {row.stage}: {row.rule} ({row.value})" if row.status == "dropped" else "kept"
    duplicate = f", duplicate of {row.duplicate_of}" if row.duplicate_of else ""
    used = f", in {', '.join(row.used)}" if row.used else ""
    return f"{row.kind} {row.item}{' ' + row.recipe if row.recipe else ''}: {reason}{duplicate}{used}"


def _verify(arguments: argparse.Namespace) -> int:
    findings = list(_findings())
    if arguments.json:
        CONSOLE.print(evidence.as_json(findings))
    else:
        CONSOLE.print("\n".join(_verdict(finding) for finding in findings))
        if not evidence.raw_zone():
            CONSOLE.print("not measured: the raw zone is not here, so spans were not compared with raw bytes")
    return int(any(finding.faults for finding in findings))


def _verdict(finding: verify.Finding) -> str:
    named = "".join(f"\n    {fault}" for fault in finding.faults[:10])
    more = f"\n    and {len(finding.faults) - 10} more" if len(finding.faults) > 10 else ""
    return f"{'NO ' if finding.faults else 'yes'} {finding.check}: {finding.examined} examined{named}{more}"


def _findings() -> list[verify.Finding]:
    rows, every_split = attest.LEDGER.read_some(), evidence.splits()
    used = [sample for split in every_split for sample in [*split.train, *split.validation, *split.test]]
    base = read_json(attest.BASE / "base.json", BaseModel)
    findings = [
        verify.outs(evidence.manifests()),
        verify.ledger(rows, evidence.committed_root()),
        verify.samples(rows, used),
        verify.coverage(rows),
        *(_adapter(split.adapter, base) for split in every_split),
    ]
    return [*findings, *_raw_findings()] if evidence.raw_zone() else findings


def _adapter(name: str, base: BaseModel) -> verify.Finding:
    paths = [Path(rows.of(name).path) for rows in (attest.TRAIN, attest.VALIDATION)]
    return verify.adapter(Path("out/train", name), paths[0], paths[1], base)


def _raw_findings() -> list[verify.Finding]:
    raw, redactions = anonymize.BLOBS.read(), anonymize.REDACTIONS.read()
    return [
        verify.blobs(raw),
        verify.documents(anonymize.DOCUMENTS.read(), raw, redactions),
        verify.spans(build.CANDIDATES.read(), raw, redactions),
    ]


def _report(_: argparse.Namespace) -> int:
    Console(width=max(CONSOLE.width, TABLE_WIDTH)).print(_table(results(evidence.adapters())))
    CONSOLE.print(f"report: {attest.REPORT}")
    return 0


def _table(rows: list[Result]) -> Table:
    shown = Table(box=SIMPLE_HEAD)
    for heading, *cells in zip(HEADINGS, *rows, strict=True):
        shown.add_column(heading, min_width=max(map(len, cells)), vertical="bottom")
    for row in rows:
        shown.add_row(*row)
    return shown
