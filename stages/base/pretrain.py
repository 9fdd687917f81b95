"""Train the embedded base model: a small Llama, from random weights, within a budget of tokens."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from transformers import LlamaConfig, LlamaForCausalLM

from stages.base.corpus import Corpus
from stages.base.muon import Muon
from stages.base.params import BaseParams, Scratch
from stages.base.tokens import PAD_TOKEN
from stages.core.errors import PipelineError

Stream = npt.NDArray[np.int64]


class HeldOut(NamedTuple):
    """The loss on text that was not trained on."""

    nats_per_token: float
    bits_per_byte: float
    tokens: int


class Pretrained(NamedTuple):
    """The model, and how much it read."""

    model: LlamaForCausalLM
    tokens: int
    """Tokens that the steps predicted, repeats included: the budget, rounded up to whole steps."""


class Phase(NamedTuple):
    """Steps over windows of one length."""

    windows: Stream
    """Windows x (context + 1), in the order of training."""
    rows: int
    """Windows of a step."""


def pretrain(corpus: Corpus, tokenizer: Tokenizer, params: BaseParams, scratch: Scratch) -> Pretrained:
    """Return a Llama trained on about `params.tokens` tokens of `corpus`, repeated as the budget asks."""
    model = initial(tokenizer, params, scratch)
    stream = encode(corpus.train, tokenizer, params.eos_token)
    steps = list(batches(phases(stream, params, scratch)))
    matrices = [p for name, p in model.named_parameters() if p.ndim == 2 and ".layers." in name]
    others = [p for name, p in model.named_parameters() if p.ndim != 2 or ".layers." not in name]
    optimizers: list[torch.optim.Optimizer] = [
        Muon(matrices, lr=scratch.matrix_rate),
        torch.optim.AdamW(others, lr=scratch.vector_rate, betas=(0.9, 0.95), weight_decay=0.0, fused=True),
    ]
    peaks = [group["lr"] for optimizer in optimizers for group in optimizer.param_groups]
    for number, batch in enumerate(steps):
        torch.autograd.backward(loss_of(model, batch))
        for optimizer, peak in zip(optimizers, peaks, strict=True):
            optimizer.param_groups[0]["lr"] = peak * rate(number, len(steps), scratch)
            optimizer.step()
        model.zero_grad()
    return Pretrained(model, sum(batch[:, 1:].numel() for batch in steps))


def initial(tokenizer: Tokenizer, params: BaseParams, scratch: Scratch) -> LlamaForCausalLM:
    """Return the model with random weights of the seed."""
    torch.manual_seed(params.seed)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=tokenizer.get_vocab_size(),
            hidden_size=scratch.hidden,
            intermediate_size=scratch.feed_forward,
            num_hidden_layers=scratch.layers,
            num_attention_heads=scratch.heads,
            max_position_embeddings=2 * scratch.long_context,
            tie_word_embeddings=True,
            bos_token_id=None,
            eos_token_id=tokenizer.token_to_id(params.eos_token),
            pad_token_id=tokenizer.token_to_id(PAD_TOKEN),
            use_cache=False,
        )
    )


def encode(texts: list[str], tokenizer: Tokenizer, eos_token: str) -> Stream:
    """Return all texts as one stream of tokens, each text followed by the end token."""
    eos = tokenizer.token_to_id(eos_token)
    ids = [[*encoding.ids, eos] for encoding in tokenizer.encode_batch(texts)]
    return np.concatenate([np.array(row, dtype=np.int64) for row in ids])


def phases(stream: Stream, params: BaseParams, scratch: Scratch) -> list[Phase]:
    """Return the windows of training: short ones first, then long ones for the budget's `long_share`.

    Raises PipelineError when the text is shorter than one window.
    """
    long_tokens = round(params.tokens * scratch.long_share)
    plan = [(scratch.context, params.tokens - long_tokens), (scratch.long_context, long_tokens)]
    if len(stream) <= max(context for context, _ in plan):
        raise PipelineError(
            f"base: {len(stream)} tokens of text, expected more than one window of {scratch.long_context}. "
            "Add an open-source source to conf/source/."
        )
    generator = np.random.default_rng(params.seed)
    return [_phase(stream, context, budget, scratch.step_tokens, generator) for context, budget in plan]


def _phase(
    stream: Stream, context: int, budget: int, step_tokens: int, generator: np.random.Generator
) -> Phase:
    rows = max(1, step_tokens // context)
    needed = math.ceil(budget / (rows * context)) * rows
    starts = np.arange(0, len(stream) - context, context)
    rounds = [generator.permutation(starts) for _ in range(math.ceil(needed / len(starts)))]
    chosen = np.concatenate([*rounds, starts[:0]])[:needed]
    return Phase(stream[chosen[:, None] + np.arange(context + 1)], rows)


def batches(plan: list[Phase]) -> Iterator[Tensor]:
    """Yield the windows of each step."""
    for phase in plan:
        for start in range(0, len(phase.windows), phase.rows):
            yield torch.from_numpy(phase.windows[start : start + phase.rows])


def rate(step: int, steps: int, scratch: Scratch) -> float:
    """Return the share of the peak learning rate at `step`: rising, flat, falling."""
    rising = (step + 1) / max(1, steps * scratch.warmup)
    falling = (steps - step) / max(1, steps * (1 - scratch.flat))
    return min(1.0, rising, falling)


def loss_of(model: LlamaForCausalLM, batch: Tensor) -> Tensor:
    """Return the mean negative log likelihood in nats of every token of the windows but the first."""
    logits = model(input_ids=batch[:, :-1]).logits
    return functional.cross_entropy(logits.flatten(0, 1), batch[:, 1:].flatten())


@torch.no_grad()
def measure(
    model: LlamaForCausalLM, corpus: Corpus, tokenizer: Tokenizer, params: BaseParams, scratch: Scratch
) -> HeldOut:
    """Return the loss on held-out text, in windows of the short context, one after the other."""
    stream = encode(corpus.held_out, tokenizer, params.eos_token)[: scratch.held_out_tokens]
    windows = len(stream) // (scratch.context + 1)
    if not windows:
        raise PipelineError(
            f"base: {len(stream)} tokens of held-out text, expected one window of {scratch.context}. "
            "Raise base.scratch.held_out."
        )
    rows = stream[: windows * (scratch.context + 1)].reshape(windows, -1)
    nats = float(np.mean([loss_of(model, torch.from_numpy(row[None])).item() for row in rows]))
    text = tokenizer.decode(rows[:, 1:].flatten().tolist(), skip_special_tokens=False)
    size = len(text.encode()) / (windows * scratch.context)
    return HeldOut(nats, nats / math.log(2) / size, windows * scratch.context)
