"""Answer what came out: a table of the results, or with `--output` a report for people as one HTML file."""

import argparse
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from apps.audit import evidence, question
from apps.audit.measured import measured
from apps.audit.question import Answer
from apps.audit.report.facts import facts
from apps.audit.report.language import LANGUAGES
from apps.audit.report.page import page
from apps.audit.report.verdict import state
from stages.attest import contract as attest
from stages.attest.results import Result, headings, results
from stages.core.contract import publish, sha256_of
from stages.core.errors import PipelineError


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(
        questions, "report", "print the results, or write all answers as one HTML file", answer
    )
    asked.add_argument("--output", type=Path, help="write the report to this file, which must be new")
    asked.add_argument("--language", choices=LANGUAGES, default="en", help="of the report: zh or en")
    asked.add_argument("--since", metavar="REVISION", default="", help="show in it what changed since then")
    asked.add_argument("--texts", action="store_true", help="show in it the masked texts of its samples")


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes, or with `--output` no when something was altered; the report is written then, too."""
    if arguments.output:
        return _written(arguments)
    if arguments.since or arguments.texts:
        raise PipelineError("--since, --texts: without --output, expected it beside them. Name a file.")
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


def _written(arguments: argparse.Namespace) -> Answer:
    path: Path = arguments.output
    if path.exists():
        raise PipelineError(f"{path}: is there already, expected a new file. Name another one.")
    found = facts(arguments.since, with_texts=arguments.texts)
    content = page(found, LANGUAGES[arguments.language], _command(arguments))
    publish(path, content.encode())
    verdict, digest = state(found), sha256_of(path)
    said = f"{verdict}: written to {path}, sha256 {digest}"
    document = {"report": str(path), "sha256": digest, "verdict": verdict}
    return Answer(document, [said], is_yes=verdict != "bad")


def _command(arguments: argparse.Namespace) -> str:
    """Return how the report is asked for; where it was written to does not change its bytes."""
    since = f" --since {arguments.since}" if arguments.since else ""
    texts = " --texts" if arguments.texts else ""
    return f"adaptrail audit report --output FILE --language {arguments.language}{since}{texts}"
