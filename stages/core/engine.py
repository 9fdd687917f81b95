"""The engine of data-parallel work, on this machine or on a Ray cluster: here for Python code.

Its choice changes no byte. A stage reads the section `engine` for speed alone, so DVC does not track it. The
engine never writes an out: results come back by key, and the stage writes them. What Daft does, which takes a
while to import, is in stages/core/minhash.py.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.pool import Pool
from typing import Literal, NamedTuple

from stages.core.errors import PipelineError
from stages.core.params import Params, Positive


class EngineParams(Params, frozen=True):
    """Section `engine` of params.yaml."""

    runner: Literal["native", "ray"]
    """All cores of this machine, or a Ray cluster (needs the extra `ray`)."""
    address: str
    """Address of the Ray cluster, or `local`; not read by `native`."""
    processes: Positive
    """Processes in which Python code runs, at most; what Daft does itself takes all cores."""
    cpus: Positive
    """Cores that Ray keeps for one process; not read by `native`."""
    batch: Positive
    """Items of a task."""

    def cluster(self) -> str | None:
        """Return the address of the Ray cluster; None starts one on this machine."""
        return None if self.address == "local" else self.address


class Engine(NamedTuple):
    """Processes of Python code; see `start`."""

    params: EngineParams

    def apply(
        self, work: Callable[[bytes], bytes], groups: Iterable[Mapping[str, bytes]]
    ) -> Iterator[tuple[str, bytes]]:
        """Yield what `work`, a function of a module, makes of each item, by key, group after group.

        Processes are started once, for the first group that is more than a batch.
        """
        with ExitStack() as started:
            pool = None
            for items in groups:
                if pool is None and len(items) > self.params.batch:
                    pool = started.enter_context(self._pool())
                calls = (
                    pool.imap(work, items.values(), self._chunk(items)) if pool else map(work, items.values())
                )
                yield from zip(items, calls, strict=True)

    def _chunk(self, items: Mapping[str, bytes]) -> int:
        """Return how many items a process gets at a time: so few that all processes end together."""
        return min(self.params.batch, len(items) // (4 * self.params.processes) + 1)

    def _pool(self) -> Pool:
        if self.params.runner == "native":
            return get_context("spawn").Pool(self.params.processes)
        ray_pool = import_module("ray.util.multiprocessing").Pool
        resources = {"num_cpus": self.params.cpus}
        pool: Pool = ray_pool(
            self.params.processes, ray_address=self.params.cluster(), ray_remote_args=resources
        )
        return pool


def start(params: EngineParams) -> Engine:
    """Return the engine; raises PipelineError when Ray is asked for and not installed."""
    if params.runner == "ray":
        try:
            import_module("ray")
        except ModuleNotFoundError as error:
            raise PipelineError(
                "engine: ray is not installed, expected it. Run `pip install -e '.[ray]'`."
            ) from error
    return Engine(params)
