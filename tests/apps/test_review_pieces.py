"""`adaptrail review`: a value in pieces is shown whole, with its places."""

import pytest

from apps.review.pieces import beside, pieces
from apps.review.queue import Draw, decisions_due
from apps.review.shown import in_its_line, line_of
from stages.anonymize.ledger import Owner, chained, decisions
from stages.anonymize.rewrite import rewrite
from stages.core.records.decision import Decision
from tests.anonymize.cases import KEYS, masking, subject

DRAW = Draw(KEYS.fingerprint, "root")
PHONE = '"138' + '12345678"'


def ledger(text: str) -> list[Decision]:
    """Return the rows of a text in Python."""
    safe = rewrite(subject(text, "python"), "a.py", masking())
    return chained(decisions(Owner("s:a.py", "0" * 40), safe.decided, "", KEYS))


@pytest.mark.parametrize(
    ("text", "shown", "lines"),
    [
        ('phone = "138" + "12345678"  # x\n', 'phone = "138" + "12345678"  # x\n= 13812345678', [1, 1]),
        (
            'x = 1\nphone = ("蓝"\n  "138"\n  "1234"\n  "5678")\n',
            '  "138"\n  "1234"\n  "5678")\n= 13812345678',
            [3, 4, 5],
        ),
        (f"phone = {PHONE}\n", f"phone = {PHONE}", [1]),
        (
            'a = 1\nphone = "138" + "12345678"\nmobile = "138" + "12345678"\n',
            'mobile = "138" + "12345678"\n= 13812345678',
            [3, 3],
        ),
        (
            f'phone = {PHONE}\nmobile = "138" + "12345678"\n',
            'mobile = "138" + "12345678"\n= 13812345678',
            [2, 2],
        ),
        (
            'name = "Lan" + "hai"  # ' + "x" * 120 + "\n",
            'name = "Lan" + "hai"  # ' + "x" * 95 + " …\n= Lanhai",
            [1, 1],
        ),
    ],
)
def test_pieces_are_marked_in_their_lines_and_joined(text: str, shown: str, lines: list[int]) -> None:
    rows = ledger(text)
    due = decisions_due(rows, [], "ann", 5, DRAW)
    found = beside(due, rows)
    asked = [pieces(row, found[row.fingerprint], text, KEYS) for row in due]
    (places,) = [some for some in asked if in_its_line(text, some).plain == shown]
    assert [line_of(text, start) for start, _ in places] == lines
    raw = text.encode()
    marks = [raw[start:end].decode() for start, end in places]
    assert [span.end - span.start for span in in_its_line(text, places).spans][: len(marks)] == [
        *map(len, marks)
    ]


def test_rows_that_do_not_make_the_value_together_stand_for_themselves() -> None:
    text = 'phone = "138" + "12345678"\n'
    rows = ledger(text)
    for row in rows:
        assert pieces(row, [row], text, KEYS) == [(row.start, row.end)]
    other = "".join(sorted(text))
    assert pieces(rows[-1], rows, other, KEYS) == [(rows[-1].start, rows[-1].end)]
