"""Rows of tables and sections: literal text and near misses."""

import pytest

from stages.core.formats.check import violations
from stages.core.formats.markdown import cells


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("table-row", "| 购物车 | cart | Cart | 未下单 |"),
        ("table-row", "| a | b |"),
        ("markdown-section", "## Errors\n\nOne body."),
        ("markdown-section", "# 错误\n\n```sh\n# no heading\n```\n"),
        ("markdown-section", "## A\n#tag is no heading"),
    ],
)
def test_what_is_valid(format_: str, text: str) -> None:
    assert not violations(format_, text)


@pytest.mark.parametrize(
    ("format_", "text", "line"),
    [
        ("table-row", "| a |", 1),
        ("table-row", "| a |  |", 1),
        ("table-row", "a | b", 1),
        ("table-row", "| a | b |\n| c | d |", 1),
        ("table-row", "", 1),
        ("markdown-section", "text\n## A", 1),
        ("markdown-section", "## A\ntext\n### B", 3),
        ("markdown-section", "## A\n\n", 1),
        ("markdown-section", "", 1),
    ],
)
def test_what_is_not(format_: str, text: str, line: int) -> None:
    (found,) = violations(format_, text)
    assert (found.rule, found.line) == (format_, line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [("| a | b |", ["a", "b"]), (r"| a \| b | c |", [r"a \| b", "c"]), ("a | b", []), ("|", []), ("", [])],
)
def test_cells_of_a_row(line: str, expected: list[str]) -> None:
    assert cells(line) == expected
