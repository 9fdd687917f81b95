"""Ids and recipes of samples are read once and given back in both orders."""

import json

import pytest

from stages.core import on_disk
from stages.core.records.sample import Sample
from stages.gate.names import Left, Names

ROWS = [(f"{number * 7919 % 100:02}", f"recipe{number // 40}") for number in range(100)]
LEFT = [Left(id, recipe, number) for number, (id, recipe) in enumerate(ROWS)]


def named(rows: list[tuple[str, str]]) -> Names:
    lines = (json.dumps({"id": id, "input": "x", "recipe": recipe}).encode() for id, recipe in rows)
    return Names(on_disk.encoded(Sample, lines))


@pytest.mark.parametrize("together", [1, 7, 1000])
def test_samples_come_in_the_order_of_the_file_and_of_their_ids(
    together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk, "SORTED", together)
    found = named(ROWS)
    assert [Left(found[number].id, recipe, number) for number, recipe in found.recipes()] == LEFT
    assert [found[number] for number in found.by_id()] == sorted(LEFT)


def test_ids_that_begin_alike_are_in_order() -> None:
    ids = ["abcdefgh2", "abcdefgh10", "abcdefg", "abcdefgh", "b"]
    found = named([(id, "r") for id in ids])
    assert [found[number].id for number in found.by_id()] == sorted(ids)


def test_of_no_sample_there_is_no_name() -> None:
    assert not list(named([]).by_id())
    assert not list(named([]).recipes())
