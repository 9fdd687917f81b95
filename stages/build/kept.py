"""Keep what was made of the last types, as long as recipes still ask for it."""

from collections.abc import Callable
from typing import TypeVar

from stages.core.records.type_asset import TypeAsset

MOST = 32
"""Types of which something is kept: one at hand, what it tests, and those around them."""

T = TypeVar("T")


def kept(make: Callable[[TypeAsset], T]) -> Callable[[TypeAsset], T]:
    """Return `make` that works once on each of the last MOST types; a type is known by being the same object,
    since none can be hashed."""
    made: dict[int, tuple[TypeAsset, T]] = {}

    def remembered(asset: TypeAsset) -> T:
        found = made.get(id(asset))
        if found is None:
            if len(made) == MOST:
                del made[next(iter(made))]
            found = made[id(asset)] = (asset, make(asset))
        return found[1]

    return remembered
