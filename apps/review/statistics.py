"""What labels say of rules, and inspected documents of misses, with what chance leaves open."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from math import exp, lgamma, log, log1p
from typing import NamedTuple

from apps.review.inspection import Inspection
from stages.anonymize.reviews import verdicts
from stages.core.records.label import Label

RISK = 0.05
"""Chance that a true share is beyond its one-sided bound."""
STEPS = 60
"""Halvings: more than a float can tell apart."""


class Precision(NamedTuple):
    """How often a rule was right about an entity."""

    rule: str
    entity: str
    right: int
    wrong: int
    unsure: int
    """Values about which a reviewer was, or of which reviewers disagree; outside the share."""

    @property
    def share(self) -> float | None:
        """Return the precision; None when nobody was sure of anything."""
        sure = self.right + self.wrong
        return self.right / sure if sure else None


class Agreement(NamedTuple):
    """How often two reviewers said the same of what both saw."""

    reviewers: tuple[str, str]
    both: int
    alike: int
    kappa: float | None
    """Of Cohen (1960): 1 is always, 0 is as chance would; None when both said the same one thing of all."""


class Misses(NamedTuple):
    """Documents of a class of sources without a replacement that somebody read."""

    source_class: str
    inspected: int
    missed: int
    """Also those about which reviewers disagree."""


def upper_bound(hits: int, total: int, risk: float = RISK) -> float:
    """Return the exact upper bound of Clopper and Pearson (1934) of a share, which is above it at `risk`."""
    if hits >= total:
        return 1.0
    low, high = hits / total, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(hits, total, middle) > risk else (low, middle)
    return high


def lower_bound(hits: int, total: int, risk: float = RISK) -> float:
    """Return the exact lower bound of a share, which is below it at `risk`; see `upper_bound`."""
    return 1 - upper_bound(total - hits, total, risk)


def _at_most(hits: int, total: int, share: float) -> float:
    """Return the chance of at most `hits` of `total` when each one has the chance `share`."""
    if share >= 1:
        return 0.0
    ways = (lgamma(total + 1) - lgamma(n + 1) - lgamma(total - n + 1) for n in range(hits + 1))
    return sum(
        exp(way + (n * log(share) if n else 0.0) + (total - n) * log1p(-share)) for n, way in enumerate(ways)
    )


def precisions(labels: Iterable[Label]) -> list[Precision]:
    """Return the precision of each rule and entity, in order."""
    every = list(labels)
    entity = {(label.fingerprint, label.rule): label.entity for label in every}
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for place, said in verdicts(every).items():
        counts[place[1], entity[place]][said] += 1
    return [Precision(*name, said["T"], said["F"], said["X"]) for name, said in sorted(counts.items())]


def disputed(labels: Iterable[Label]) -> list[tuple[str, str, list[str]]]:
    """Return fingerprint, rule and `reviewer: label` of each value about which reviewers disagree."""
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for label in labels:
        said[label.fingerprint, label.rule][label.reviewer] = label.label
    return [
        (*place, [f"{reviewer}: {label}" for reviewer, label in sorted(by.items())])
        for place, by in sorted(said.items())
        if len(set(by.values())) > 1
    ]


def agreements(labels: Iterable[Label]) -> list[Agreement]:
    """Return how far each two reviewers agree who saw a value in common, in order of their names."""
    said: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for label in labels:
        said[label.reviewer][label.fingerprint, label.rule] = label.label
    return [
        _agreement((first, second), said[first], said[second])
        for first, second in combinations(sorted(said), 2)
        if said[first].keys() & said[second].keys()
    ]


def _agreement(
    reviewers: tuple[str, str], first: Mapping[tuple[str, str], str], second: Mapping[tuple[str, str], str]
) -> Agreement:
    pairs = [(first[place], second[place]) for place in first.keys() & second.keys()]
    alike, both = sum(one == other for one, other in pairs), len(pairs)
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ours[said] * theirs[said] for said in ours)
    kappa = (alike * both - chance) / (both**2 - chance) if chance < both**2 else None
    return Agreement(reviewers, both, alike, kappa)


def standing(labels: Iterable[Label], check: str, found: Collection[tuple[str, str]]) -> list[Label]:
    """Return the labels of values and rules that are `found`, by the key of that check value."""
    return [label for label in labels if label.key == check and (label.fingerprint, label.rule) in found]


def misses(inspections: Iterable[Inspection]) -> list[Misses]:
    """Return how many documents of each class were inspected, and in how many anybody missed something."""
    last = {(row.source_class, row.blob, row.reviewer): row.found for row in inspections}
    read = {place[:2] for place in last}
    missed = {place[:2] for place, found in last.items() if found == "missed"}
    inspected, hits = Counter(name for name, _ in read), Counter(name for name, _ in missed)
    return [Misses(name, inspected[name], hits[name]) for name in sorted(inspected)]
