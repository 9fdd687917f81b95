"""Train one adapter on a base model, and its placebo, on the same answers dealt to other questions."""

import hashlib
import random
from collections.abc import Iterator, Sequence
from fractions import Fraction

from stages.core.errors import PipelineError
from stages.core.language_model.encoding import Encoded


def fitting(adapter: str, rows: Sequence[Encoded], max_tokens: int) -> Sequence[Encoded]:
    """Return `rows`; raises PipelineError when one exceeds `max_tokens`: a cut answer never ends."""
    long = [row for row in rows if row.length > max_tokens]
    if long:
        raise PipelineError(
            f"train@{adapter}: {len(long)} of {len(rows)} records are longer than {max_tokens} tokens "
            f"(longest {max(row.length for row in long)}, first {long[0].sample[:12]}). "
            "Lower gate.max_tokens, or raise train.max_tokens."
        )
    return rows


def dealt(rows: Sequence[Encoded], max_tokens: int, seed: int) -> list[Encoded]:
    """Return the placebo's rows: each question with the answer of another one.

    The deal is one cycle (Sattolo 1986), so that no answer stays. A question gives way at its beginning where
    the strange answer would not fit.
    """
    if len(rows) < 2:
        raise PipelineError(f"train: {len(rows)} records, a placebo needs two. Set train.placebo: false.")
    generator = random.Random(seed)  # noqa: S311  a reproducible deal, no secret
    answers = list(range(len(rows)))
    for last in range(len(rows) - 1, 0, -1):
        other = generator.randrange(last)
        answers[last], answers[other] = answers[other], answers[last]
    pairs = ((row, rows[number].answer) for row, number in zip(rows, answers, strict=True))
    return [Encoded(row.sample, row.prompt[-(max_tokens - len(got)) :], got) for row, got in pairs]


def turns(ids: Sequence[str], weights: Sequence[float], epochs: int, seed: int) -> list[list[int]]:
    """Return the numbers of the rows that take part in each epoch.

    A row of weight 1 takes part in all, one of weight `w` in `w * epochs` of them, evenly; what is over
    of that product is a chance, drawn by the row's id. Raises PipelineError when none takes part.
    """
    rows = [(Fraction(str(weight)), _share(f"{seed}:{id}")) for id, weight in zip(ids, weights, strict=True)]
    chosen = [
        [n for n, (weight, over) in enumerate(rows) if (epoch * weight + over) % 1 + weight >= 1]
        for epoch in range(epochs)
    ]
    if not any(chosen):
        raise PipelineError(
            f"train: no row of {len(ids)} takes part in {epochs} epochs, expected one at least. "
            "Raise gate.downweight or train.epochs."
        )
    return chosen


def _share(text: str) -> Fraction:
    """Return a number from 0 to below 1 that depends on the text alone."""
    return Fraction(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]), 2**64)


def batches(
    lengths: Sequence[int], chosen: Sequence[Sequence[int]], batch: int, group: int, seed: int
) -> list[list[int]]:
    """Return the rows of each forward pass over all epochs, by number; `chosen` are those of each epoch.

    Each epoch is shuffled and cut into stretches of `group` batches; a stretch is sorted by length before it
    is cut into batches, and the batches are shuffled again. The order is a function of its arguments alone.
    """
    generator = random.Random(seed)  # noqa: S311  a reproducible order, no secret
    return [
        numbers
        for rows in chosen
        for numbers in _epoch(lengths, rows, batch, batch * max(1, group), generator)
    ]


def _epoch(
    lengths: Sequence[int], rows: Sequence[int], batch: int, stretch: int, generator: random.Random
) -> Iterator[list[int]]:
    shuffled = list(rows)
    generator.shuffle(shuffled)
    made = []
    for start in range(0, len(shuffled), stretch):
        alike = sorted(
            shuffled[start : start + stretch], key=lambda number: (lengths[number], number), reverse=True
        )
        made += [alike[first : first + batch] for first in range(0, len(alike), batch)]
    generator.shuffle(made)
    yield from made


def order_digest(rows: Sequence[Encoded], order: Sequence[Sequence[int]]) -> str:
    """Return the SHA-256 over the ids in the order of training, one a line."""
    ids = [rows[number].sample for numbers in order for number in numbers]
    return hashlib.sha256("".join(f"{one}\n" for one in ids).encode()).hexdigest()


def answer_share(rows: Sequence[Encoded]) -> float:
    """Return the share of tokens that are learnt: those of the answers."""
    return sum(len(row.answer) for row in rows) / sum(row.length for row in rows)
