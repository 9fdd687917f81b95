"""Commit messages: literal text and near misses."""

import pytest

from stages.core.formats.check import violations


@pytest.mark.parametrize(
    "text",
    [
        "Set fetch size for Hibernate",
        "fix(cart): 购物车为空时不再报错",
        "修复订单重复提交",
        "Update the README after the move",
        "Testing helpers take a clock",
        "Merged lines keep their price",
        "Defer the import\n\nIt is slow, and most runs need none.\n\nSee the handbook.",
    ],
)
def test_what_is_valid(text: str) -> None:
    assert not violations("commit-message", text)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "empty"),
        ("x" * 101, 1, "100"),
        ("wip", 1, "what was done"),
        ("fixup! Set fetch size", 1, "what was done"),
        ("Merge branch 'main' into dev", 1, "what was done"),
        ("Bump mkdocs from 9.2.6 to 9.4.2", 1, "what was done"),
        ("Update README.md", 1, "what was done"),
        ("update", 1, "what was done"),
        ("v1.2.3", 1, "what was done"),
        ("修改", 1, "what was done"),
        ("合并分支 main", 1, "what was done"),
        ("Set fetch size\nfor Hibernate", 2, "no empty line"),
        ("Set fetch size\n\n\nfor Hibernate", 2, "empty lines"),
        ("Set fetch size\n", 2, "empty lines"),
        ("Set fetch size\n\n" + "x" * 201, 3, "200"),
    ],
)
def test_what_is_not(text: str, line: int, said: str) -> None:
    (found,) = violations("commit-message", text)
    assert (found.rule, found.line) == ("commit-message", line)
    assert said in found.message.en
