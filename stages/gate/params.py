"""Settings of `gate`."""

from stages.core.params import Count, Params, Positive, ProperShare, Seed, Similarity, refuse
from stages.core.standards.settings import Standards


class Mix(Params, frozen=True):
    """How much of a recipe goes on."""

    share: Similarity
    """Share of its samples that stay, above 0 to 1; drawn by the seed."""
    cap: Count
    """Samples at most; 0 for no limit. Drawn by the seed."""


class HeldOut(Params, frozen=True):
    """Texts that no sample may repeat."""

    folder: str
    """Folder with the texts: JSON, JSON Lines (also .gz), or any other text; empty for none."""
    digest: str
    """SHA-256 over the names and contents of its files: a change of them is a change of the settings."""

    def __post_init__(self) -> None:
        """Refuse a digest without a folder, and the other way round."""
        refuse((bool(self.digest) > bool(self.folder), "held_out.digest without held_out.folder"))


class GateParams(Standards, frozen=True):
    """Section `gate` of params.yaml."""

    max_tokens: Positive
    """Tokens of prompt, answer and end token, at most: the threshold of token-budget refers to it."""
    downweight: ProperShare
    """Weight of a sample that a standard weighs down, between 0 and 1."""
    mix: dict[str, Mix]
    """By recipe; all samples of a recipe that is not named go on."""
    seed: Seed
    """Of the draw of `mix`."""
    held_out: HeldOut
    """Texts that no sample may repeat; the rule benchmark-overlap compares with them."""
