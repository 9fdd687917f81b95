"""Ids and recipes of many samples, in few bytes each."""

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from stages.core.on_disk import ordered


class Left(NamedTuple):
    """A sample that no rule drops, by its place among them."""

    id: str
    recipe: str
    number: int


class _Said(msgspec.Struct):
    id: str
    recipe: str


class Names:
    """The samples of a file, by their number in it."""

    def __init__(self, rows: Iterable[bytes]) -> None:
        """Read the rows once; held are the ids, and ten bytes of each."""
        self._ids, self._ends, self._recipes = bytearray(), array("Q", [0]), array("H")
        known: dict[str, int] = {}
        for row in rows:
            said = msgspec.json.decode(row, type=_Said)
            self._ids += said.id.encode()
            self._ends.append(len(self._ids))
            self._recipes.append(known.setdefault(said.recipe, len(known)))
        self._known = list(known)

    def __iter__(self) -> Iterator[Left]:
        """Yield all, in the order of the file."""
        return map(self._left, range(len(self._recipes)))

    def by_id(self) -> Iterator[Left]:
        """Yield all, in the order of their ids."""
        return map(self._left, ordered(len(self._recipes), self._id))

    def _left(self, number: int) -> Left:
        return Left(self._id(number).decode(), self._known[self._recipes[number]], number)

    def _id(self, number: int) -> bytes:
        return bytes(self._ids[self._ends[number] : self._ends[number + 1]])
