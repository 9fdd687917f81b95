"""Register a question of an auditor, and print its answer: for people, or with `--json` for programs."""

import argparse
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from apps.audit import evidence
from apps.described import described
from apps.output import print_whole
from stages.core.errors import PipelineError
from stages.core.records.ledger_row import LedgerRow

CONSOLE = Console(soft_wrap=True, highlight=False, markup=False)


Shown = str | Table
"""A part of an answer for people: lines, or a table."""


class Answer(NamedTuple):
    """What a question is told."""

    document: object
    """All of it, for `--json`."""
    shown: Sequence[Shown]
    """The same for people, in order."""
    is_yes: bool
    """False is exit code 1."""


Question = Callable[[argparse.Namespace], Answer]


def add(questions: Any, name: str, sentence: str, question: Question) -> argparse.ArgumentParser:  # noqa: ANN401  argparse has no public type for it
    """Add a question to `adaptrail audit` and return its parser, for the words that it takes."""
    parser: argparse.ArgumentParser = questions.add_parser(name, **described(sentence))
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON document")
    parser.set_defaults(command=partial(_answered, question))
    return parser


def add_adapter(parser: argparse.ArgumentParser) -> None:
    """Let a question be asked of one adapter; `evidence.chosen` reads the word."""
    parser.add_argument("adapter", nargs="?", default="", help="one adapter; without it, all of them")


def _answered(question: Question, arguments: argparse.Namespace) -> int:
    """Print an answer and return its exit code; a file that cannot be read is one line."""
    with _without_collector():
        answer = evidence.or_fault(lambda: question(arguments), _stop)
    if arguments.json:
        CONSOLE.print(evidence.as_json(answer.document))
        return int(not answer.is_yes)
    for part in answer.shown:
        if isinstance(part, Table):
            print_whole(part)
        else:
            CONSOLE.print(part)
    return int(not answer.is_yes)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let nobody look for cycles: a million rows have none, and looking takes as long as reading them."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _stop(why: str) -> Answer:
    raise PipelineError(why)


def on_one_line(text: str) -> str:
    """Return a text on one line: a path may hold any character, also those that steer a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return rows as a table for people; a cell is on one line."""
    shown = Table(*headings, box=SIMPLE_HEAD)
    for row in rows:
        shown.add_row(*(Text(on_one_line(str(cell))) for cell in row))
    return shown


def counted(counts: dict[str, int]) -> str:
    """Return counts by name on one line; a dash for none."""
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "-"


def fate(row: LedgerRow) -> str:
    """Return what became of the item of a ledger row, in words."""
    value = f" ({on_one_line(row.value)})" if row.value else ""
    return f"dropped by {row.stage}: {row.rule}{value}" if row.status == "dropped" else "kept"
