"""Settings of `evaluate`."""

from typing import Literal

from stages.core.params import Params


class EvaluateParams(Params, frozen=True):
    """Section `evaluate` of params.yaml."""

    device: Literal["cpu", "cuda"]
    """Where it runs; a missing GPU is refused."""
    quantization: Literal["none", "nf4"]
    """Number format of the base: that of the training."""
    rows: int
    """Test rows that are answered at most, the first by id; ids are hashes, so that this is a fair choice."""
    batch: int
    """Prompts that are answered together."""
    max_new_tokens: int
    """Tokens of an answer at most; a longer one counts as not stopped."""
    draws: int
    """Draws of the bootstrap."""
    confidence: float
    """Of the intervals, 0 to 1."""
    threads: int
    """CPU threads."""
    seed: int
    """Of the bootstrap."""
