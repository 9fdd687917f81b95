"""The edit distance is Levenshtein's."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.evaluate.similarity import distance, edit_similarity

SHORT = st.text("ab中 ", max_size=9)


@cache
def by_definition(first: str, second: str) -> int:
    if not first or not second:
        return len(first) + len(second)
    return min(
        by_definition(first[1:], second) + 1,
        by_definition(first, second[1:]) + 1,
        by_definition(first[1:], second[1:]) + (first[0] != second[0]),
    )


@given(SHORT, SHORT)
def test_it_is_the_distance_by_definition(first: str, second: str) -> None:
    assert distance(first, second) == by_definition(first, second)


@given(st.text(max_size=200), st.text(max_size=200))
def test_it_is_a_distance(first: str, second: str) -> None:
    assert distance(first, second) == distance(second, first)
    assert (distance(first, second) == 0) == (first == second)
    assert abs(len(first) - len(second)) <= distance(first, second) <= max(len(first), len(second))


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("", "", 1.0),
        ("abc", "abc", 1.0),
        ("", "abc", 0.0),
        ("kitten", "sitting", 1 - 3 / 7),
        ("订单号", "订单", 2 / 3),
    ],
)
def test_similarity_is_a_share_of_the_longer_text(text: str, reference: str, expected: float) -> None:
    assert edit_similarity(text, reference) == pytest.approx(expected)
