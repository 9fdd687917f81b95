"""Do several jobs at once, each in a process of its own with its share of the threads."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

import torch

from stages.core.errors import PipelineError

T = TypeVar("T")

DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""

_jobs: list[Callable[[], Any]] = []
"""In a process that `apart` has started: the jobs that it was started with."""


def apart(jobs: Sequence[Callable[[], T]], threads: int, device: str) -> list[T]:
    """Return what each job returns, in order; jobs are started in order.

    On a CPU under Linux a job runs in a fork of this process: it has the model without loading it, and what
    it changes is its own. Who forks must have computed with one thread so far, as OpenMP demands. Elsewhere
    jobs run one after another, here, with all threads. The bytes are the same: no sum depends on the number
    of threads. Raises what a job raises, and PipelineError when one was killed.
    """
    processes = min(len(jobs), threads) if device == "cpu" and sys.platform == "linux" else 1
    if processes == 1:
        torch.set_num_threads(threads)
        return [job() for job in jobs]
    begin = (jobs, threads // processes, os.getpid())
    with ProcessPoolExecutor(processes, get_context("fork"), _begin, begin) as pool:
        try:
            return list(pool.map(_do, range(len(jobs))))
        except BrokenProcessPool as error:
            raise PipelineError(
                "a process of this stage was killed, expected it to end by itself. Free memory, or set "
                "`threads` of the stage to 1, and run again."
            ) from error


def _begin(jobs: Sequence[Callable[[], Any]], threads: int, parent: int) -> None:
    """Take over the jobs; end with the parent, so that nobody writes where the next run does."""
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    torch.set_num_threads(threads)
    _jobs[:] = jobs


def _do(number: int) -> Any:  # noqa: ANN401  what the job returns
    return _jobs[number]()
