"""Turn records into tokens, the same way for training, evaluation and probing."""

from collections.abc import Iterable
from typing import NamedTuple

from transformers import PreTrainedTokenizerBase

from stages.core.records.sample import Sample
from stages.core.template import prompt


class Encoded(NamedTuple):
    """A record in tokens."""

    sample: str
    prompt: list[int]
    """What every model is given; begins with the start token where the tokenizer has one."""
    answer: list[int]
    """What is learnt and measured; ends with the end token."""

    @property
    def length(self) -> int:
        """Tokens of prompt and answer."""
        return len(self.prompt) + len(self.answer)


def encode(samples: Iterable[Sample], tokenizer: PreTrainedTokenizerBase) -> list[Encoded]:
    """Return the samples in tokens, in order.

    Prompt and answer are encoded apart, so that a prompt's tokens are the same with and without its answer. A
    text that spells a special token is text: it can neither end an answer nor start a turn.
    """
    rows = list(samples)
    backend = tokenizer.backend_tokenizer
    backend.encode_special_tokens = True
    prompts = backend.encode_batch([prompt(row.instruction, row.input) for row in rows])
    answers = backend.encode_batch([row.output for row in rows], add_special_tokens=False)
    return [
        Encoded(row.id, question.ids, [*answer.ids, tokenizer.eos_token_id])
        for row, question, answer in zip(rows, prompts, answers, strict=True)
    ]
