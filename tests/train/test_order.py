"""Who learns what, and when: orders and deals are functions of their arguments."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.errors import PipelineError
from stages.core.language_model.encoding import Encoded
from stages.train.train import answer_share, batches, dealt, fitting, order_digest, turns

LENGTHS = st.lists(st.integers(2, 40), min_size=1, max_size=40)


def rows(lengths: list[int]) -> list[Encoded]:
    return [Encoded(f"s{number}", [number] * size, [number, 0]) for number, size in enumerate(lengths)]


def all_of(lengths: list[int], epochs: int) -> list[list[int]]:
    return [list(range(len(lengths)))] * epochs


@given(LENGTHS, st.integers(1, 3), st.integers(1, 8), st.integers(1, 4), st.integers(0, 5))
def test_every_epoch_has_every_row_once(
    lengths: list[int], epochs: int, batch: int, group: int, seed: int
) -> None:
    every = all_of(lengths, epochs)
    order = batches(lengths, every, batch, group, seed)
    seen = Counter(number for numbers in order for number in numbers)
    assert seen == dict.fromkeys(range(len(lengths)), epochs)
    assert all(1 <= len(numbers) <= batch for numbers in order)
    assert order == batches(lengths, every, batch, group, seed)


WEIGHTS = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0]), min_size=1, max_size=30)


@given(WEIGHTS, st.integers(1, 12), st.integers(0, 5))
def test_a_row_takes_part_in_as_many_epochs_as_its_weight_says(
    weights: list[float], epochs: int, seed: int
) -> None:
    ids = [f"s{number}" for number in range(len(weights) + 1)]
    chosen = turns(ids, [*weights, 1.0], epochs, seed)
    assert len(chosen) == epochs
    for number, weight in enumerate([*weights, 1.0]):
        assert abs(sum(number in rows for rows in chosen) - weight * epochs) < 1


def test_without_weights_every_row_takes_part_in_every_epoch() -> None:
    assert turns(["a", "b", "c"], [1.0, 1.0, 1.0], 2, 13) == [[0, 1, 2], [0, 1, 2]]


def test_half_of_the_light_rows_take_part_in_a_single_epoch() -> None:
    ids = [f"s{number}" for number in range(2000)]
    (first,) = turns(ids, [0.5] * len(ids), 1, 13)
    assert 900 < len(first) < 1100
    assert [first] == turns(ids, [0.5] * len(ids), 1, 13) != turns(ids, [0.5] * len(ids), 1, 14)
    even, odd = turns(ids, [0.5] * len(ids), 2, 13)
    assert sorted([*even, *odd]) == list(range(2000))


def test_a_training_without_a_row_is_refused() -> None:
    with pytest.raises(PipelineError, match="no row of 1 takes part in 1 epochs"):
        turns(["a"], [0.0], 1, 13)


def test_epochs_and_seeds_have_orders_of_their_own() -> None:
    lengths = list(range(2, 42))
    first, second = (sum(half, []) for half in _halves(batches(lengths, all_of(lengths, 2), 4, 2, 1)))
    assert first != second
    once = all_of(lengths, 1)
    assert batches(lengths, once, 4, 2, 1) != batches(lengths, once, 4, 2, 2)


def _halves(order: list[list[int]]) -> tuple[list[list[int]], list[list[int]]]:
    return order[: len(order) // 2], order[len(order) // 2 :]


def test_sorting_by_length_saves_padding() -> None:
    lengths = [(number * 37) % 101 + 1 for number in range(400)]

    def padded(group: int) -> int:
        return sum(
            len(numbers) * max(lengths[number] for number in numbers)
            for numbers in batches(lengths, all_of(lengths, 1), 8, group, 1)
        )

    assert padded(16) < 1.1 * sum(lengths) < padded(1)


@given(st.lists(st.integers(1, 30), min_size=2, max_size=40), st.integers(0, 9))
def test_no_question_keeps_its_answer_and_no_answer_is_lost(lengths: list[int], seed: int) -> None:
    given_rows = rows(lengths)
    placebo = dealt(given_rows, 100, seed)
    assert [row.sample for row in placebo] == [row.sample for row in given_rows]
    assert [row.prompt for row in placebo] == [row.prompt for row in given_rows]
    assert all(new.answer != old.answer for new, old in zip(placebo, given_rows, strict=True))
    assert sorted(row.answer for row in placebo) == sorted(row.answer for row in given_rows)
    assert placebo == dealt(given_rows, 100, seed)


def test_a_question_gives_way_to_a_long_answer() -> None:
    pair = [Encoded("a", [1, 2, 3, 4], [9, 0]), Encoded("b", [5, 6], [7, 7, 7, 7, 0])]
    placebo = dealt(pair, 7, 1)
    assert placebo == [Encoded("a", [3, 4], [7, 7, 7, 7, 0]), Encoded("b", [5, 6], [9, 0])]


def test_one_row_has_no_placebo() -> None:
    with pytest.raises(PipelineError, match=r"Set train\.placebo: false"):
        dealt(rows([3]), 10, 1)


@pytest.mark.parametrize(("longest", "refused"), [(8, False), (9, False), (10, True)])
def test_a_record_is_refused_and_never_cut(longest: int, refused: bool) -> None:  # noqa: FBT001
    given_rows = [Encoded("a", [1] * (longest - 2), [2, 0]), Encoded("b", [1], [0])]
    if not refused:
        assert fitting("x", given_rows, 9) == given_rows
        return
    with pytest.raises(
        PipelineError, match=r"1 of 2 records are longer than 9 tokens \(longest 10, first a\)"
    ):
        fitting("x", given_rows, 9)


def test_the_digest_is_of_the_ids_in_the_order_of_training() -> None:
    given_rows = rows([2, 2, 2])
    assert order_digest(given_rows, [[0, 1], [2]]) == order_digest(given_rows, [[0], [1, 2]])
    assert order_digest(given_rows, [[0, 1], [2]]) != order_digest(given_rows, [[1, 0], [2]])


def test_the_share_that_is_learnt_is_that_of_the_answers() -> None:
    assert answer_share([Encoded("a", [1, 1, 1], [2]), Encoded("b", [1], [2, 0, 0])]) == 0.5
