"""Keep what was made of the last types, as long as recipes still ask for it."""

from collections.abc import Callable
from typing import Any, TypeVar

from stages.core.records.type_asset import TypeAsset

MOST = 32
"""Types of which something is kept: one at hand, what it tests, and those around them."""

T = TypeVar("T")

_KEPT: dict[int, tuple[TypeAsset, dict[object, Any]]] = {}
"""The last types that something was asked of, each with all that was made of it, by what makes it. A type is
known by being the same object, since none can be hashed."""


def kept(make: Callable[[TypeAsset], T]) -> Callable[[TypeAsset], T]:
    """Return `make` that works once on each of the last MOST types, which all that is kept has in common."""

    def remembered(asset: TypeAsset) -> T:
        made = _made_of(asset)
        if make not in made:
            made[make] = make(asset)
        found: T = made[make]
        return found

    return remembered


def _made_of(asset: TypeAsset) -> dict[object, Any]:
    """Return what was made of a type, which becomes the last one."""
    found = _KEPT.pop(id(asset), None)
    if found is None and len(_KEPT) == MOST:
        del _KEPT[next(iter(_KEPT))]
    _KEPT[id(asset)] = found or (asset, {})
    return _KEPT[id(asset)][1]


def at_hand(make: Callable[[TypeAsset], T]) -> Callable[[TypeAsset], T]:
    """Return `make` that works once on the type at hand: what it makes is large, or asked for of no other."""
    last: list[tuple[TypeAsset, T]] = []

    def remembered(asset: TypeAsset) -> T:
        if not last or last[0][0] is not asset:
            last[:] = [(asset, make(asset))]
        return last[0][1]

    return remembered
