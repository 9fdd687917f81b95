"""Jobs run in processes of their own, and what goes wrong in one is said as it would be here."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import torch

from stages.core.errors import PipelineError
from stages.core.language_model.apart import apart

FORKS = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked under Linux only")
LEFT = """
import os, sys, time
from pathlib import Path
from stages.core.language_model.apart import apart
def job():
    Path(str(os.getpid())).touch()
    time.sleep(60)
apart([job, job], 2, "cpu")
"""


def threads() -> tuple[int, int]:
    return os.getpid(), torch.get_num_threads()


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@FORKS
def test_results_come_in_the_order_of_the_jobs() -> None:
    assert apart([partial(abs, -number) for number in range(5)], 2, "cpu") == [0, 1, 2, 3, 4]


@FORKS
@pytest.mark.parametrize(("jobs", "given", "each"), [(2, 2, 1), (2, 4, 2), (3, 4, 1), (1, 4, 4), (3, 1, 1)])
def test_processes_share_the_threads(jobs: int, given: int, each: int) -> None:
    found = apart([threads] * jobs, given, "cpu")
    assert {number for _, number in found} == {each}
    is_here = min(jobs, given) == 1
    assert (os.getpid() in {process for process, _ in found}) == is_here


def test_a_gpu_is_used_by_this_process_alone() -> None:
    assert apart([threads, threads], 1, "cuda") == [(os.getpid(), 1)] * 2


@FORKS
def test_what_a_job_changes_is_its_own() -> None:
    kept = [0]

    def change() -> int:
        kept[0] += 1
        return kept[0]

    assert apart([change, change], 2, "cpu")[0] == 1
    assert kept == [0]


@pytest.mark.parametrize("given", [1, 2])
def test_a_fault_of_a_job_is_that_of_the_stage(given: int) -> None:
    def fail() -> None:
        raise PipelineError("rows: 0, expected one. Add one.")

    with pytest.raises(PipelineError, match=r"^rows: 0, expected one\. Add one\.$"):
        apart([fail, fail], given, "cpu")


@FORKS
def test_a_job_that_was_killed_is_one_line() -> None:
    def end() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(PipelineError, match=r"^a process of this stage was killed, .* run again\.$"):
        apart([end, end], 2, "cpu")


@FORKS
def test_jobs_end_with_the_process_that_began_them(tmp_path: Path) -> None:
    begun = subprocess.Popen(
        [sys.executable, "-c", LEFT], cwd=tmp_path, env=os.environ | {"PYTHONPATH": os.getcwd()}
    )
    _until(lambda: len(list(tmp_path.iterdir())) == 2)
    begun.kill()
    begun.wait()
    for file in tmp_path.iterdir():
        _until(partial(_ended, Path("/proc", file.name, "stat")))


def _ended(status: Path) -> bool:
    """Whether a process is no more, or a zombie, which waits for somebody to ask how it ended."""
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)
