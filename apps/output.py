"""Standard output of a command, whose faults end it: one line for a full disk, silence for a closed pipe."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table

from stages.core.errors import PipelineError

CLOSED_PIPE = 128 + signal.SIGPIPE
"""Exit code that a shell gives a command whose reader has gone: 1 would be the answer no."""

WIDEST = 10_000
"""Columns of a terminal in which every table fits."""


def print_whole(table: Table) -> None:
    """Print a table as wide as its cells need; a narrower terminal wraps its lines, and cuts none."""
    needed = Console(width=WIDEST).measure(table).maximum
    Console(width=max(Console().width, needed)).print(table)


class Output:
    """A stream that raises SystemExit when its reader has gone, and PipelineError when it cannot be written.

    Neither is an OSError, so that who reads files takes no fault of the output for one of its own.
    """

    def __init__(self, stream: TextIO) -> None:
        """Write to `stream`."""
        self._stream = stream

    def write(self, text: str) -> int:
        """Return the number of characters written."""
        with _faults(self._stream):
            return self._stream.write(text)

    def flush(self) -> None:
        """Write what is buffered."""
        with _faults(self._stream):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the stream has
        return getattr(self._stream, name)


@contextmanager
def checked_output() -> Iterator[None]:
    """Let every print of the block go through `Output`, and write all of it before the block is left."""
    if sys.stdout is None:  # a shell's `>&-`
        raise PipelineError("standard output: closed, expected an open one. Send it to a file or a terminal.")
    output = Output(sys.stdout)
    with redirect_stdout(output):
        try:
            yield
        finally:
            output.flush()


@contextmanager
def _faults(stream: TextIO) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        _discard(stream)
        sys.exit(CLOSED_PIPE)
    except OSError as error:
        _discard(stream)
        raise PipelineError(
            f"standard output: {error.strerror}, expected room for the answer. Send it elsewhere."
        ) from error


def _discard(stream: TextIO) -> None:
    """Send what is still buffered nowhere: the interpreter's last flush would fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
