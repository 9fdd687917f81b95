"""Find the places of a value in pieces, as `"138" + "12345678"` is one: a row of the ledger each."""

from collections import defaultdict
from collections.abc import Iterable

from stages.anonymize.keys import Keys, fingerprint
from stages.anonymize.ledger import bucket
from stages.core.records.decision import Decision


def beside(due: Iterable[Decision], ledger: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Return the rows of the texts in which something is due, by the fingerprint, in their order."""
    asked = {(row.document, row.fingerprint) for row in due}
    found: dict[str, list[Decision]] = defaultdict(list)
    for row in ledger:
        if (row.document, row.fingerprint) in asked and not row.renames:
            found[row.fingerprint].append(row)
    return found


def pieces(row: Decision, rows: Iterable[Decision], text: str, keys: Keys) -> list[tuple[int, int]]:
    """Return the bytes of each piece of the value of which `row` is the last one, in order.

    The fingerprint is that of the raw text from the first piece to the last; where no rows have it, as when
    more than the value was replaced, the row stands for itself.
    """
    same = [
        one for one in rows if (one.document, one.rule) == (row.document, row.rule) and one.end <= row.end
    ]
    places = sorted({(one.start, one.end) for one in same})
    raw = text.encode()
    for first in range(len(places) - 1, -1, -1):
        whole = raw[places[first][0] : row.end]
        if bucket(len(whole)) == row.length and fingerprint(keys, whole.decode()) == row.fingerprint:
            return places[first:]
    return [(row.start, row.end)]
