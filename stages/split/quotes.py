"""Find training rows whose question quotes the answer of a held-out row: who learns from them has seen it."""

from collections import defaultdict
from collections.abc import Sequence

from stages.core.records.sample import Sample
from stages.core.records.span import Span

RULE = "quotes-held-out"
SHORTEST = 10
"""Characters of an answer, below which it is anybody's: `return;`."""


def quoting(train: Sequence[Sample], held_out: Sequence[Sample]) -> dict[str, str]:
    """Return the held-out row that a training row quotes, by the id of each one that does.

    A question quotes an answer when it was put together from bytes that hold those of the answer, and shows
    its text. A group is never in two splits: what is quoted stands in another file.
    """
    answers: dict[str, list[Sample]] = defaultdict(list)
    for row in held_out:
        if len(_flat(row.output)) >= SHORTEST:
            answers[row.outputs[0].document].append(row)
    found = ((row.id, _quoted(row, answers)) for row in train)
    return {id: quoted for id, quoted in found if quoted}


def _quoted(row: Sample, answers: dict[str, list[Sample]]) -> str:
    """Return the id of the first row whose answer is in a question, or an empty string."""
    text = _flat(row.input)
    return next(
        (
            held.id
            for span in row.inputs
            for held in answers.get(span.document, ())
            if _holds(span, held.outputs[0]) and _flat(held.output) in text
        ),
        "",
    )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.blob == inner.blob and outer.start <= inner.start and inner.end <= outer.end


def _flat(text: str) -> str:
    return " ".join(text.split())
