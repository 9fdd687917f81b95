"""The embedded base is trained within a budget of tokens, and the same input gives the same weights."""

import math

import numpy as np
import pytest
import torch
from transformers import LlamaForCausalLM

from stages.base.corpus import Corpus, corpus
from stages.base.pretrain import HeldOut, batches, encode, measure, phases, pretrain, rate
from stages.base.tokens import train_tokenizer
from stages.core.errors import PipelineError
from tests.small_model import base_params, documents, scratch

SCRATCH = scratch()


def texts() -> Corpus:
    return corpus(documents(), SCRATCH, 3)


def trained(seed: int, tokens: int = 10_000) -> tuple[LlamaForCausalLM, HeldOut]:
    params = base_params(seed=seed, tokens=tokens)
    tokenizer = train_tokenizer(texts().train, SCRATCH.vocabulary, params.eos_token)
    model, read = pretrain(texts(), tokenizer, params, SCRATCH)
    assert tokens <= read <= tokens + 2 * SCRATCH.step_tokens
    assert read % SCRATCH.step_tokens == 0
    return model, measure(model, texts(), tokenizer, params, SCRATCH)


def weights(model: LlamaForCausalLM) -> bytes:
    return b"".join(weight.detach().numpy().tobytes() for weight in model.parameters())


def test_it_learns() -> None:
    _, held_out = trained(3)
    assert held_out.nats_per_token < 0.8 * math.log(SCRATCH.vocabulary)
    assert 0 < held_out.bits_per_byte < 8


def test_the_same_seed_gives_the_same_weights_and_another_does_not() -> None:
    first, again, other = (weights(trained(seed, 2_000)[0]) for seed in (3, 3, 4))
    assert first == again
    assert first != other


@pytest.mark.parametrize("tokens", [2_000, 10_000])
def test_the_budget_is_kept(tokens: int) -> None:
    stream = np.arange(5_000)
    plan = phases(stream, base_params(tokens=tokens), SCRATCH)
    used = sum(phase.windows.shape[0] * (phase.windows.shape[1] - 1) for phase in plan)
    assert tokens <= used <= tokens + 2 * SCRATCH.step_tokens
    assert [phase.windows.shape[1] for phase in plan] == [SCRATCH.context + 1, SCRATCH.long_context + 1]


def test_windows_are_pieces_of_the_text() -> None:
    stream = np.arange(5_000)
    for phase in phases(stream, base_params(), SCRATCH):
        assert (np.diff(phase.windows, axis=1) == 1).all()


def test_every_step_has_its_tokens() -> None:
    plan = phases(np.arange(5_000), base_params(), SCRATCH)
    sizes = {batch.shape[0] * (batch.shape[1] - 1) for batch in batches(plan)}
    assert sizes == {SCRATCH.step_tokens}


def test_text_shorter_than_a_window_is_one_line() -> None:
    with pytest.raises(PipelineError, match="expected more than one window of 256"):
        phases(np.arange(200), base_params(), SCRATCH)


def test_too_little_held_out_text_is_one_line() -> None:
    params = base_params()
    tokenizer = train_tokenizer(texts().train, SCRATCH.vocabulary, params.eos_token)
    with pytest.raises(PipelineError, match=r"Raise base\.scratch\.held_out"):
        measure(trained(3, 600)[0], Corpus([], ["a"], [], {}), tokenizer, params, SCRATCH)


def test_every_text_ends_with_the_end_token() -> None:
    tokenizer = train_tokenizer(["ab"], 300, "<|endoftext|>")
    assert encode(["a", "b"], tokenizer, "<|endoftext|>").tolist()[1::2] == [0, 0]


@pytest.mark.parametrize(
    ("step", "expected"), [(0, 0.1), (4, 0.5), (9, 1.0), (50, 1.0), (75, 0.5), (99, 0.02)]
)
def test_the_rate_rises_stays_and_falls(step: int, expected: float) -> None:
    assert rate(step, 100, scratch(warmup=0.1, flat=0.5)) == pytest.approx(expected)


def test_windows_do_not_depend_on_torch() -> None:
    torch.manual_seed(1)
    first = phases(np.arange(5_000), base_params(), SCRATCH)[0].windows
    torch.manual_seed(2)
    assert (phases(np.arange(5_000), base_params(), SCRATCH)[0].windows == first).all()
