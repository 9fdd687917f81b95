"""Measure the audit on a generated ledger.

python -m bench.audit [rows]    prints seconds, bytes and shares beside their goals. Without a number there
are 1,000,000 rows, which take 1 GB of a temporary folder for some minutes; it is removed afterwards.
"""

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import chdir
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from apps.audit import checks, evidence
from apps.audit.diff import compared
from apps.audit.index import PLACE, Index, opened
from apps.audit.proof import absent_file
from apps.audit.standalone import check_ledger
from apps.audit.trace import find, traced
from bench import ledger
from bench.measured import timed
from stages.attest import contract as attest
from stages.attest.shards import lines_of, read_ledger
from stages.core.records.ledger_shard import LedgerShard

ROOT = Path(__file__).parents[1]
ROWS = 1_000_000
COLD = 20
"""Processes of which the slowest but one is told: the 95th percentile."""
WARM = 2000


class Took(NamedTuple):
    """What a process took, in seconds."""

    cpu: float
    wall: float


def measure(count: int) -> None:
    """Print what the audit takes on a ledger of about `count` rows, in the working directory."""
    shards = ledger.write(count)
    rows = sum(shard.rows for shard in shards)
    size = sum(path.stat().st_size for path in attest.LEDGER.iterdir())
    print(f"ledger: {rows} rows, {size / rows:.0f} B/row (goal 600)")
    root = evidence.figure("ledger_root")
    built = timed(lambda: opened(root))
    print(f"index: {built} (goal 120), {PLACE.stat().st_size / rows:.0f} B/row (goal 300)")
    draw = Random(13)  # noqa: S311  seeded, no secret
    named = opened(root)
    asked = [named[place].item for place in draw.sample(range(rows), WARM)]
    cold = sorted(map(traced_alone, asked[:COLD]))[COLD * 95 // 100 - 1]
    print(f"trace cold: p95 {cold.cpu:.2f} s CPU of a process (goal 1), {cold.wall:.2f} s of the clock")
    index = opened(root)
    told("trace warm", partial(_trace, index), asked, 5)
    files = [name for name in ledger.documents("repository-0", rows // ledger.SOURCES)]
    told("where warm", index.touching, draw.choices(files, k=WARM), 1000)
    measure_proofs(index, shards)
    checked = timed(checks.ledger)
    print(f"verify the ledger: {checked} (goal 10), faults {checked.result}")
    print(f"root by the stand-alone verifier: {timed(lambda: check_ledger(Path()))}")
    print(f"largest memory: {_memory():.1f} GB")
    every = read_ledger()
    other = [one for number, one in enumerate(every) if number % 1000]
    print(
        f"diff with {len(every) - len(other)} rows removed: {timed(lambda: compared(every, other))} (goal 10)"
    )
    print(f"largest memory, with both ledgers of the diff: {_memory():.1f} GB")


def _trace(index: Index, item: str) -> None:
    traced(index, find(index, index.between, item))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def told(what: str, work: Callable[[str], object], asked: Iterable[str], goal: int) -> None:
    """Print median and 95th percentile of a call, in milliseconds of the CPU."""
    taken = sorted(1000 * timed(partial(work, one)).seconds for one in asked)
    half, most = (taken[len(taken) * part // 100] for part in (50, 95))
    print(f"{what}: median {half:.2f} ms, p95 {most:.2f} ms CPU (goal {goal})")


def measure_proofs(index: Index, shards: list[LedgerShard]) -> None:
    """Print how many bytes a proof of presence takes, and one of absence."""
    way = index.way(len(index) // 2)
    print(f"inclusion proof: {32 * len(way.proof + way.above)} B and a shard (goal 1024)")
    shown = absent_file(shards, "repository-0:nothing", lines_of("repository-0"))
    sides = [side for side in (shown.before, shown.after, shown.shard) if side] if shown else []
    nodes = len({node for side in sides for node in side.proof})
    print(f"absence proof: {32 * nodes + sum(len(side.row) for side in sides)} B (goal 2048)")


def traced_alone(item: str) -> Took:
    """Return what a trace takes in a process of its own, interpreter and imports included."""
    command = [sys.executable, "-m", "apps.adaptrail", "audit", "trace", item]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(cpu, ended - begun)


def main() -> None:
    """Measure on a ledger of the named size."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    gc.disable()  # as a question does
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        measure(count)


if __name__ == "__main__":
    main()
