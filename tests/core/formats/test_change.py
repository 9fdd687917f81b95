"""A change is a text that gives itself again, and stands where no file can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.formats.change import Change, Place, changed, parse, path_of, render

COMMIT = "0123456789abcdef0123456789abcdef01234567"
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60)
PLACES = st.lists(st.builds(Place, TEXTS, TEXTS), min_size=1, max_size=3).map(tuple)


@given(st.builds(Change, st.just(COMMIT), st.integers(1, 9), st.integers(1, 9), TEXTS, PLACES))
def test_what_is_written_is_read_again(change: Change) -> None:
    assert parse(COMMIT, render(change)) == change


@pytest.mark.parametrize(
    "text",
    [
        "",
        "=== 0123456789ab message 1/1\nno place\n",
        "=== 0123456789ab before\na\n=== 0123456789ab after\nb\n",
        "=== 0123456789ab message 1/1\nm\n=== 0123456789ab before\nonly one side\n",
        "=== ba9876543210 message 1/1\nm\n=== ba9876543210 before\na\n=== ba9876543210 after\nb\n",
        " === 0123456789ab message 1/1\nm\n=== 0123456789ab before\na\n=== 0123456789ab after\nb\n",
    ],
)
def test_what_is_no_change_of_the_commit(text: str) -> None:
    assert parse(COMMIT, text) is None


def test_a_path_says_what_changed() -> None:
    assert changed(path_of(COMMIT, "src/main/订单.java")) == (COMMIT, "src/main/订单.java")


@pytest.mark.parametrize(
    "path", ["a.change", "git/changes/01/a.change", ".git/changes/xyz/a.change", ".git/changes/01/a.java"]
)
def test_the_path_of_a_file_says_nothing(path: str) -> None:
    assert changed(path) is None
