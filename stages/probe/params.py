"""Settings of `probe`."""

from typing import Literal

from stages.core.params import Few, Params, Positive, ProperShare, Seed, refuse


class ProbeParams(Params, frozen=True):
    """Section `probe` of params.yaml."""

    device: Literal["cpu", "cuda"]
    """Where it runs; a missing GPU is refused."""
    quantization: Literal["none", "nf4"]
    """Number format of the base: that of the training."""
    prompts: Positive
    """Training rows that are asked at most, the first by id: ids are hashes, so the choice is fair."""
    batch: Few
    """Prompts that are answered together."""
    max_new_tokens: Positive
    """Tokens of an answer at most; fewer where the longest reference answer of the rows has fewer."""
    shortest: Positive
    """Lexemes of the shortest run that is reported."""
    long: Positive
    """Lexemes of a run that counts as copied."""
    distinct: Positive
    """Different lexemes that a window of `shortest` must have: a row of dashes is nobody's text."""
    common: Positive
    """Groups of training rows in which wording is everybody's: the head of a table, a licence, an import."""
    draws: Positive
    """Draws of the bootstrap."""
    confidence: ProperShare
    """Of the intervals, 0 to 1."""
    threads: Few
    """CPU threads, of all processes together."""
    seed: Seed
    """Of the bootstrap."""

    def __post_init__(self) -> None:
        """Refuse runs that are never reported, and windows that none can be."""
        refuse(
            (self.long < self.shortest, f"long is {self.long}, expected at least shortest, {self.shortest}"),
            (
                self.distinct > self.shortest,
                f"distinct is {self.distinct}, expected at most shortest, {self.shortest}",
            ),
        )
