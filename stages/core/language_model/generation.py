"""Let a model answer prompts, greedily."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from torch.nn import functional
from transformers import PreTrainedTokenizerBase

from stages.core.language_model.encoding import Encoded
from stages.core.language_model.room import roomy


class Answer(NamedTuple):
    """What a model said."""

    sample: str
    text: str
    """Without the end token."""
    stopped: bool
    """Whether the model ended the answer itself."""


def limit(rows: Sequence[Encoded], most: int) -> int:
    """Return the tokens that each answer may have: those of the longest reference answer, at most `most`."""
    return min(most, max(len(row.answer) for row in rows))


@torch.no_grad()
def answer(
    model: Any,  # noqa: ANN401  a PreTrainedModel or a PeftModel around one
    tokenizer: PreTrainedTokenizerBase,
    rows: Sequence[Encoded],
    max_new_tokens: int,
    batch: int,
) -> list[Answer]:
    """Return one answer per prompt, in order, each within `limit`; prompts of similar length go together."""
    longest = limit(rows, max_new_tokens)
    by_length = sorted(range(len(rows)), key=lambda number: (len(rows[number].prompt), number))
    answers: dict[int, Answer] = {}
    for start in range(0, len(rows), batch):
        chosen = by_length[start : start + batch]
        given = [rows[number] for number in chosen]
        for number, ids in zip(chosen, _generate(model, tokenizer, given, longest), strict=True):
            answers[number] = _answer(rows[number].sample, ids, tokenizer)
    return [answers[number] for number in range(len(rows))]


def pad_id_of(tokenizer: PreTrainedTokenizerBase) -> int:
    """Return the token to fill rows with; it is masked wherever it stands."""
    found = tokenizer.pad_token_id
    return int(tokenizer.eos_token_id if found is None else found)


def _generate(
    model: Any,  # noqa: ANN401
    tokenizer: PreTrainedTokenizerBase,
    rows: Sequence[Encoded],
    most: int,
) -> list[list[int]]:
    """Return the likeliest tokens one by one, at most `most`; a row leaves the batch after its end token."""
    device = next(model.parameters()).device
    width, pad_id = max(len(row.prompt) for row in rows), pad_id_of(tokenizer)
    empty = [width - len(row.prompt) for row in rows]
    ids = torch.tensor([[pad_id] * n + row.prompt for n, row in zip(empty, rows, strict=True)], device=device)
    mask = torch.tensor([[0] * n + [1] * (width - n) for n in empty], device=device)
    places = (mask.cumsum(dim=1) - 1).clamp(min=0)
    said: list[list[int]] = [[] for _ in rows]
    going, cache = list(range(len(rows))), roomy()
    for number in range(most):
        logits = model(
            input_ids=ids, attention_mask=mask, position_ids=places, past_key_values=cache, logits_to_keep=1
        ).logits
        told = logits[:, -1].argmax(dim=1)
        for row, token in zip(going, told.tolist(), strict=True):
            said[row].append(token)
        kept = torch.nonzero(told != tokenizer.eos_token_id)[:, 0]
        if not len(kept) or number == most - 1:
            break
        if len(kept) < len(going):
            cache.batch_select_indices(kept)
            going = [going[place] for place in kept.tolist()]
        ids, places = told[kept, None], places[kept, -1:] + 1
        mask = functional.pad(mask[kept], (0, 1), value=1)
    return said


def _answer(sample: str, ids: list[int], tokenizer: PreTrainedTokenizerBase) -> Answer:
    stopped = tokenizer.eos_token_id in ids
    kept = ids[: ids.index(tokenizer.eos_token_id)] if stopped else ids
    text = tokenizer.decode(kept, skip_special_tokens=True, clean_up_tokenization_spaces=False)
    return Answer(sample, str(text), stopped)
