r"""Lines end where editors, Git and tree-sitter end them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.lines import ended_lines, lines_of

NONE = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("a\n\nb\n", ["a", "", "b"]),
        ("a\r\nb\rc\n", ["a", "b", "c"]),
        ("\r\n", [""]),
        *((f"a{sign}b\nc", [f"a{sign}b", "c"]) for sign in NONE),
    ],
)
def test_lines_end_at_lf_cr_lf_and_cr_alone(text: str, lines: list[str]) -> None:
    assert lines_of(text) == lines


@given(st.text("ab\r\n\x0c\u2028"))
def test_lines_with_their_ends_are_the_text(text: str) -> None:
    assert "".join(ended_lines(text)) == text
    assert [line.rstrip("\r\n") for line in ended_lines(text)] == lines_of(text)
