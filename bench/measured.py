"""Measure work in CPU seconds, which other processes of the machine disturb least."""

import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple


class Measured(NamedTuple):
    """What a call returned, and what it took."""

    result: object
    seconds: float
    """Of the CPU, in this process."""
    wall: float
    """Seconds of the clock."""

    def __str__(self) -> str:
        """Return both times, for people."""
        return f"{self.seconds:.1f} s CPU, {self.wall:.1f} s of the clock"


def timed(work: Callable[[], object]) -> Measured:
    """Call `work` once."""
    begun, start = time.perf_counter(), time.process_time()
    result = work()
    return Measured(result, time.process_time() - start, time.perf_counter() - begun)


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Return the least CPU time of one call over some rounds."""
    return min(timed(work).seconds for _ in range(rounds))


def need_library(name: str, remedy: str) -> None:
    """Leave with one line and exit code 0 when a peer is not installed."""
    if find_spec(name) is None:
        _leave(f"{name}: {remedy}")


def need_files(*paths: str | Path) -> None:
    """Leave with one line and exit code 0 when an out of the pipeline, or named data, is not here."""
    for path in map(Path, paths):
        if not path.exists():
            _leave(f"{path}: {'run `dvc repro`' if path.parts[0] == 'out' else 'name a place that has it'}")


def _leave(what: str) -> None:
    print(f"not measured: needs {what}")
    sys.exit(0)
