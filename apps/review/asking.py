"""Ask a person about one item after the other, and keep each answer at once."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from stages.core.contract import canonical, publish
from stages.core.records.record import Record

T = TypeVar("T")

CONSOLE = Console(soft_wrap=True, highlight=False, markup=False)


def asked(items: list[T], ask: Callable[[T], bool]) -> int:
    """Return how many items were seen before somebody stopped."""
    for number, item in enumerate(items):
        CONSOLE.print(f"\n{number + 1} of {len(items)}", style="bold")
        if not ask(item):
            return number
    return len(items)


def add(path: Path, rows: Iterable[Record]) -> None:
    """Write the rows of a file of reviews."""
    publish(path, b"".join(canonical(row) + b"\n" for row in rows))
