"""Measure how likely a model finds reference answers."""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from stages.core.language_model.encoding import Encoded

IGNORED = -100
"""Label of a token that is neither learnt nor measured."""


class Padded(NamedTuple):
    """Rows of one length, padded on the right."""

    input_ids: Tensor
    attention_mask: Tensor
    labels: Tensor
    """The answer's tokens; IGNORED for prompt and padding."""


class Score(NamedTuple):
    """How a reference answer was rated."""

    sample: str
    nats: float
    """Sum over the answer's tokens, end token included."""
    tokens: int


def pad(rows: Sequence[Encoded], pad_id: int) -> Padded:
    """Return `rows` as tensors; padding is known by its place, not by its token: any token can serve."""
    width = max(row.length for row in rows)
    ids = torch.full((len(rows), width), pad_id)
    mask = torch.zeros((len(rows), width), dtype=torch.int64)
    labels = torch.full((len(rows), width), IGNORED)
    for number, row in enumerate(rows):
        ids[number, : row.length] = torch.tensor([*row.prompt, *row.answer])
        mask[number, : row.length] = 1
        labels[number, len(row.prompt) : row.length] = torch.tensor(row.answer)
    return Padded(ids, mask, labels)


@torch.no_grad()
def score(model: torch.nn.Module, rows: Sequence[Encoded], pad_id: int, batch: int) -> list[Score]:
    """Return one score per row, in order; rows of similar length are computed together."""
    device = next(model.parameters()).device
    by_length = sorted(range(len(rows)), key=lambda number: (rows[number].length, number))
    scores: dict[int, Score] = {}
    for start in range(0, len(rows), batch):
        chosen = by_length[start : start + batch]
        padded = Padded(*(tensor.to(device) for tensor in pad([rows[number] for number in chosen], pad_id)))
        for number, nats in zip(chosen, _nats(model, padded), strict=True):
            scores[number] = Score(rows[number].sample, nats, len(rows[number].answer))
    return [scores[number] for number in range(len(rows))]


def mean(scores: Sequence[Score]) -> float:
    """Return nats per token over all answers."""
    return sum(one.nats for one in scores) / sum(one.tokens for one in scores)


def _nats(model: torch.nn.Module, padded: Padded) -> list[float]:
    logits = model(input_ids=padded.input_ids, attention_mask=padded.attention_mask).logits[:, :-1].float()
    labels = padded.labels[:, 1:]
    losses = functional.cross_entropy(logits.transpose(1, 2), labels, ignore_index=IGNORED, reduction="none")
    return [float(value) for value in losses.sum(dim=1)]
