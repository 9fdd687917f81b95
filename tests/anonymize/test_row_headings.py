"""Words above the values of rows that are in no table. The sign of the value is `V1`."""

import pytest

from stages.anonymize.row_headings import above


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ROOM  GUEST  BORN\n0801  x y    V1", "BORN"),
        ("ROOM GUEST BORN\n0801 x   V1", "BORN"),
        ("姓名\t生日\t手机\nx\tV1\t1", "生日"),
        ("# 姓名 / 证件 / 出生\nrows = [\n  ('a', 'b', 'c'),\n  ('d', 'e', 'V1'),\n]", "出生"),
        ('// 姓名，证件，出生\nrows := [][]string{\n\t{"d", "V1", "e"},', "证件"),
        ("姓名,生日,手机\n李雷,V1,1", "生日"),
        ("a,b\nc,V1", ""),
        ("born in that year\nit was V1", ""),
        ("1 / 2 / 3\n('a', 'b', 'V1')", ""),
        ("姓名 / 证件 / 出生 / 手机\n('a', 'b', 'V1')", ""),
        ("V1,b,c", ""),
    ],
)
def test_a_value_has_the_word_of_its_column(text: str, word: str) -> None:
    assert above(text, text.index("V1")) == word
