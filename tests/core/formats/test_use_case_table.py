"""Use-case tables come back, with headings in either language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.formats.use_case_table import (
    HEADERS,
    Extension,
    UseCase,
    UseCaseTable,
    parse,
    render,
    validate,
)

HEAD = "| 用例名称 | 前置条件 | 后置条件 | 主成功场景 | 扩展场景 |\n| --- | --- | --- | --- | --- |\n"
TEXTS = st.text("ab|\\*#一，. ", min_size=1, max_size=8).map(lambda text: f"x{text}".strip())
POINTS = st.lists(TEXTS, max_size=3).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> UseCase:
    steps = draw(st.lists(TEXTS, min_size=1, max_size=4).map(tuple))
    numbers = st.sampled_from(["*", *(str(number) for number in range(1, len(steps) + 1))])
    extension = st.builds(Extension, numbers, st.sampled_from("abz"), TEXTS)
    extensions = tuple(draw(st.lists(extension, max_size=3)))
    return UseCase(draw(TEXTS), draw(POINTS), draw(POINTS), steps, extensions)


@given(
    st.sampled_from(sorted(HEADERS)),
    st.lists(cases(), min_size=1, max_size=3, unique_by=lambda case: case.name),
)
def test_what_is_rendered_is_read_again(language: str, found: list[UseCase]) -> None:
    table = UseCaseTable(language, tuple(found))
    assert [one.told("en") for one in validate(render(table))] == []
    assert parse(render(table)) == table


@pytest.mark.parametrize(
    ("row", "canonical"),
    [
        ("| 下单 | 已登录 | - | 1. 选货<br>2. 付款 | 无 |", "| 下单 | 已登录 |  | 1. 选货<br>2. 付款 |  |"),
        ("| 下单 |  |  | 1. 选货 2. 付款 |  |", "| 下单 |  |  | 1. 选货<br>2. 付款 |  |"),
        (
            "| 下单 |  |  | 1. 选货；2. 付 3 元。3、收货 |  |",
            "| 下单 |  |  | 1. 选货；<br>2. 付 3 元。<br>3. 收货 |  |",
        ),
        ("| 下单 |  |  | 1. 升级到 2.0 版 |  |", "| 下单 |  |  | 1. 升级到 2.0 版 |  |"),
        (
            "| 下单 |  |  | 选货<br/>付款 | 2a 余额不足 |",
            "| 下单 |  |  | 1. 选货<br>2. 付款 | 2a. 余额不足 |",
        ),
        ("| 下单 |  |  | 1）选货 |  |".replace("）", ")"), "| 下单 |  |  | 1. 选货 |  |"),
        ("| a \\| b |  |  | 1. c \\\\ d | *a: e |", "| a \\| b |  |  | 1. c \\\\ d | *a. e |"),
    ],
)
def test_dialects_have_one_canonical_form(row: str, canonical: str) -> None:
    table = parse(HEAD + row)
    assert table is not None
    assert render(table) == HEAD + canonical


@pytest.mark.parametrize(
    "header",
    [
        "| Use case | Preconditions | Postconditions | Main success scenario | Extensions |",
        "| use cases | Precondition | postcondition | Main Success Scenario | extension |",
    ],
)
def test_english_headings_are_read(header: str) -> None:
    table = parse(f"```markdown\n{header}\n|---|---|---|---|---|\n| Pay | | | 1. Pay | |\n```")
    assert table == UseCaseTable("en", (UseCase("Pay", (), (), ("Pay",), ()),))


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "header", 0),
        ("| 用例名称 | 前置条件 |\n| --- | --- |", "header", 1),
        (HEAD.splitlines()[0] + "\n| a |  |  | 1. b |  |", "header", 2),
        (HEAD, "no-row", 2),
        (HEAD + "| a |  |  | 1. b |", "cells", 3),
        (HEAD + "That is all.", "cells", 3),
        (HEAD + "|  |  |  | 1. b |  |", "name", 3),
        (HEAD + "| a |  |  |  |  |", "steps", 3),
        (HEAD + "| a |  |  | 1. b<br>3. c |  |", "steps", 3),
        (HEAD + "| a |  |  | 1. b<br>c |  |", "steps", 3),
        (HEAD + "| a |  |  | 1. b | 余额不足 |", "extension", 3),
        (HEAD + "| a |  |  | 1. b | 2a. c |", "extension", 3),
        (HEAD + "| a |  |  | 1. b |  |\n| a |  |  | 1. c |  |", "duplicate-name", 4),
    ],
)
def test_what_is_no_table_is_refused_with_rule_and_line(text: str, rule: str, line: int) -> None:
    assert [(found.rule, found.line) for found in validate(text)] == [(rule, line)]
    assert parse(text) is None


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("|  |  |  | 1. b |  |", 4),
        ("| a |  |  | 1. b<br>3. c |  |", 13),
        ("| a |  |  | 1. b | 余额不足 |", 20),
        ("| a |  |  | 1. b | 2a. c |", 20),
    ],
)
def test_a_fault_in_a_cell_is_told_by_its_column(row: str, column: int) -> None:
    assert [found.column for found in validate(HEAD + row)] == [column]


def test_a_scenario_may_have_more_than_99_steps() -> None:
    steps = [f"{number}. step" for number in range(1, 121)]
    row = f"| a |  |  | {'<br>'.join(steps)} | 104a. other |"
    table = parse(HEAD + row)
    assert table is not None
    assert len(table.cases[0].steps) == 120
    assert parse(render(table)) == table
    (fault,) = validate(HEAD + row.replace("100. step<br>", ""))[:1]
    assert "step 101 stands where 100 is expected" in fault.told("en")
