"""What stands around a name: the look at one sign of each side never hides what the words there say."""

import re
from pathlib import Path

import pytest

from bench.layouts import SETS
from stages.anonymize.name_context import around, most

RUN = re.compile("[\u4e00-\u9fff]{2,}")
DOCUMENTS = [Path(f"bench/documents/{name}.txt") for name in SETS]
"""The sets that were read."""


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_one_sign_on_each_side_says_no_less_than_the_words_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    places = [
        (start, end)
        for run in RUN.finditer(text)
        for start in range(run.start(), run.end() - 1)
        for end in range(start + 2, min(run.end(), start + 4) + 1)
    ]
    assert len(places) > 100
    assert [place for place in places if most(text, *place) < around(text, *place)] == []
