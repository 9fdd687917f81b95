"""Compare the training loop of `train`, grouped by length, with a plain transformers.Trainer.

python -m bench.train [adapter]    prints the ratio of real tokens per CPU second, ours / plain, one thread.

Both train the same adapter on the same base and rows, once through. The plain one shuffles the rows, pads
each batch to its longest row, and does neither checkpoints nor validation; ours writes no checkpoint here
either, and validates on one row. A token of padding is no real token.
"""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from bench.measured import need_files, timed
from stages.core.language_model.environment import prepare
from stages.core.params import load_params
from stages.train import contract
from stages.train.params import TrainParams

ROWS = 192
ROUNDS = 2


def main() -> None:
    """Print both rates and their ratio for an adapter; implement-method when none is named."""
    adapter = sys.argv[1] if len(sys.argv) > 1 else "implement-method"
    rows = contract.TRAIN.of(adapter)
    need_files(rows.path, contract.BASE)
    chosen = load_params("train", TrainParams)
    params = msgspec.structs.replace(
        chosen, device="cpu", quantization="none", epochs=1, accumulation=1, checkpoint_steps=0, threads=1
    )
    prepare(params.threads, params.seed)
    samples = rows.read_some()[:ROWS]
    from bench.trainers import ours, plain, real_tokens  # noqa: PLC0415  must see `prepare` first

    tokens = real_tokens(samples)

    def rate(train: Callable[..., None]) -> float:
        with tempfile.TemporaryDirectory() as folder:
            train(samples[: params.batch], params, Path(folder, "first"))  # first use is not measured
            return tokens / min(
                timed(partial(train, samples, params, Path(folder, str(number)))).seconds
                for number in range(ROUNDS)
            )

    of_ours, of_plain = rate(ours), rate(plain)
    rates = f"ours {of_ours:.0f} tokens/s, plain Trainer {of_plain:.0f} tokens/s"
    print(f"{adapter}, {len(samples)} rows, {tokens} tokens: {rates}, ratio {of_ours / of_plain:.2f}")


if __name__ == "__main__":
    main()
