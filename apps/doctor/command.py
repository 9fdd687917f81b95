"""`adaptrail doctor`: the table of what is installed; exit code 1 when something needed is missing."""

import argparse
from typing import Any

from rich.console import Console
from rich.table import Table

from apps.described import described
from apps.doctor.doctor import PROBES, Check, examine


def register(commands: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add `doctor` to the command line."""
    parser = commands.add_parser(
        "doctor",
        **described("say what is installed, what is missing and what that costs"),
        epilog="The exit code is 1 when something needed is missing.",
    )
    parser.set_defaults(command=command)


def command(_: argparse.Namespace) -> int:
    """Print the checks and return the exit code."""
    checks = examine(PROBES)
    Console().print(table(checks))
    return int(any(check.needed and not check.found for check in checks))


def table(checks: list[Check]) -> Table:
    """Return the checks as a table, one a row."""
    rows = Table("", "what", "found", "without it")
    for check in checks:
        mark = "ok" if check.found else "MISSING" if check.needed else "-"
        rows.add_row(mark, check.name, check.found or "missing", "" if check.found else check.cost)
    return rows
