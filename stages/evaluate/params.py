"""Settings of `evaluate`."""

from typing import Literal

from stages.core.params import Few, Positive, ProperShare, Seed
from stages.core.standards.settings import Standards


class EvaluateParams(Standards, frozen=True):
    """Section `evaluate` of params.yaml."""

    device: Literal["cpu", "cuda"]
    """Where it runs; a missing GPU is refused."""
    quantization: Literal["none", "nf4"]
    """Number format of the base: that of the training."""
    rows: Positive
    """Test rows that are answered at most, the first by id; ids are hashes, so that this is a fair choice."""
    batch: Few
    """Prompts that are answered together."""
    max_new_tokens: Positive
    """Tokens of an answer at most; fewer where the longest reference answer of the rows has fewer."""
    draws: Positive
    """Draws of the bootstrap."""
    confidence: ProperShare
    """Of the intervals, 0 to 1."""
    threads: Few
    """CPU threads, of all processes together."""
    seed: Seed
    """Of the bootstrap."""
