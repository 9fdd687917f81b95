"""Settings of `base`."""

from typing import Literal

from stages.core.params import Params


class Scratch(Params, frozen=True):
    """How the embedded base is made; only for `source: scratch`."""

    source_classes: list[str]
    """Documents of these classes are read; classes that feed adapters must not be among them."""
    assets: list[str]
    """Kinds of assets that are read."""
    repeats: dict[str, int]
    """How often the text of a language is taken: for those rarer here than in the adapters' records."""
    pairs: int
    """How often each documented function is also rendered as question and answer; 0 for never."""
    held_out: float
    """Share of the documents that are only measured on."""
    held_out_tokens: int
    """Tokens of held-out text that are measured at most."""
    vocabulary: int
    """Tokens of the byte-level BPE, two special tokens included."""
    layers: int
    """Transformer blocks."""
    hidden: int
    """Width of the residual stream."""
    heads: int
    """Attention heads."""
    feed_forward: int
    """Width of the feed-forward layers."""
    context: int
    """Tokens of a training window in the first phase."""
    long_context: int
    """Tokens of a training window in the last phase; prompt and answer of a record must fit."""
    long_share: float
    """Share of the tokens that are trained on in windows of `long_context`."""
    step_tokens: int
    """Tokens of one optimizer step."""
    matrix_rate: float
    """Peak learning rate of Muon for the matrices of the blocks."""
    vector_rate: float
    """Peak learning rate of AdamW for embeddings and norms."""
    warmup: float
    """Share of the steps over which the rates rise."""
    flat: float
    """Share of the steps after which the rates fall linearly to zero."""


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
    tokens: int
    """Budget of training in tokens, for `scratch`: never in time, so that bytes do not depend on speed."""
    threads: int
    """CPU threads."""
    seed: int
    """Of the initial weights, the held-out choice and the order of windows."""
    scratch: Scratch | None
    """Null for `hub` and `local`."""
