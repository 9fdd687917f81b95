"""Safe paths are distinct, and every crawled file has its fate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.anonymize.origins import Fates, Refusal, distinct_paths, origins
from stages.core.errors import PipelineError
from tests import records


def test_paths_that_masking_made_equal_get_numbers_in_the_order_of_the_raw_paths() -> None:
    masked = {
        ("s", "b/LanHai.md"): "b/Toso.md",
        ("s", "b/Lanhai.md"): "b/Toso.md",
        ("t", "b/Lanhai.md"): "b/Toso.md",
    }
    assert distinct_paths(masked) == {
        ("s", "b/LanHai.md"): "b/Toso.md",
        ("s", "b/Lanhai.md"): "b/Toso~2.md",
        ("t", "b/Lanhai.md"): "b/Toso.md",
    }


def test_a_number_does_not_take_the_name_of_another_file() -> None:
    masked = {("s", "a"): "x.md", ("s", "b"): "x.md", ("s", "c"): "x~2.md"}
    assert distinct_paths(masked) == {("s", "a"): "x.md", ("s", "b"): "x~3.md", ("s", "c"): "x~2.md"}


@given(st.dictionaries(st.tuples(st.sampled_from("st"), st.text("abc", min_size=1, max_size=4)),
                       st.sampled_from(["x", "x~2", "y.md", "y~2.md", "d/x"]), max_size=12))  # fmt: skip
def test_safe_paths_of_a_source_are_distinct(masked: dict[tuple[str, str], str]) -> None:
    paths = distinct_paths(masked)
    assert len({(source, path) for (source, _), path in paths.items()}) == len(masked)
    assert distinct_paths(dict(reversed(masked.items()))) == paths


def test_a_file_without_fate_is_one_line() -> None:
    file = records.file("a.md", "b", "s")
    refusal = {("s", "other"): Refusal("screen", "empty", "", "")}
    fates = Fates(
        kept={}, refused=refusal, snapshots={"s": None}, paths={("s", "a.md"): "a.md"}, safe=lambda _, t: t
    )  # type: ignore[dict-item]
    with pytest.raises(PipelineError, match=r"s:a\.md: neither kept nor dropped") as caught:
        origins([file], fates)
    assert "\n" not in str(caught.value)
