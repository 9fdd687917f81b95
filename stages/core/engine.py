"""The engine of data-parallel work: Daft and Python processes, on this machine or on a Ray cluster.

Its choice changes no byte. A stage reads the section `engine` for speed alone, so DVC does not track it. The
engine never writes an out: results come back by key, and the stage writes them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.pool import Pool
from typing import Any, Literal, NamedTuple

import daft
import numpy as np
from daft.functions import minhash, regexp_replace
from daft.runners import get_or_infer_runner_type

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


class Rewrite(NamedTuple):
    """What is replaced in a text: a regular expression of Rust's crate `regex`, and what stands instead."""

    pattern: str
    replacement: str


class Engine(NamedTuple):
    """Daft with a runner that was started; see `start`."""

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
        pool: Pool = ray_pool(self.params.processes, ray_remote_args={"num_cpus": self.params.cpus})
        return pool

    def rewritten(self, texts: Mapping[str, str], rewrites: Sequence[Rewrite]) -> dict[str, str]:
        """Return the texts with `rewrites` done one after the other, by key."""
        return self._mapped(texts, lambda column: _rewritten(column, rewrites))

    def signatures(self, texts: Mapping[str, str], hashes: int, ngram: int, seed: int) -> dict[str, bytes]:
        """Return MinHash signatures over the n-grams of words with one space between, by key.

        A signature is `hashes` unsigned numbers of 32 bits, little-endian. Broder, On the resemblance and
        containment of documents, 1997; hash function MurmurHash3.
        """
        if not texts:
            return {}
        signed = minhash(
            daft.col("item"), num_hashes=hashes, ngram_size=ngram, seed=seed, hash_function="murmurhash3"
        )
        table = self._frame(texts).select(daft.col("key"), signed.alias("result")).to_arrow()
        numbers = [chunk.flatten().to_numpy().astype("<u4") for chunk in table["result"].chunks]
        rows = np.concatenate(numbers).reshape(-1, hashes)
        return {key: row.tobytes() for key, row in zip(table["key"].to_pylist(), rows, strict=True)}

    def _mapped(
        self, items: Mapping[str, Any], expression: Callable[[daft.Expression], daft.Expression]
    ) -> dict[str, Any]:
        if not items:
            return {}
        result = expression(daft.col("item")).alias("result")
        rows = self._frame(items).select(daft.col("key"), result).to_pydict()
        return dict(zip(rows["key"], rows["result"], strict=True))

    def _frame(self, items: Mapping[str, Any]) -> daft.DataFrame:
        frame = daft.from_pydict({"key": list(items), "item": list(items.values())})
        return frame.into_batches(self.params.batch)


def start(params: EngineParams) -> Engine:
    """Return the engine, started; raises PipelineError when Ray is asked for and not installed."""
    if params.runner == "native":
        if get_or_infer_runner_type() != "native":  # which it is by itself; it can be set once only
            daft.set_runner_native()
        return Engine(params)
    try:
        import_module("ray")
    except ModuleNotFoundError as error:
        raise PipelineError(
            "engine: ray is not installed, expected it. Run `pip install -e '.[ray]'`."
        ) from error
    daft.set_runner_ray(address=None if params.address == "local" else params.address)
    return Engine(params)


def _rewritten(text: daft.Expression, rewrites: Sequence[Rewrite]) -> daft.Expression:
    for pattern, replacement in rewrites:
        text = regexp_replace(text, pattern, replacement)
    return text
