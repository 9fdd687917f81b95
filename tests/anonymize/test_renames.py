"""The rows of a path give the safe path again, and say nothing of the raw one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.anonymize.change import Change
from stages.anonymize.decide import Verdict
from stages.anonymize.finding import CERTAIN, Finding
from stages.anonymize.origins import distinct_paths
from stages.anonymize.renames import COPY, renames
from stages.anonymize.rewrite import applied, masks
from stages.core.records.decision import PATH
from tests.anonymize.cases import masking, subject


def change(start: int, end: int, text: str) -> Change:
    finding = Finding(start, end, "company.term", "listed", CERTAIN)
    return Change(start, end, text, "x", finding, "", Verdict("pseudonymize", "policy", ""))


@pytest.mark.parametrize(
    ("raw", "changes", "safe", "rows"),
    [
        ("a/b.md", [], "a/b.md", []),
        ("蓝/b.md", [(0, 3, "云")], "云/b.md", [(0, 3, "云")]),
        ("蓝/b.md", [(0, 3, "云")], "云~2/b.md", [(0, 3, "云"), (3, 3, "~2")]),
        ("ab/cd/e", [(0, 2, "xy"), (3, 5, "w")], "xy~12/w/e", [(0, 2, "xy"), (2, 2, "~12"), (3, 5, "w")]),
        ("ab.md", [(0, 2, "x")], "~2/x.md", [(0, 0, "~2/"), (0, 2, "x")]),
        ("~x.md", [(1, 2, "y")], "~2/~y.md", [(1, 1, "2/~"), (1, 2, "y")]),
        ("2001/02/03.md", [(0, 10, "1800/01/02")], "1800~2/01/02.md", [(0, 10, "1800~2/01/02")]),
    ],
)  # fmt: skip
def test_the_rows_of_a_path_are_its_replacements_and_its_number(
    raw: str, changes: list[tuple[int, int, str]], safe: str, rows: list[tuple[int, int, str]]
) -> None:
    found = renames(raw, [change(*one) for one in changes], safe)
    assert sorted((one.start, one.end, one.text) for one in found) == sorted(rows)
    assert {one.node for one in found} <= {PATH}
    assert applied(raw, found) == safe


@given(
    st.lists(st.text("ab/~2蓝", min_size=1, max_size=8), unique=True, max_size=8), st.text("xy/", max_size=2)
)
def test_rows_of_equal_paths_give_distinct_paths_again(raw: list[str], text: str) -> None:
    changes = {("s", path): [change(0, len(path[0].encode()), f"z{text}")] for path in raw}
    paths = distinct_paths({place: applied(place[1], some) for place, some in changes.items()})
    for place, safe in paths.items():
        assert applied(place[1], renames(place[1], changes[place], safe)) == safe


def test_a_number_is_no_value_and_has_a_rule_with_a_version() -> None:
    number = renames("a/b", [], "a~2/b")[0]
    assert (number.finding.entity, number.value, number.verdict.reason) == (COPY, "", "copy")
    assert len(number.finding.version) == 8


def test_what_would_drop_a_file_is_replaced_in_a_path() -> None:
    found = masks(subject("keys/lanhai/13812345678.md", "path"), masking())
    assert [one.verdict.action for one in found] == ["pseudonymize", "pseudonymize"]
    assert "lanhai" not in applied("keys/lanhai/13812345678.md", found)
