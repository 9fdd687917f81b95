"""Keep what was made of the last types, as long as recipes still ask for it."""

from collections.abc import Callable
from typing import TypeVar

from stages.core.records.type_asset import TypeAsset

MOST = 32
"""Types of which something is kept: one at hand, what it tests, and those around them."""

T = TypeVar("T")


def kept(make: Callable[[TypeAsset], T]) -> Callable[[TypeAsset], T]:
    """Return `make` that works once on each of the last MOST types."""
    return _remembering(make, MOST)


def at_hand(make: Callable[[TypeAsset], T]) -> Callable[[TypeAsset], T]:
    """Return `make` that works once on the type at hand: what it makes is large, or asked for of no other."""
    return _remembering(make, 1)


def _remembering(make: Callable[[TypeAsset], T], most: int) -> Callable[[TypeAsset], T]:
    """Return `make` that works once on each of the last `most` types; a type is known by being the same
    object, since none can be hashed."""
    made: dict[int, tuple[TypeAsset, T]] = {}

    def remembered(asset: TypeAsset) -> T:
        found = made.get(id(asset))
        if found is None:
            if len(made) == most:
                del made[next(iter(made))]
            found = made[id(asset)] = (asset, make(asset))
        return found[1]

    return remembered
