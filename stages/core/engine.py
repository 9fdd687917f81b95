"""The engine of data-parallel work: Daft, on this machine or on a Ray cluster. Its choice changes no byte.

A stage reads the section `engine` for speed alone, so DVC does not track it. The engine never writes an
out: results come back
sorted by key, and the stage writes them.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Literal

import daft
from daft.functions import minhash

from stages.core.errors import PipelineError
from stages.core.params import Params


class EngineParams(Params, frozen=True):
    """Section `engine` of params.yaml."""

    runner: Literal["native", "ray"]
    """All cores of this machine, or a Ray cluster (needs the extra `ray`)."""
    address: str
    """Address of the Ray cluster, or `local`; not read by `native`."""


def start(params: EngineParams) -> None:
    """Choose the engine of this process; raises PipelineError when Ray is asked for and not installed."""
    if params.runner == "native":
        daft.set_runner_native()
        return
    try:
        import_module("ray")
    except ModuleNotFoundError as error:
        raise PipelineError(
            "engine: ray is not installed, expected it. Run `pip install -e '.[ray]'`."
        ) from error
    daft.set_runner_ray(address=None if params.address == "local" else params.address)


def signatures(texts: Mapping[str, str], hashes: int, ngram: int, seed: int) -> dict[str, tuple[int, ...]]:
    """Return MinHash signatures of `hashes` 32-bit numbers over the n-grams of space-separated words, by key.

    Broder, On the resemblance and containment of documents, 1997; hash function MurmurHash3.
    """
    if not texts:
        return {}
    frame = daft.from_pydict({"key": list(texts), "text": list(texts.values())})
    signed = minhash(
        daft.col("text"), num_hashes=hashes, ngram_size=ngram, seed=seed, hash_function="murmurhash3"
    )
    rows = frame.select(daft.col("key"), signed.alias("signature")).to_pydict()
    return dict(
        sorted((key, tuple(found)) for key, found in zip(rows["key"], rows["signature"], strict=True))
    )
