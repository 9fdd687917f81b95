"""API lines come back; a line is the row of a table with a name."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.formats import api_table
from stages.core.formats.api_lines import name_of, parse, render_lines, validate
from stages.core.formats.api_table import ApiTable
from stages.core.records.api_asset import Operation
from tests.core.formats.operations import NAMES, operations, shape


@given(
    st.lists(
        st.builds(
            ApiTable,
            st.sampled_from(["", "Orders", "订单 / 支付".replace("/", "与")]),
            st.lists(
                st.builds(
                    lambda one, name: msgspec.structs.replace(one, operation_id=name), operations(), NAMES
                ),
                min_size=1,
                max_size=3,
                unique_by=shape,
            ).map(tuple),
        ),
        min_size=1,
        max_size=2,
    ).filter(lambda tables: all(table.title for table in tables[1:]))
)
def test_what_is_rendered_is_read_again(tables: list[ApiTable]) -> None:
    text = render_lines(tables)
    assert [found.told("en") for found in validate(text)] == []
    assert parse(text) == tables


@pytest.mark.parametrize(
    ("line", "canonical"),
    [
        (
            "POST login(user: String, password: String):AuthToken /users/login Login with REST API",
            "POST login(user: String, password: String): AuthToken /users/login Login with REST API",
        ),
        (
            "GET /campaigns/{id}  getCampaign(header X-App: string, id: string) : "
            "[200: {id: string}, 400: {errors: list}] ",
            "GET getCampaign(header X-App: string, id: string): "
            "[200: {id: string}, 400: {errors: list}] /campaigns/{id}",
        ),
        ("- delete remove(id: Long) /orders/{id}", "DELETE remove(id: Long) /orders/{id}"),
        ("GET all(): [Order] /orders 全部订单", "GET all(): [Order] /orders 全部订单"),
        ("GET all(): [200: [Order]] /orders", "GET all(): [Order] /orders"),
        ("PUT put((Order)): [204, default] /orders", "PUT put((Order)): [204, default] /orders"),
        ("Orders:\nGET all() /orders", "## Orders\nGET all() /orders"),
        (
            "### 订单\n\nGET all() /orders\n用户\nGET all() /users",
            "## 订单\nGET all() /orders\n\n## 用户\nGET all() /users",
        ),
    ],
)
def test_dialects_have_one_canonical_form(line: str, canonical: str) -> None:
    tables = parse(line)
    assert tables is not None
    assert render_lines(tables) == canonical
    assert parse(f"```\n{canonical}\n```") == tables


def test_a_parameter_of_the_path_is_one() -> None:
    ((_, (operation,)),) = parse("GET one(id: string, page?: integer) /orders/{id}") or []
    assert [(one.name, one.location) for one in operation.parameters] == [("id", "path"), ("page", "query")]


def test_a_line_becomes_a_row_and_a_row_a_line() -> None:
    line = "GET getOrdersById(id: string): Order /orders/{id} One"
    (table,) = parse(line) or []
    row = api_table.parse(api_table.render(table))
    assert row is not None
    assert render_lines([row]) == line


@pytest.mark.parametrize(
    ("method", "path", "given", "name"),
    [
        ("GET", "/orders/{id}", "", "getOrdersById"),
        ("GET", "/orders/{id}", "find order by id", "getOrdersById"),
        ("GET", "/orders/{id}", "orders.find-one", "orders.find-one"),
        ("POST", "/v1/pay-outs", "", "postV1PayOuts"),
        ("DELETE", "/", "", "delete"),
    ],
)
def test_a_row_without_a_name_that_fits_gets_one(method: str, path: str, given: str, name: str) -> None:
    operation = Operation(
        path=path,
        method=method,
        operation_id=given,
        summary="",
        parameters=[],
        request="",
        responses=[],
        errors=[],
    )
    assert name_of(operation) == name


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("", "no-operation", 0, 0),
        ("Orders", "no-operation", 0, 0),
        ("GET /orders lists them", "line", 1, 1),
        ("FETCH all() /orders", "method", 1, 1),
        ("GET all() orders", "path", 1, 11),
        ("GET all( /orders", "operation", 1, 10),
        ("GET all(id: 7) /orders", "operation", 1, 13),
        ("GET all(): [200: 7] /orders", "operation", 1, 18),
        ("  GET all(id) /orders", "operation", 1, 13),
        ("GET a() /a/{x}\nGET b() /a/{y}", "duplicate-operation", 2, 0),
        ("Orders\nGET a() /a\nThese (two) are all.", "line", 3, 1),
    ],
)
def test_what_is_no_line_is_refused_at_its_place(text: str, rule: str, line: int, column: int) -> None:
    assert [(found.rule, found.line, found.column) for found in validate(text)] == [(rule, line, column)]
    assert parse(text) is None


def test_a_long_hostile_line_is_read_in_linear_time() -> None:
    assert validate("GET a(" + "x: [" * 50_000)
    assert validate("GET " + "a " * 100_000)
