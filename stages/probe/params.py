"""Settings of `probe`."""

from typing import Literal

from stages.core.params import Params


class ProbeParams(Params, frozen=True):
    """Section `probe` of params.yaml."""

    device: Literal["cpu", "cuda"]
    """Where it runs; a missing GPU is refused."""
    quantization: Literal["none", "nf4"]
    """Number format of the base: that of the training."""
    prompts: int
    """Training rows that are asked at most, the first by id: ids are hashes, so the choice is fair."""
    batch: int
    """Prompts that are answered together."""
    max_new_tokens: int
    """Tokens of an answer at most."""
    shortest: int
    """Lexemes of the shortest run that is reported."""
    long: int
    """Lexemes of a run that counts as copied."""
    distinct: int
    """Different lexemes that a window of `shortest` must have: a row of dashes is nobody's text."""
    common: int
    """Groups of training rows in which wording is everybody's: the head of a table, a licence, an import."""
    draws: int
    """Draws of the bootstrap."""
    confidence: float
    """Of the intervals, 0 to 1."""
    threads: int
    """CPU threads."""
    seed: int
    """Of the bootstrap."""
