"""Let a model answer prompts, greedily."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from transformers import GenerationConfig, PreTrainedTokenizerBase

from stages.core.language_model.encoding import Encoded


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
    rows: list[Encoded],
    max_new_tokens: int,
) -> list[list[int]]:
    pad_id = pad_id_of(tokenizer)
    width = max(len(row.prompt) for row in rows)
    ids = torch.tensor([[pad_id] * (width - len(row.prompt)) + row.prompt for row in rows])
    mask = torch.tensor([[0] * (width - len(row.prompt)) + [1] * len(row.prompt) for row in rows])
    device = next(model.parameters()).device
    settings = GenerationConfig(  # type: ignore[no-untyped-call]
        max_new_tokens=max_new_tokens,
        do_sample=False,
        use_cache=True,
        pad_token_id=pad_id,
        eos_token_id=tokenizer.eos_token_id,
    )
    made = model.generate(
        input_ids=ids.to(device), attention_mask=mask.to(device), generation_config=settings
    )
    tokens: list[list[int]] = made[:, width:].tolist()
    return tokens


def _answer(sample: str, ids: list[int], tokenizer: PreTrainedTokenizerBase) -> Answer:
    stopped = tokenizer.eos_token_id in ids
    kept = ids[: ids.index(tokenizer.eos_token_id)] if stopped else ids
    text = tokenizer.decode(kept, skip_special_tokens=True, clean_up_tokenization_spaces=False)
    return Answer(sample, str(text), stopped)
