"""Samples that say what another one says: the rule duplicate-sample.

Two samples of one recipe are duplicates when instruction, input and output are equal, or when their outputs
are nearly so (token n-grams, exact Jaccard). Answers of different recipes may be equal: they are different
tasks. Of a review, which says set sentences of any code, the question counts, too. The smallest id stays.
"""

from collections import defaultdict
from typing import NamedTuple

from stages.core.records.sample import Sample
from stages.core.similarity import copies

RULE = "duplicate-sample"
REVIEW = "review-comments"


class Duplicate(NamedTuple):
    """Of which sample, and how similar the outputs are."""

    of: str
    similarity: float


def duplicates(samples: list[Sample], threshold: float) -> dict[str, Duplicate]:
    """Return the samples to leave out, by id. None of them is the one that another is a duplicate of."""
    by_recipe: dict[str, list[Sample]] = defaultdict(list)
    for sample in sorted(samples, key=lambda sample: sample.id):
        by_recipe[sample.recipe].append(sample)
    found: dict[str, Duplicate] = {}
    for group in by_recipe.values():
        for pair in copies([_said(sample) for sample in group], threshold):
            found[group[pair.right].id] = Duplicate(group[pair.left].id, pair.similarity)
    return found


def _said(sample: Sample) -> str:
    return f"{sample.input}\n{sample.output}" if sample.format == REVIEW else sample.output
