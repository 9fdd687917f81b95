"""Recipes of many samples, and the order of their ids, in few bytes each."""

from array import array
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import msgspec

from stages.core.on_disk import OnDisk, ordered
from stages.core.records.sample import Sample


class Left(NamedTuple):
    """A sample that no rule drops, by its place among them."""

    id: str
    recipe: str
    number: int


class _Said(msgspec.Struct):
    id: str
    recipe: str


class Names:
    """The samples of a file, by their number in it; an id is read when it is asked for."""

    def __init__(self, left: OnDisk[Sample]) -> None:
        """Read the rows once; held are the first signs of the ids and the recipes, ten bytes of each."""
        self._row = left.row
        self._first, self._recipes = array("Q"), array("H")
        known: dict[str, int] = {}
        for row in left.rows():
            said = msgspec.json.decode(row, type=_Said)
            self._first.append(int.from_bytes(said.id.encode()[:8].ljust(8, b"\0")))
            self._recipes.append(known.setdefault(said.recipe, len(known)))
        self._known = list(known)

    def __getitem__(self, number: int) -> Left:
        """Return a sample."""
        said = msgspec.json.decode(self._row(number), type=_Said)
        return Left(said.id, said.recipe, number)

    def recipes(self) -> Iterator[tuple[int, str]]:
        """Yield the number and the recipe of each, in the order of the file."""
        return enumerate(map(self._known.__getitem__, self._recipes))

    def by_id(self) -> Iterator[int]:
        """Yield the numbers of all, in the order of their ids."""
        order = ordered(len(self._first), self._first.__getitem__)
        for _, some in groupby(order, key=self._first.__getitem__):
            alike = list(some)
            yield from alike if len(alike) == 1 else sorted(alike, key=lambda number: self[number].id)
