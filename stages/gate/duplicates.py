"""Samples that say what another one says: the rule duplicate-sample.

Two samples of one recipe are duplicates when instruction, input and output are equal, or when their outputs
are nearly so (token n-grams, exact Jaccard). Answers of different recipes may be equal: they are different
tasks. Of a review, which says set sentences of any code, the question counts, too. The smallest id stays.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from stages.core.records.sample import Sample
from stages.core.similarity import copies

RULE = "duplicate-sample"
REVIEW = "review-comments"


class Duplicate(NamedTuple):
    """Of which sample, and how similar the outputs are."""

    of: str
    similarity: float


def duplicates(samples: Iterable[Sample], threshold: float) -> dict[str, Duplicate]:
    """Return the samples to leave out, by id. None of them is the one that another is a duplicate of.

    `samples` are sorted by recipe, then by id; each is read once.
    """
    found: dict[str, Duplicate] = {}
    for _, group in groupby(samples, key=lambda sample: sample.recipe):
        ids: list[str] = []
        for pair in copies(_texts(group, ids), threshold):
            found[ids[pair.right]] = Duplicate(ids[pair.left], pair.similarity)
    return found


def _texts(samples: Iterable[Sample], ids: list[str]) -> Iterator[str]:
    """Yield what samples say, and note their ids."""
    for sample in samples:
        ids.append(sample.id)
        yield _said(sample)


def _said(sample: Sample) -> str:
    return f"{sample.input}\n{sample.output}" if sample.format == REVIEW else sample.output
