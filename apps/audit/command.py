"""`adaptrail audit trace|where|verify|replay|report`: answers from the ledger; exit code 1 means no."""

import argparse
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from apps.audit import evidence, verify
from apps.audit.measured import measured
from apps.audit.trace import Trace, find, trace
from apps.audit.where import Fate, Lines, place, where
from apps.described import described
from apps.output import print_whole
from stages.anonymize import contract as anonymize
from stages.anonymize.replay import Replayed, replay
from stages.attest import contract as attest
from stages.attest.results import Result, headings, results
from stages.build import contract as build
from stages.core.contract import read_json, sha256_of
from stages.core.errors import PipelineError
from stages.core.records.base_model import BaseModel
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.sample import Sample

CONSOLE = Console(soft_wrap=True, highlight=False, markup=False)
Question = Callable[[argparse.Namespace], int]


def register(commands: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add `audit` and its questions to the command line."""
    parser = commands.add_parser(
        "audit",
        **described("ask where records come from, where files went, what came out and if all is unaltered"),
        epilog="The exit code is 1 when the answer is no: not found, altered or, for `where`, dropped "
        "and unused.",
    )
    questions = parser.add_subparsers(required=True, metavar="question")
    asked = questions.add_parser("trace", **described("say why a sample is in the training set, or why not"))
    asked.add_argument(
        "item", help="adapter/train:line (or validation, test), or the start of a ledger row's id"
    )
    asked.set_defaults(command=partial(_answer, _trace))
    asked_where = questions.add_parser("where", **described("say where a file, or lines of it, went"))
    asked_where.add_argument("place", help="source:path, or source:path:first-last for lines")
    asked_where.set_defaults(command=partial(_answer, _where))
    asked_verify = questions.add_parser(
        "verify", **described("say if anything was altered since it was made")
    )
    asked_verify.set_defaults(command=partial(_answer, _verify))
    asked_replay = questions.add_parser(
        "replay", **described("say if raw data and the ledger of anonymization give every document again")
    )
    asked_replay.set_defaults(command=partial(_answer, _replay))
    asked_report = questions.add_parser("report", **described("print the results, one line an adapter"))
    asked_report.set_defaults(command=partial(_answer, _report))
    for question in (asked, asked_where, asked_verify, asked_replay, asked_report):
        question.add_argument("--json", action="store_true", help="print the answer as one JSON document")


def _answer(question: Question, arguments: argparse.Namespace) -> int:
    """Return the exit code of a question; a file that cannot be read is one line."""
    return evidence.or_fault(lambda: question(arguments), _stop)


def _stop(why: str) -> int:
    raise PipelineError(why)


def _trace(arguments: argparse.Namespace) -> int:
    rows = evidence.ledger()
    index = find(rows, _item(arguments.item))
    answer = trace(rows, index, anonymize.ORIGINS.read(), anonymize.DECISIONS.read())
    CONSOLE.print(evidence.as_json(answer) if arguments.json else _chain(answer, len(rows)))
    return 0


def _item(text: str) -> str:
    """Return the id of the sample at `adapter/split:line`; any other text is an id itself."""
    named = re.fullmatch(r"([a-z0-9-]+)/(train|validation|test):([0-9]{1,9})", text)
    if not named:
        return text
    if named[1] not in evidence.adapters():
        raise PipelineError(
            f"{text}: no adapter '{named[1]}', expected one of {', '.join(evidence.adapters())}. "
            "Mend the name."
        )
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
        f"{row.kind} {_shown(row.item)}",
        f"  {_reason(row)}; used in: {', '.join(row.used) or 'nothing'}",
        f"  {made}, licence {row.licence or 'not decided'}",
        *(f"  also {_reason(other)}" for other in answer.also),
        *(
            f"  {piece.field}: {_shown(piece.document)} bytes {piece.start}-{piece.end} of blob {piece.blob} "
            f"at {piece.commit}, licence {piece.licence}, masked {piece.masked or 'nothing'}"
            for piece in answer.pieces
        ),
        f"  ledger row {answer.position} of {size}, {len(answer.proof)} hashes to root "
        f"{evidence.figure('ledger_root')}",
    ]
    return "\n".join(lines)


def _where(arguments: argparse.Namespace) -> int:
    rows = evidence.ledger()
    wanted = place(arguments.place, {row.item for row in rows if row.kind == "file"})
    documents = {document.id: document for document in anonymize.DOCUMENTS.read()}
    answer = where(rows, wanted, documents.get(wanted.document))
    CONSOLE.print(evidence.as_json(answer) if arguments.json else _fates(answer))
    return int(answer.file.status == "dropped" and not answer.file.used)


def _fates(answer: Fate) -> str:
    touching = [f"  {_line(found.row)}{_ranges(found.lines)}" for found in answer.rows]
    return "\n".join([_line(answer.file), *touching])


def _ranges(lines: list[Lines]) -> str:
    return f", lines {', '.join(f'{first}-{last}' for first, last in lines)}" if lines else ""


def _line(row: LedgerRow) -> str:
    duplicate = f", duplicate of {_shown(row.duplicate_of)}" if row.duplicate_of else ""
    used = f", in {', '.join(row.used)}" if row.used else ""
    recipe = f" {row.recipe}" if row.recipe else ""
    return f"{row.kind} {_shown(row.item)}{recipe}: {_reason(row)}{duplicate}{used}"


def _reason(row: LedgerRow) -> str:
    value = f" ({_shown(row.value)})" if row.value else ""
    return f"dropped by {row.stage}: {row.rule}{value}" if row.status == "dropped" else "kept"


def _shown(text: str) -> str:
    """Return a text on one line: a path may hold any character, also those that steer a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _verify(arguments: argparse.Namespace) -> int:
    findings = [_finding(name, look) for name, look in _checks().items()]
    if not evidence.raw_zone():
        findings += [verify.Finding(name, 0, [], "the raw zone is not here") for name in _raw_checks()]
    said = "\n".join(_verdict(finding) for finding in findings)
    CONSOLE.print(evidence.as_json(findings) if arguments.json else said)
    return int(any(finding.faults for finding in findings))


def _finding(name: str, look: Callable[[], verify.Looked]) -> verify.Finding:
    looked = evidence.or_fault(look, lambda why: verify.Looked(0, [why]))
    return verify.Finding(name, *looked, not_measured="")


def _verdict(finding: verify.Finding) -> str:
    if finding.not_measured:
        return f"not measured {finding.check}: {finding.not_measured}"
    named = "".join(f"\n    {_shown(fault)}" for fault in finding.faults[:10])
    more = f"\n    and {len(finding.faults) - 10} more" if len(finding.faults) > 10 else ""
    return f"{'NO ' if finding.faults else 'yes'} {finding.check}: {finding.examined} examined{named}{more}"


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
        "the ledger of anonymization is one chain": lambda: verify.chain(anonymize.DECISIONS.read()),
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
        "files stand at their pins": lambda: verify.pins(anonymize.ORIGINS.read_some(), evidence.pins()),
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
    base = read_json(attest.BASE / "base.json", BaseModel)
    train, validation = (Path(rows.of(name).path) for rows in (attest.TRAIN, attest.VALIDATION))
    return verify.adapter(Path("out/train", name), train, validation, base)


def _raw_checks() -> dict[str, Callable[[], verify.Looked]]:
    return {
        "blobs give their Git id and SHA-256": lambda: verify.blobs(list(anonymize.BLOBS.read())),
        "raw blobs and ledger give every document": lambda: verify.documents(
            anonymize.DOCUMENTS.read(), list(anonymize.BLOBS.read()), anonymize.DECISIONS.read()
        ),
        "raw bytes and ledger give every span": lambda: verify.spans(
            build.CANDIDATES.read(), list(anonymize.BLOBS.read()), anonymize.DECISIONS.read()
        ),
    }


def _replay(arguments: argparse.Namespace) -> int:
    if not evidence.raw_zone():
        raise PipelineError(
            f"{anonymize.BLOBS.path}: not found, expected the raw blobs. Run `dvc checkout crawl`, on the "
            "machine with the raw data."
        )
    answer = replay(anonymize.DOCUMENTS.read_some(), anonymize.DECISIONS.read(), anonymize.BLOBS.read())
    CONSOLE.print(evidence.as_json(answer) if arguments.json else _replayed(answer))
    return int(bool(answer.differing))


def _replayed(answer: Replayed) -> str:
    return "\n".join(
        [
            f"{'NO ' if answer.differing else 'yes'} raw blobs and ledger give every document: "
            f"{answer.documents} documents, {answer.rows} replacements, "
            f"{answer.equal} of {answer.size} bytes equal",
            *(f"    {_shown(document)}: {why}" for document, why in answer.differing),
        ]
    )


def _report(arguments: argparse.Namespace) -> int:
    rows = results(evidence.adapters(), evidence.shortest())
    if arguments.json:
        CONSOLE.print(evidence.as_json([measured(row.adapter, evidence.shortest()) for row in rows]))
    else:
        print_whole(_table(rows))
        CONSOLE.print(f"report: {attest.REPORT}")
    return 0


def _table(rows: list[Result]) -> Table:
    shown = Table(box=SIMPLE_HEAD)
    for heading, *cells in zip(headings(evidence.shortest()), *rows, strict=True):
        shown.add_column(heading, width=max(map(len, [*cells, *heading.split()])), vertical="bottom")
    for row in rows:
        shown.add_row(*row)
    return shown
