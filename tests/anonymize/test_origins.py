"""Safe paths are distinct, and every crawled file has its fate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.anonymize.origins import Fates, Refusal, distinct_paths, origins
from stages.core.errors import PipelineError
from tests import records


def test_paths_that_masking_made_equal_go_into_numbered_folders_in_the_order_of_the_raw_paths() -> None:
    masked = {
        ("s", "b/c/LanHai.java"): "b/c/Toso.java",
        ("s", "b/c/Lanhai.java"): "b/c/Toso.java",
        ("s", "b/d/Lanhai.java"): "b/d/Toso.java",
        ("t", "b/c/Lanhai.java"): "b/c/Toso.java",
    }
    assert distinct_paths(masked) == {
        ("s", "b/c/LanHai.java"): "b/c/Toso.java",
        ("s", "b/c/Lanhai.java"): "b~2/c/Toso.java",
        ("s", "b/d/Lanhai.java"): "b/d/Toso.java",
        ("t", "b/c/Lanhai.java"): "b/c/Toso.java",
    }


def test_a_number_does_not_take_the_place_of_another_file() -> None:
    masked = {("s", "a"): "x.md", ("s", "b"): "x.md", ("s", "c"): "~2/x.md"}
    assert distinct_paths(masked) == {("s", "a"): "x.md", ("s", "b"): "~3/x.md", ("s", "c"): "~2/x.md"}


@given(st.dictionaries(st.tuples(st.sampled_from("st"), st.text("abc", min_size=1, max_size=4)),
                       st.sampled_from(["x", "~2/x", "d/y.md", "d~2/y.md", "d/x"]), max_size=12))  # fmt: skip
def test_safe_paths_of_a_source_are_distinct(masked: dict[tuple[str, str], str]) -> None:
    paths = distinct_paths(masked)
    assert len({(source, path) for (source, _), path in paths.items()}) == len(masked)
    assert all(path.rsplit("/", 1)[-1] == masked[place].rsplit("/", 1)[-1] for place, path in paths.items())
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
