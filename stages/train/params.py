"""Settings of `train`."""

from typing import Literal

from stages.core.params import Params


class Lora(Params, frozen=True):
    """Shape of an adapter."""

    r: int
    """Rank of the change of each layer."""
    alpha: int
    """Weight of the change: alpha / r, or alpha / sqrt(r) with rsLoRA."""
    dropout: float
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
    epochs: int
    """Passes over the rows."""
    batch: int
    """Rows of a forward pass."""
    accumulation: int
    """Forward passes of an optimizer step."""
    group: int
    """Batches that are sorted by length together, so that little is padded; 1 for none."""
    max_tokens: int
    """Longest record in tokens; a longer one is refused, never cut."""
    rate: float
    """Peak learning rate."""
    warmup: float
    """Share of the steps over which the rate rises; it falls along a cosine afterwards."""
    weight_decay: float
    """Of the adapter's weights."""
    clip: float
    """Largest norm of a gradient."""
    optimizer: Literal["adamw_torch", "adamw_torch_fused", "adamw_8bit", "paged_adamw_8bit"]
    """Name that transformers gives it; the 8-bit ones need bitsandbytes."""
    gradient_checkpointing: bool
    """Recompute activations instead of keeping them: less memory, about a quarter slower."""
    checkpoint_steps: int
    """Steps between checkpoints in .cache/train/, from which an interrupted run goes on; 0 for none."""
    threads: int
    """CPU threads."""
    seed: int
    """Of the initial adapter, the order and the placebo's deal."""
