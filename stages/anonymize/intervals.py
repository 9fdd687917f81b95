"""Say how sure a share is that was counted in a sample."""

from math import sqrt
from typing import NamedTuple

Z95 = 1.959964
"""Two-sided 95 % of the normal distribution."""


class Interval(NamedTuple):
    """Bounds of a share, from 0 to 1."""

    low: float
    high: float


def wilson(hits: int, trials: int) -> Interval:
    """Return the 95 % score interval of a share (Wilson 1927); without trials it is everything."""
    if not trials:
        return Interval(0.0, 1.0)
    share, spread = hits / trials, Z95**2 / trials
    middle = (share + spread / 2) / (1 + spread)
    width = Z95 / (1 + spread) * sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return Interval(max(0.0, middle - width), min(1.0, middle + width))
