"""Numbered lists come back, and every fault has its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.formats.numbered_list import parse, render, validate

TEXTS = st.text("ab1.)、 一，", min_size=1, max_size=8).map(lambda text: f"x{text}".strip())


@given(st.lists(TEXTS, min_size=1, max_size=12, unique=True))
def test_what_is_rendered_is_read_again(items: list[str]) -> None:
    assert parse(render(items)) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. a\n2. b", ["a", "b"]),
        ("1) a\n2) b", ["a", "b"]),
        ("1、查询\n2、退货", ["查询", "退货"]),
        ("１．查询", ["查询"]),
        ("\n  1.  a  \n\n 2. b\n", ["a", "b"]),
        ("```\n1. a\n```", ["a"]),
        ("1. 1.5 kg of rice", ["1.5 kg of rice"]),
    ],
)
def test_dialects_are_read(text: str, items: list[str]) -> None:
    assert parse(text) == items


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "no-item", 0),
        ("Here is the list:\n1. a", "item", 1),
        ("1. a\n- b", "item", 2),
        ("1.5 kg", "item", 1),
        ("1. a\n2.", "item", 2),
        ("1. a\n3. b", "order", 2),
        ("2. a", "order", 1),
        ("1. a\n2. A", "repeated", 2),
        ("```\n1. a\n1. b\n```", "order", 3),
    ],
)
def test_a_fault_has_its_rule_and_line(text: str, rule: str, line: int) -> None:
    (fault,) = validate(text)
    assert (fault.rule, fault.line) == (rule, line)
    assert parse(text) is None
    assert fault.told("zh") != fault.told("en")
