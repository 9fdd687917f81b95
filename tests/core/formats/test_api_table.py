import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.formats.api_table import ApiTable, parse, render, validate
from stages.core.records.api_asset import Operation
from tests.core.formats.operations import operations, shape

HEADER = (
    "| API | Method | Description | Request | Response | Error Response |\n"
    "| --- | --- | --- | --- | --- | --- |\n"
)


@given(
    st.one_of(st.just(""), st.text(min_size=1, max_size=8).map(str.split).map(" ".join)),
    st.lists(operations(), min_size=1, max_size=4, unique_by=shape),
)
def test_what_is_rendered_is_read_again(title: str, rows: list[Operation]) -> None:
    table = ApiTable(title, tuple(rows))
    assert parse(render(table)) == table


@pytest.mark.parametrize(
    ("row", "canonical"),
    [
        (
            '| /standing-orders | GET | Get all |  | 200 {"id": String } | 400: { "error": String} |',
            "| /standing-orders | GET | Get all |  | 200: {id: String} | 400: {error: String} |",
        ),
        (
            "| /c/{id} | get | One | X-App: string, id: string | [200: {id: string}, 404: {e: list}] | 500 |",
            "| /c/{id} | GET | One | X-App: string, id: string | 200: {id: string} | 404: {e: list}, 500 |",
        ),
        (
            "| /movie/<movie_id> | PUT |  | (Movie) | 204 |  |",
            "| /movie/{movie_id} | PUT |  | (Movie) | 204 |  |",
        ),
        ("| `/a` | `get` | x | - | n/a | 无 |", "| /a | GET | x |  |  |  |"),
        (
            "| /a | POST |  | {id: string} | 200 OK: A<br />201 Created | 404 Not Found |",
            "| /a | POST |  | ({id: string}) | 200: A, 201 | 404 |",
        ),
        (
            "| /a | POST |  | x: int, [Order] | 200: Ok |  |",
            "| /a | POST |  | x: int, ([Order]) | 200: Ok |  |",
        ),
        (
            '| /a | GET |  |  | 200: {"id": "string", "n": "integer"} |  |',
            "| /a | GET |  |  | 200: {id: string, n: integer} |  |",
        ),
        (
            "| /a | GET |  | 订单号: string | [200: {id: string}, 4XX] | 5XX, default: E |",
            "| /a | GET |  | 订单号: string | 200: {id: string} | 4XX, 5XX, default: E |",
        ),
        ("| /a/:id/b | DELETE | 删除 |  |  |  |", "| /a/{id}/b | DELETE | 删除 |  |  |  |"),
        ("| /a:cancel | POST | a \\| b |  |  | |", "| /a:cancel | POST | a \\| b |  |  |  |"),
        (
            "| /a | POST | regex \\d | (string \\| null) | 200 |  |",
            "| /a | POST | regex \\\\d | (string \\| null) | 200 |  |",
        ),
        (
            "| /a/{id} | GET |  | `path id: string, query id: A, cookie id: A` | `200: T` | 4XX<br>404 |",
            "| /a/{id} | GET |  | id: string, query id: A, cookie id: A | 200: T | 4XX, 404 |",
        ),
        (
            "| /a | POST | 下单 | 页码？：整数，（｛数量：整数｝） | 200：｛编号：string｝ | 400，404 |",
            "| /a | POST | 下单 | 页码?: 整数, ({数量: 整数}) | 200: {编号: string} | 400, 404 |",
        ),
        (
            "| /a | POST |  | id: long, (name: string, tags?: [string]) | 200: A | 400 |",
            "| /a | POST |  | id: long, ({name: string, tags?: [string]}) | 200: A | 400 |",
        ),
        (
            "| /a | GET |  | header X-Trace?: string, header: string | 200: [Order] | default |",
            "| /a | GET |  | header X-Trace?: string, header: string | 200: [Order] | default |",
        ),
    ],
)
def test_dialects_have_one_canonical_form(row: str, canonical: str) -> None:
    table = parse(HEADER + row)
    assert table is not None
    assert render(table) == HEADER + canonical


@pytest.mark.parametrize("wrap", ["{}", "```markdown\n{}\n```", "## Orders\n\n{}", "\n{}\n\n"])
def test_a_fence_a_title_and_blank_lines_are_read(wrap: str) -> None:
    assert validate(wrap.format(HEADER + "| /a | GET | x |  | 200 |  |")) == []


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "header", 0),
        ("GET /orders: list orders", "header", 1),
        ("| API | Method |\n| --- | --- |\n| /a | GET |", "header", 1),
        (HEADER.splitlines()[0] + "\n| /a | GET | x |  |  |  |", "header", 2),
        (HEADER, "no-row", 2),
        (HEADER + "| /a | GET | x |  | 200 |", "cells", 3),
        (HEADER + "| /a | GET | x | | | | |", "cells", 3),
        (HEADER + "| /a | GET | x |  |  |  |\nHere is the table.", "cells", 4),
        (HEADER + "| a | GET | x |  |  |  |", "path", 3),
        (HEADER + "| /a b | GET | x |  |  |  |", "path", 3),
        (HEADER + "| /a/{id | GET | x |  |  |  |", "path", 3),
        (HEADER + "| /a | FETCH | x |  |  |  |", "method", 3),
        (HEADER + "| /a |  | x |  |  |  |", "method", 3),
        (HEADER + "| /a | GET | x | the id |  |  |", "request", 3),
        (HEADER + "| /a | GET | x | (A) (B) |  |  |", "request", 3),
        (HEADER + "| /a | GET | x | (a: A, a: B) |  |  |", "request", 3),
        (HEADER + "| /a | GET | x | (a: A |  |  |", "request", 3),
        (HEADER + '| /a | GET | x |  | 200: {id: "ORD-1"} |  |', "response", 3),
        (HEADER + "| /a | GET | x |  | OK |  |", "response", 3),
        (HEADER + "| /a | GET | x |  | 200 Not Found |  |", "response", 3),
        (HEADER + "| /a | GET | x | ) |  |  |", "request", 3),
        (HEADER + "| /a | GET | x |  | 700 |  |", "response", 3),
        (HEADER + "| /a | GET | x |  | [200 |  |", "response", 3),
        (HEADER + "| /a | GET | x |  |  | 200 |", "error-response", 3),
        (HEADER + "| /a | GET | x | id: A, id: B |  |  |", "request", 3),
        (HEADER + "| /a/{id} | GET | x | id: A, query id: A, query id: B |  |  |", "request", 3),
        (HEADER + '| /a | GET | x |  | 200: {id: A, "id": B} |  |', "response", 3),
        (HEADER + "| /a | GET | x |  | 200, 200: A |  |", "response", 3),
        (HEADER + "| /a | GET | x |  | 200, 404 | 404: E |", "error-response", 3),
        (HEADER + "| /a/{id} | GET | x |  |  |  |\n| /a/{no} | GET | x |  |  |  |", "duplicate-operation", 4),
    ],
)
def test_what_is_no_table_is_refused_with_rule_and_line(text: str, rule: str, line: int) -> None:
    assert [(violation.rule, violation.line) for violation in validate(text)] == [(rule, line)]
    assert parse(text) is None


def test_chinese_headings_are_read() -> None:
    header = "| 接口 | 方法 | 描述 | 请求 | 响应 | 错误响应 |\n|:---|:---:|---|---|---|---:|\n"
    table = parse(header + "| /a | GET | 全部 |  | 200 |  |")
    assert table is not None
    assert render(table) == HEADER + "| /a | GET | 全部 |  | 200 |  |"


def test_a_fault_in_a_fence_has_the_line_of_the_whole_text() -> None:
    (violation,) = validate("```\n" + HEADER + "| a | GET | x |  |  |  |\n```")
    assert violation.line == 4


def test_all_faults_of_a_table_are_told_at_once() -> None:
    found = validate(HEADER + "| a | FETCH | x |  |  |  |\n| /b | GET | x | ( | | |")
    assert [violation.rule for violation in found] == ["path", "method", "request"]


def test_a_repeated_row_below_a_broken_one_is_told_at_its_line() -> None:
    row = "| /a | GET | x |  |  |  |\n"
    found = validate(HEADER + row + "| /b | GET |\n" + row)
    assert [(violation.rule, violation.line) for violation in found] == [
        ("cells", 4),
        ("duplicate-operation", 5),
    ]


def test_a_long_hostile_line_is_read_in_linear_time() -> None:
    assert validate(HEADER + "| /a | GET | " + "\\" * 200_001 + "|  |  |  |")
