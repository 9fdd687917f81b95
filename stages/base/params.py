"""Settings of `base`."""

from typing import Annotated, Literal

import msgspec

from stages.core.params import Count, Few, Params, Positive, ProperShare, Rate, Seed, Share, refuse


class Scratch(Params, frozen=True):
    """How the embedded base is made; only for `source: scratch`."""

    source_classes: list[str]
    """Documents of these classes are read; classes that feed adapters must not be among them."""
    assets: list[str]
    """Kinds of assets that are read."""
    repeats: dict[str, Few]
    """How often the text of a language is taken: for those rarer here than in the adapters' records."""
    pairs: Count
    """How often each documented function is also rendered as question and answer; 0 for never."""
    held_out: ProperShare
    """Share of the documents that are only measured on."""
    held_out_tokens: Positive
    """Tokens of held-out text that are measured at most."""
    vocabulary: Annotated[int, msgspec.Meta(ge=258, le=10**6)]
    """Tokens of the byte-level BPE: 256 bytes and two special tokens at least."""
    layers: Few
    """Transformer blocks."""
    hidden: Few
    """Width of the residual stream."""
    heads: Few
    """Attention heads."""
    feed_forward: Positive
    """Width of the feed-forward layers."""
    context: Positive
    """Tokens of a training window in the first phase."""
    long_context: Positive
    """Tokens of a training window in the last phase; prompt and answer of a record must fit."""
    long_share: Share
    """Share of the tokens that are trained on in windows of `long_context`."""
    step_tokens: Positive
    """Tokens of one optimizer step."""
    matrix_rate: Rate
    """Peak learning rate of Muon for the matrices of the blocks."""
    vector_rate: Rate
    """Peak learning rate of AdamW for embeddings and norms."""
    warmup: Share
    """Share of the steps over which the rates rise."""
    flat: Share
    """Share of the steps after which the rates fall linearly to zero."""

    def __post_init__(self) -> None:
        """Refuse shapes that no model has, and too little text to measure on."""
        refuse(
            (
                self.hidden % (2 * self.heads) != 0,
                f"hidden is {self.hidden}, expected a multiple of 2 x {self.heads} heads",
            ),
            (
                self.held_out_tokens <= self.context,
                f"held_out_tokens is {self.held_out_tokens}, expected more than context, {self.context}",
            ),
        )


class BaseParams(Params, frozen=True):
    """Section `base` of params.yaml."""

    name: str
    """Name of the preset."""
    source: Literal["scratch", "hub", "local"]
    """Trained here, a snapshot of a hub repository, or a folder."""
    id: str
    """Hub id, or path of the folder; empty for `scratch`."""
    revision: str
    """Commit of the hub repository, 40 hexadecimal digits; no branch, no tag. Empty for others."""
    target_modules: list[str]
    """Names of the linear layers that adapters change."""
    dtype: Literal["float32", "bfloat16", "float16"]
    """Number format of the weights when adapters are trained and evaluated."""
    eos_token: str
    """Token that ends an answer; the tokenizer must have it."""
    tokens: Count
    """Budget of training in tokens, for `scratch`: never in time, so that bytes do not depend on speed. 0 for
    others."""
    threads: Few
    """CPU threads."""
    seed: Seed
    """Of the initial weights, the held-out choice and the order of windows."""
    scratch: Scratch | None
    """Null for `hub` and `local`."""

    def __post_init__(self) -> None:
        """Refuse a base that is made in two ways, or in none."""
        refuse(
            (self.source == "scratch" and self.tokens == 0, "tokens is 0, expected more: source is scratch"),
            (
                self.source == "scratch" and self.scratch is None,
                "scratch is null, expected settings: source is scratch",
            ),
            (
                self.source != "scratch" and self.scratch is not None,
                f"scratch has settings, expected null: source is {self.source}",
            ),
        )
