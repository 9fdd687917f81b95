"""Samples that say what another one says: the rule duplicate-sample.

Two samples of one recipe are duplicates when instruction, input and output are equal, or when their outputs
are nearly so (token n-grams, exact Jaccard). Answers of different recipes may be equal: they are different
tasks. Of a review, which says set sentences of any code, the question counts, too. The smallest id stays.
"""

from array import array
from collections.abc import Iterable
from itertools import count, groupby
from typing import NamedTuple

from stages.core.records.sample import Sample
from stages.core.similarity import Pair, copies

RULE = "duplicate-sample"
REVIEW = "review-comments"


class Duplicate(NamedTuple):
    """Of which sample, by its number, and how similar the outputs are."""

    of: int
    similarity: float


class Duplicates:
    """The samples to leave out, by number; twelve bytes of each sample are held."""

    def __init__(self) -> None:
        """Begin without a sample."""
        self._of, self._similarity = array("I"), array("d")

    def add(self, samples: int, pairs: Iterable[Pair]) -> None:
        """Take so many samples more, and the pairs of them by their places among these."""
        start = len(self._of)
        self._of.extend(range(start, start + samples))
        self._similarity.extend(array("d", bytes(8 * samples)))
        for left, right, similarity in pairs:
            self._of[start + right], self._similarity[start + right] = start + left, similarity

    def of(self, number: int) -> Duplicate | None:
        """Return what a sample is a duplicate of."""
        if number >= len(self._of) or self._of[number] == number:
            return None
        return Duplicate(self._of[number], self._similarity[number])


def duplicates(samples: Iterable[Sample], threshold: float) -> Duplicates:
    """Return the samples to leave out. None of them is the one that another is a duplicate of.

    `samples` are sorted by recipe, then by id; each is read once.
    """
    found = Duplicates()
    for _, group in groupby(samples, key=lambda sample: sample.recipe):
        counted = count()
        pairs = copies((_said(sample) for sample, _ in zip(group, counted, strict=False)), threshold)
        found.add(next(counted), pairs)
    return found


def _said(sample: Sample) -> str:
    return f"{sample.input}\n{sample.output}" if sample.format == REVIEW else sample.output
