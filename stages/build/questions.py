"""What candidates ask, by their ids, in few bytes each: as many as there are of them."""

from array import array

from stages.core.on_disk import ordered

FIRST = 1 << 10
"""Places of an empty table."""


class Questions:
    """A number for what each candidate asks: a table with open addressing, full by three quarters at most.

    Of an id its first 64 bits are held: of a billion candidates two are taken for one by a chance of 3 %.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._count = 0
        self._ids, self._asked = _empty(FIRST)

    def note(self, id: str, question: int) -> bool:
        """Note what a candidate asks; return whether its id is new."""
        short = int(id[:16], 16) or 1
        place = self._place(short)
        if self._ids[place]:
            return False
        self._ids[place], self._asked[place] = short, question
        self._count += 1
        if 4 * self._count > 3 * len(self._ids):
            self._grow()
        return True

    def _place(self, short: int) -> int:
        """Return where an id stands, or would."""
        ids, last = self._ids, len(self._ids) - 1
        place = short & last
        while ids[place] not in (0, short):
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        ids, asked = self._ids, self._asked
        self._ids, self._asked = _empty(2 * len(ids))
        for short, question in zip(ids, asked, strict=True):
            if short:
                place = self._place(short)
                self._ids[place], self._asked[place] = short, question

    def by_id(self) -> "array[int]":
        """Return what all candidates ask, in the order of their ids; none is noted afterwards."""
        places = array("Q", (place for place, short in enumerate(self._ids) if short))
        order = ordered(len(places), lambda number: self._ids[places[number]])
        asked = array("q", (self._asked[places[number]] for number in order))
        self._ids, self._asked = _empty(0)
        return asked


def _empty(size: int) -> "tuple[array[int], array[int]]":
    return array("Q", bytes(8 * size)), array("q", bytes(8 * size))
