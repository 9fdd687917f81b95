"""Dates in the ways in which files write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.anonymize import dates
from stages.anonymize.pseudonym import MAKERS
from tests.anonymize.test_pseudonym_laws import DRAWS

UNIT = dates.UNIT
WAYS = {
    "1990-05-02": r"18\d\d-\d\d-\d\d",
    "1990年5月2日": r"18\d\d年\d{1,2}月\d{1,2}日",
    "25/12/1990": r"\d\d/(0[1-9]|1[0-2])/18\d\d",
    "2nd May 1990": r"\d{1,2}nd [A-Z][a-z]{2} 18\d\d",
    "03SEP1983": r"\d\d[A-Z]{3}18\d\d",
    "DEC 24, 1990": r"[A-Z]{3} \d\d, 18\d\d",
    "1990.03": r"18\d\d\.(0[1-9]|1[0-2])",
    "一九九〇年十二月廿三日": rf"一八{UNIT}{{2}}年(十|{UNIT}){{1,2}}月(十|{UNIT}){{1,3}}日",
}
"""What each way of writing becomes."""


@pytest.mark.parametrize("value", WAYS)
def test_a_pseudonym_is_written_as_the_date_was(value: str) -> None:
    assert re.fullmatch(WAYS[value], MAKERS["pii.birth-date"](DRAWS, value))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("1990-05-02", "19900502"),
        ("05/02/1990", "19900502"),
        ("25.12.1990", "19901225"),
        ("Sept 2, 1990", "19900902"),
        ("02SEP1990", "19900902"),
        ("二〇〇〇年腊月初十", "20001210"),
        ("二〇〇〇年十一月二十日", "20001120"),
        ("1990年3月", "19900315"),
    ],
)
def test_a_date_says_its_day(value: str, day: str) -> None:
    found = dates.read(value)
    assert found
    assert dates.day_of(found) == day


@pytest.mark.parametrize("like", ["1", "May", "三"])
@given(st.integers(1, 12))
def test_what_is_written_is_read_again(like: str, month: int) -> None:
    assert dates.number(dates.written(month, like)) == month
