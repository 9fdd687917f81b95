"""Near pairs are exactly those that comparing everything with everything gives."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.similarity import copies, jaccard, near_pairs, ngrams, shingles

WORDS = st.lists(st.sampled_from("ab{};订"), max_size=14).map(" ".join)


def brute_force(texts: list[str], threshold: float) -> list[tuple[int, int]]:
    sets = [shingles(text) for text in texts]
    return [
        (left, right)
        for left, right in combinations(range(len(texts)), 2)
        if len(sets[left] & sets[right]) / len(sets[left] | sets[right]) >= threshold
    ]


@given(st.lists(WORDS, max_size=12), st.sampled_from([0.1, 0.3, 0.5, 0.75, 0.9, 1.0]))
def test_pairs_are_those_of_the_exhaustive_search(texts: list[str], threshold: float) -> None:
    assert [(pair.left, pair.right) for pair in near_pairs(texts, threshold)] == brute_force(texts, threshold)


@given(st.lists(WORDS, max_size=12), st.sampled_from([0.1, 0.3, 0.5, 0.75, 0.9, 1.0]))
def test_a_copy_is_told_with_the_first_text_that_is_none(texts: list[str], threshold: float) -> None:
    expected: dict[int, int] = {}
    for left, right in brute_force(texts, threshold):
        if left not in expected:
            expected.setdefault(right, left)
    assert {pair.right: pair.left for pair in copies(texts, threshold)} == expected


def test_a_text_that_stands_many_times_makes_one_pair_each() -> None:
    pairs = copies(["return this;"] * 5_000, 0.8)
    assert {pair.left for pair in pairs} == {0}
    assert len(pairs) == 4_999


@pytest.mark.parametrize(
    ("left", "right", "near"),
    [
        ("int total() { return a + b; }", "int total() { return a + b; }", 1.0),
        ("int total() {\n    return a + b;\n}", "int total() { return a + b; }", 1.0),
        ("显示购物车里的商品数量", "显示购物车里的商品价格", 0.555556),
        ("int total() { return a + b; }", "void close() { stream.end(); }", 0.0),
        ("", "", 1.0),
        ("", "a", 0.0),
    ],
    ids=["same", "white space", "a Chinese character is a token", "other", "both empty", "one empty"],
)
def test_similarity_of_two_texts(left: str, right: str, near: float) -> None:
    pairs = near_pairs([left, right], 0.01)
    assert [round(pair.similarity, 6) for pair in pairs] == ([near] if near else [])


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ("", {()}),
        ("a b", {("a", "b")}),
        ("a b c", {("a", "b", "c")}),
        ("a b c d", {("a", "b", "c"), ("b", "c", "d")}),
        ("a a a a a", {("a", "a", "a")}),
    ],
    ids=["none", "too few", "one run", "two runs", "equal runs"],
)
def test_ngrams_are_the_different_runs(tokens: str, expected: set[tuple[str, ...]]) -> None:
    assert ngrams(tokens.split(), 3) == expected


@given(WORDS, WORDS)
def test_likeness_is_mutual_and_whole_only_for_the_same_runs(left: str, right: str) -> None:
    one, other = shingles(left), shingles(right)
    assert jaccard(one, other) == jaccard(other, one)
    assert (jaccard(one, other) == 1) is (one == other)


def test_no_texts_have_no_pairs() -> None:
    assert near_pairs([], 0.5) == []
