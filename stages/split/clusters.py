"""Join groups of samples whose answers are nearly the same."""

from stages.core.records.sample import Sample
from stages.core.similarity import near_pairs


def clusters(samples: list[Sample], near: float) -> dict[str, str]:
    """Return the cluster of each group: the smallest group that it is joined with, also through others.

    Two groups are joined when an answer of one is at least `near` similar to an answer of the other.
    """
    parent = {sample.group: sample.group for sample in samples}
    for pair in near_pairs([sample.output for sample in samples], near):
        left, right = (_root(parent, samples[index].group) for index in (pair.left, pair.right))
        parent[max(left, right)] = min(left, right)
    return {group: _root(parent, group) for group in parent}


def _root(parent: dict[str, str], group: str) -> str:
    while parent[group] != group:
        parent[group] = parent[parent[group]]
        group = parent[group]
    return group
