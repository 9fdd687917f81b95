"""Read JSON Lines that people keep in Git: what is broken is named by its line, never by its text."""

from codecs import BOM_UTF8
from pathlib import Path
from typing import TypeVar

import msgspec

from stages.core.errors import PipelineError
from stages.core.records.record import Record

R = TypeVar("R", bound=Record)


def numbered(path: Path, wanted: str) -> list[tuple[int, bytes]]:
    """Return the lines of a file with their numbers, also as Windows writes them.

    Raises PipelineError when it cannot be read; `wanted` says what it should be, and what to do.
    """
    try:
        return list(enumerate(path.read_bytes().removeprefix(BOM_UTF8).splitlines(), 1))
    except OSError as error:
        raise PipelineError(f"{path}: {error.strerror}, expected {wanted}") from error


def decoded(path: Path, number: int, line: bytes, kind: type[R], ask: str) -> R:
    """Return the row in a line.

    Raises PipelineError when it is none; `ask` says what it should be, and what to do.
    """
    try:
        return msgspec.json.decode(line, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        at = f" at `{str(error).partition('`$.')[2]}" if "`$." in str(error) else ""
        raise PipelineError(f"{path}:{number}: another shape{at}, expected {ask}") from error


def ask_for(kind: type[Record]) -> str:
    """Return what is asked for in the place of a broken row of a review."""
    return f"a row of {kind.__name__}, schema 1. Restore the line from Git, or remove it and review again."
