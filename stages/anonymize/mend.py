"""Shrink what breaks a file: the whole string, value or comment around a finding gives way to a constant.

Which of many changes break it is found by halving, so that a file is parsed a bounded number of times.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from stages.anonymize.change import Change
from stages.anonymize.pseudonym import placeholder
from stages.anonymize.syntax import Region

EXTRA_TESTS = 8
"""Tests beyond twice the binary logarithm of the number of changes; then all is shrunk at once."""

Keeps = Callable[[list[Change]], bool]
"""Says whether a text with some changes has the syntax that it had."""


class Unit(NamedTuple):
    """Changes that stand or fall together: one as it was planned, or all in a leaf that is shrunk."""

    sources: list[int]
    """Places in the plan."""
    changes: list[Change]


def mended(text: bytes, changes: list[Change], regions: list[Region], keeps: Keeps) -> list[Change]:
    """Return the changes with those shrunk that break the syntax of `text`; none when that does not help.

    All of them as they are do not keep it.
    """
    leaves = _shrinkable(text, changes, regions)
    wide: set[Region] = set()
    tests = 2 * len(changes).bit_length() + EXTRA_TESTS
    while tests > 0:
        units = _units(text, changes, leaves, wide)
        culprit, used = _first_that_breaks(units, keeps)
        tests -= used + 1
        grown = _grown(wide, culprit, leaves)
        if grown == wide:
            break
        wide = grown
        safe = _flat(_units(text, changes, leaves, wide))
        if keeps(safe):
            return safe
    safe = _flat(_units(text, changes, leaves, set().union(*leaves)))
    return safe if keeps(safe) else []


def _flat(units: list[Unit]) -> list[Change]:
    return [change for unit in units for change in unit.changes]


def _first_that_breaks(units: list[Unit], keeps: Keeps) -> tuple[Unit, int]:
    """Return a unit with which a beginning of the list breaks and without which it does not, and the number
    of tests."""
    good, bad, used = 0, len(units), 0
    while bad - good > 1:
        middle = (good + bad) // 2
        used += 1
        good, bad = (middle, bad) if keeps(_flat(units[:middle])) else (good, middle)
    return units[bad - 1], used


def _grown(wide: set[Region], culprit: Unit, leaves: list[set[Region]]) -> set[Region]:
    """Return what is shrunk with the leaves of a unit, and with all that reaches into them."""
    grown = wide.union(*(leaves[place] for place in culprit.sources))
    while more := set().union(*(some for some in leaves if some & grown)) - grown:
        grown |= more
    return grown


def _shrinkable(text: bytes, changes: list[Change], regions: list[Region]) -> list[set[Region]]:
    """Return for each change the leaves that can be shrunk in its place; none where code is among it."""
    touched = [list(_touched(regions, change)) for change in changes]
    leaves = [
        set(some) if some and _holds_no_code(text, change, some) else set()
        for change, some in zip(changes, touched, strict=True)
    ]
    blocked = set[Region]()
    while more := {r for some, fit in zip(touched, leaves, strict=True) if not fit for r in some} - blocked:
        blocked |= more
        leaves = [set() if some & blocked else some for some in leaves]
    return leaves


def _touched(regions: list[Region], change: Change) -> Iterator[Region]:
    place = max(0, bisect_right(regions, change.start, key=lambda region: region.start) - 1)
    for region in regions[place:]:
        if region.start >= change.end:
            return
        if region.end > change.start:
            yield region


def _holds_no_code(text: bytes, change: Change, touched: list[Region]) -> bool:
    borders = [change.start, *(place for region in touched for place in region[:2]), change.end]
    between = b"".join(text[start:end] for start, end in list(pairwise(borders))[::2])
    is_leaf = all(region.kind in ("text", "bare") for region in touched)
    return is_leaf and not re.search(r"\w", between.decode(errors="replace"))


def _units(text: bytes, changes: list[Change], leaves: list[set[Region]], wide: set[Region]) -> list[Unit]:
    """Return the changes in order, those in a wide leaf as one unit."""
    units = [Unit([place], [one]) for place, one in enumerate(changes) if not leaves[place] & wide]
    within: dict[Region, list[int]] = defaultdict(list)
    for place, some in enumerate(leaves):
        for leaf in some & wide:
            within[leaf].append(place)
    units += [
        Unit(places, _shrunk([_part(text, changes[place], leaf) for place in places], leaf))
        for leaf, places in within.items()
    ]
    return sorted(units, key=lambda unit: unit.changes[0].start)


def _part(text: bytes, change: Change, leaf: Region) -> Change:
    """Return what a change is within a leaf."""
    start, end = max(change.start, leaf.start), min(change.end, leaf.end)
    if (start, end) == (change.start, change.end):
        return change
    return change._replace(start=start, end=end, value=text[start:end].decode())


def _shrunk(changes: list[Change], leaf: Region) -> list[Change]:
    """Return the changes of a leaf as the owners of all of it: the first becomes a constant, the others go
    with it."""
    constant = placeholder(changes[0].finding.entity)
    texts = [f'"{constant}"' if leaf.kind == "bare" else constant] + [""] * (len(changes) - 1)
    borders = [leaf.start, *(change.start for change in changes[1:]), leaf.end]
    return [
        change._replace(
            start=start,
            end=end,
            text=text,
            node=leaf.node,
            verdict=change.verdict._replace(action="redact", reason="skeleton"),
        )
        for change, text, (start, end) in zip(changes, texts, pairwise(borders), strict=True)
    ]
