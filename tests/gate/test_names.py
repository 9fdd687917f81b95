"""Ids and recipes of samples are read once and given back in both orders."""

import json

import pytest

from stages.core import on_disk
from stages.gate.names import Left, Names

ROWS = [(f"{number * 7919 % 100:02}", f"recipe{number // 40}") for number in range(100)]
LEFT = [Left(id, recipe, number) for number, (id, recipe) in enumerate(ROWS)]


@pytest.mark.parametrize("together", [1, 7, 1000])
def test_samples_come_in_the_order_of_the_file_and_of_their_ids(
    together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk, "SORTED", together)
    found = Names(json.dumps({"id": id, "input": "x", "recipe": recipe}).encode() for id, recipe in ROWS)
    assert list(found) == LEFT
    assert list(found.by_id()) == sorted(LEFT)


def test_of_no_sample_there_is_no_name() -> None:
    assert list(Names([]).by_id()) == list(Names([])) == []
