"""What labels say of rules, documents of misses and verdicts of recipes, with what chance leaves open."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from math import exp, lgamma, log, log1p
from typing import NamedTuple

from apps.review.inspection import Inspection
from stages.anonymize.reviews import verdicts
from stages.core.records.label import Label
from stages.core.records.sample import Sample
from stages.core.records.verdict import Verdict
from stages.gate.reviews import digest, reviewed

RISK = 0.05
"""Chance that a true share is beyond its one-sided bound."""
STEPS = 60
"""Halvings: more than a float can tell apart."""

Said = Mapping[str, Mapping[tuple[str, str], str]]
"""What each reviewer said last, by item, of which two words tell which it is."""


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


class Accepted(NamedTuple):
    """How often the answers of a recipe were right as they are."""

    recipe: str
    accept: int
    edit: int
    """Also those that two reviewers edited otherwise."""
    reject: int


class Held(NamedTuple):
    """Verdicts that hold, and how many do not."""

    standing: list[Verdict]
    unknown: int
    """On no candidate of the last run."""
    stale: int
    """On an answer that has changed since."""
    replaced: int
    """By a later one of the same reviewer on the same answer."""

    @property
    def gone(self) -> str:
        """Return what is left out and why, in words; nothing when all verdicts hold."""
        counts = (
            (self.unknown, "on no candidate of the last run"),
            (self.stale, "on an answer that has changed"),
            (self.replaced, "replaced by a later one of the same reviewer"),
        )
        return ", ".join(f"{count} {why}" for count, why in counts if count)


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


def said_of_findings(labels: Iterable[Label]) -> Said:
    """Return the labels of each reviewer by fingerprint and rule."""
    return _by_reviewer((row.reviewer, (row.fingerprint, row.rule), row.label) for row in labels)


def said_of_samples(verdicts: Iterable[Verdict]) -> Said:
    """Return the verdicts of each reviewer by the word `sample` and its id."""
    return _by_reviewer((row.reviewer, ("sample", row.sample), row.verdict) for row in verdicts)


def _by_reviewer(rows: Iterable[tuple[str, tuple[str, str], str]]) -> Said:
    said: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for reviewer, item, word in rows:
        said[reviewer][item] = word
    return said


def disputed(said: Said) -> list[tuple[tuple[str, str], list[str]]]:
    """Return each item about which reviewers disagree, with `reviewer: word` of each."""
    by_item: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for reviewer, words in said.items():
        for item, word in words.items():
            by_item[item][reviewer] = word
    return [
        (item, [f"{reviewer}: {word}" for reviewer, word in sorted(by.items())])
        for item, by in sorted(by_item.items())
        if len(set(by.values())) > 1
    ]


def agreements(said: Said) -> list[Agreement]:
    """Return how far each two reviewers agree who saw an item in common, in order of their names."""
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


def held(candidates: Iterable[Sample], verdicts: Iterable[Verdict]) -> Held:
    """Return the last verdict of each reviewer on each answer of the candidates, in order of review."""
    answers = {sample.id: digest(sample.output) for sample in candidates}
    every = list(verdicts)
    known = [row for row in every if row.sample in answers]
    current = [row for row in known if row.output == answers[row.sample]]
    last = {(row.sample, row.reviewer): row for row in current}
    return Held(
        list(last.values()), len(every) - len(known), len(known) - len(current), len(current) - len(last)
    )


def accepted(candidates: list[Sample], verdicts: Iterable[Verdict]) -> list[Accepted]:
    """Return how the answers of each recipe were judged, as `gate` holds to it, in order."""
    recipes = {sample.id: sample.recipe for sample in candidates}
    heard = reviewed(candidates, verdicts)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sample in heard.samples:
        if "review-accept" in sample.tags:
            counts[sample.recipe]["accept"] += 1
    for id, why in heard.refused.items():
        counts[recipes[id]][why] += 1
    return [
        Accepted(recipe, said["accept"], said["edit"] + said["disagree"], said["reject"])
        for recipe, said in sorted(counts.items())
    ]
