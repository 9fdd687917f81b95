"""Say how sure a difference is: paired bootstrap over groups of rows."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Interval(NamedTuple):
    """A mean difference and the bounds between which it lies with the asked confidence."""

    mean: float
    low: float
    high: float
    groups: int


def printable(found: Interval) -> dict[str, float | int | str]:
    """Return mean and bounds as a report holds them: JSON has no infinity, so an open bound is `unknown`."""
    bounds = {"mean": found.mean, "low": found.low, "high": found.high}
    return {name: round(value, 6) if np.isfinite(value) else "unknown" for name, value in bounds.items()}


def interval(
    differences: Sequence[float], groups: Sequence[str], draws: int, confidence: float, seed: int
) -> Interval:
    """Return the mean of paired `differences` with a percentile bootstrap interval.

    Whole groups are drawn, since rows of one origin are alike (Field and Welsh 2007): rows drawn one by one
    would make the interval too narrow. With one group the bounds are infinite.
    """
    by_group: dict[str, list[float]] = defaultdict(list)
    for difference, group in zip(differences, groups, strict=True):
        by_group[group].append(difference)
    members = [by_group[group] for group in sorted(by_group)]
    mean = float(np.mean(differences))
    if len(members) < 2:
        return Interval(mean, -np.inf, np.inf, len(members))
    sums = np.array([sum(values) for values in members])
    sizes = np.array([len(values) for values in members])
    drawn = np.random.default_rng(seed).integers(len(members), size=(draws, len(members)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(mean, float(low), float(high), len(members))
