"""Settings of `train`."""

from typing import Annotated, Literal

import msgspec

from stages.core.params import Amount, Count, Few, Params, Positive, Rate, Seed, Share


class Lora(Params, frozen=True):
    """Shape of an adapter."""

    r: Few
    """Rank of the change of each layer."""
    alpha: Positive
    """Weight of the change: alpha / r, or alpha / sqrt(r) with rsLoRA."""
    dropout: Annotated[float, msgspec.Meta(ge=0, lt=1)]
    """Share of inputs that are dropped in training."""
    rslora: bool
    """Weigh by sqrt(r), which keeps large ranks stable."""


class TrainParams(Params, frozen=True):
    """Section `train` of params.yaml."""

    device: Literal["cpu", "cuda"]
    """Where it runs; a missing GPU is refused."""
    quantization: Literal["none", "nf4"]
    """Number format of the frozen base: as it is, or 4 bits (QLoRA)."""
    placebo: bool
    """Whether a second adapter is trained on the same answers dealt to other questions."""
    lora: Lora
    """Shape of the adapters."""
    epochs: Few
    """Passes over the rows."""
    batch: Few
    """Rows of a forward pass."""
    accumulation: Few
    """Forward passes of an optimizer step."""
    group: Few
    """Batches that are sorted by length together, so that little is padded; 1 for none."""
    max_tokens: Positive
    """Longest record in tokens; a longer one is refused, never cut."""
    rate: Rate
    """Peak learning rate."""
    warmup: Share
    """Share of the steps over which the rate rises; it falls along a cosine afterwards."""
    weight_decay: Share
    """Of the adapter's weights."""
    clip: Amount
    """Largest norm of a gradient."""
    optimizer: Literal["adamw_torch", "adamw_torch_fused", "adamw_8bit", "paged_adamw_8bit"]
    """Name that transformers gives it; the 8-bit ones need bitsandbytes."""
    gradient_checkpointing: bool
    """Recompute activations instead of keeping them: less memory, about a quarter slower."""
    checkpoint_steps: Count
    """Steps between checkpoints in .cache/train/, from which an interrupted run goes on; 0 for none."""
    threads: Few
    """CPU threads, of all processes together."""
    seed: Seed
    """Of the initial adapter, the order and the placebo's deal."""
