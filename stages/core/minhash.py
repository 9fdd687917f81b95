"""Rewrite and sign texts with Daft, on all cores of this machine or on a Ray cluster.

As of all that the engine does, results come back by key and depend on no setting of the engine.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import daft
import numpy as np
from daft.functions import minhash, regexp_replace

from stages.core.engine import Engine


class Rewrite(NamedTuple):
    """What is replaced in a text: a regular expression of Rust's crate `regex`, and what stands instead."""

    pattern: str
    replacement: str


class Signer(NamedTuple):
    """Daft with a runner that was started; see `signer`."""

    batch: int
    """Texts of a task."""

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
        return frame.into_batches(self.batch)


def signer(engine: Engine) -> Signer:
    """Return Daft on the engine; a process chooses once."""
    if engine.params.runner == "native":
        daft.set_runner_native()
    else:
        daft.set_runner_ray(address=engine.params.cluster())
    return Signer(engine.params.batch)


def _rewritten(text: daft.Expression, rewrites: Sequence[Rewrite]) -> daft.Expression:
    for pattern, replacement in rewrites:
        text = regexp_replace(text, pattern, replacement)
    return text
