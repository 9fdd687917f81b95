"""Find the files that may be alike: those whose signatures share a band, in groups that share none."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Signatures = NDArray[np.uint32]
"""A row of hashes for each file, in order of preference: files x hashes."""


class Component(NamedTuple):
    """Files that are tied by buckets: nothing outside can be like one of them."""

    members: list[int]
    """Rows of the signatures, ascending."""
    buckets: dict[int, list[int]]
    """Numbers of the buckets of each member."""


def components(signatures: Signatures, band: int) -> list[Component]:
    """Return the files that share all `band` hashes of a band with another one, by component.

    Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4: candidates are pairs that agree in a band.
    """
    buckets: dict[int, list[int]] = defaultdict(list)
    root: dict[int, int] = {}
    for number, rows in enumerate(_buckets(signatures, band)):
        first = _root(root, rows[0])
        for row in rows:
            buckets[row].append(number)
            other = _root(root, row)
            root[max(first, other)] = first = min(first, other)
    members: dict[int, list[int]] = defaultdict(list)
    for row in sorted(buckets):
        members[_root(root, row)].append(row)
    return [Component(rows, {row: buckets[row] for row in rows}) for _, rows in sorted(members.items())]


def likely(signatures: Signatures, row: int, others: list[int], least: float) -> list[int]:
    """Return those of `others` that share at least `least` of their hashes with `row`."""
    shares = (signatures[others] == signatures[row]).mean(axis=1)
    return [other for other, share in zip(others, shares, strict=True) if share >= least]


def _root(root: dict[int, int], row: int) -> int:
    """Return the least row that `row` is tied to, and shorten the way there (Tarjan 1975)."""
    while (above := root.setdefault(row, row)) != row:
        root[row] = root.setdefault(above, above)
        row = above
    return row


def _buckets(signatures: Signatures, band: int) -> list[list[int]]:
    """Return the rows with the same hashes in a band, ascending, wherever there are several."""
    found = []
    for start in range(0, signatures.shape[1], band):
        hashes = np.ascontiguousarray(signatures[:, start : start + band])
        values = hashes.view(np.dtype((np.void, hashes.dtype.itemsize * band))).ravel()
        order = np.argsort(values, kind="stable")
        changes = np.flatnonzero(values[order][1:] != values[order][:-1]) + 1
        starts, ends = np.append(0, changes), np.append(changes, len(order))
        several = ends - starts > 1
        found += [
            order[first:last].tolist() for first, last in zip(starts[several], ends[several], strict=True)
        ]
    return found
