"""Intervals are wide where rows are few or alike, and the same each time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.bootstrap import interval

ROWS = st.lists(st.tuples(st.floats(-5, 5), st.sampled_from("abcde")), min_size=1, max_size=30)


@given(ROWS)
def test_the_mean_lies_within_its_bounds_or_close(rows: list[tuple[float, str]]) -> None:
    differences, groups = zip(*rows, strict=True)
    found = interval(differences, groups, 200, 0.95, 1)
    assert found.low <= found.high
    assert found.mean == pytest.approx(float(np.mean(differences)))
    assert min(differences) - 1e-9 <= found.mean <= max(differences) + 1e-9


@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[tuple[float, str]], chance) -> None:  # noqa: ANN001
    rounded = sorted((round(value * 4) / 4, group) for value, group in rows)
    shuffled = list(rounded)
    chance.shuffle(shuffled)
    first, again = (interval(*zip(*some, strict=True), 50, 0.9, 1) for some in (rounded, shuffled))
    assert first == again


def test_equal_differences_have_no_width() -> None:
    assert interval([0.5] * 6, list("aabbcc"), 100, 0.95, 1)[:3] == (0.5, 0.5, 0.5)


def test_one_group_says_nothing_about_others() -> None:
    found = interval([1.0, 2.0, 3.0], ["a"] * 3, 100, 0.95, 1)
    assert (found.low, found.high, found.groups) == (-np.inf, np.inf, 1)


def test_rows_that_come_in_groups_are_less_sure() -> None:
    values = [1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0, -1.0, 1.0, 1.0, 1.0, 1.0]
    grouped = interval(values, list("aaaabbbbcccc"), 2000, 0.95, 1)
    alone = interval(values, list("abcdefghijkl"), 2000, 0.95, 1)
    assert grouped.high - grouped.low > alone.high - alone.low


def test_the_true_mean_is_covered_about_as_often_as_asked() -> None:
    generator = np.random.default_rng(5)
    names = [str(number) for number in range(40)]
    covered = sum(
        found.low <= 0.3 <= found.high
        for found in (interval(list(generator.normal(0.3, 1, 40)), names, 400, 0.9, 1) for _ in range(200))
    )
    assert 0.82 <= covered / 200 <= 0.96
