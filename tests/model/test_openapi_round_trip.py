"""A table written as OpenAPI 3.1 and read again by `model` is the same table."""

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.core.formats import api_table, openapi
from stages.core.formats.api_table import ApiTable
from stages.core.formats.openapi import canonical
from stages.core.formats.type_expression import Array, Field, Named, Object, Type, parse, render
from stages.core.records.api_asset import ApiAsset, Operation, Payload
from stages.model.model import read_document
from tests.core.formats.operations import Parts, operations, payloads, shape
from tests.model.documents import PARAMS, document

WHOLE = msgspec.structs.replace(PARAMS, max_type_depth=38, max_type_fields=10_000)
NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,5}", fullmatch=True)
PRIMITIVES = st.sampled_from(["string", "integer", "number", "boolean", "date", "datetime", "file", "object"])
PROSE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(
    lambda t: " ".join(t.split())
)


def wider(inner: st.SearchStrategy[Type], *, optional: bool) -> st.SearchStrategy[Type]:
    marks = st.booleans() if optional else st.just(False)
    fields = st.lists(
        st.builds(Field, NAMES | PROSE, marks, inner), min_size=1, max_size=3, unique_by=lambda f: f.name
    )
    union = st.lists(inner, min_size=2, max_size=3, unique=True)
    return st.one_of(
        st.builds(Array, inner),
        st.builds(lambda value: Named("map", (Named("string"), value)), inner),
        st.builds(lambda found: Object(tuple(found)), fields),
        st.builds(lambda options: canonical(parse(" | ".join(map(render, options)))), union),
    )


LEAVES = st.one_of(PRIMITIVES, NAMES, st.sampled_from(["null", "any"])).map(Named)
ASKED, ANSWERED = (
    st.one_of(
        LEAVES, wider(LEAVES, optional=optional), wider(wider(LEAVES, optional=optional), optional=optional)
    )
    .map(canonical)
    .map(render)
    for optional in (True, False)
)


def once(found: list[Payload]) -> list[Payload]:
    return list({payload.status: payload for payload in found}.values())


PARTS = Parts(
    names=NAMES,
    others=NAMES.map(lambda name: f"q{name}"),
    asked=ASKED,
    summary=PROSE,
    responses=payloads(["200", "201", "302", "2XX"], ANSWERED).map(once),
    errors=payloads(["400", "500", "4XX", "default"], ANSWERED).map(once),
)


def back(table: ApiTable) -> list[ApiTable]:
    text = openapi.render_document([table], "Shop")
    found = read_document(document("a.json", text, language="json", asset="api"), WHOLE)
    return [ApiTable(one.tag, tuple(one.operations)) for one in found if isinstance(one, ApiAsset)]


def in_order(table: ApiTable) -> ApiTable:
    return ApiTable(table.title, tuple(sorted(table.operations, key=lambda one: (one.path, one.method))))


@settings(max_examples=30)
@given(PROSE.filter(bool), st.lists(operations(PARTS), min_size=1, max_size=4, unique_by=shape))
def test_what_is_written_is_read_again(title: str, rows: list[Operation]) -> None:
    table = ApiTable(title, tuple(rows))
    assert list(map(in_order, back(table))) == [in_order(table)]
    assert api_table.parse(api_table.render(table)) == table


HEAD = f"## Shop\n\n| {' | '.join(api_table.COLUMNS)} |\n|{'---|' * 6}\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "| /a | GET |  | id: Long | 200: List<Order> |  |",
            "| /a | GET |  | id: integer | 200: [Order] |  |",
        ),
        (
            "| /a | GET |  |  | 200: Map<String, int> | 400 |",
            "| /a | GET |  |  | 200: map<string, integer> | 400 |",
        ),
        ("| /a | GET |  |  | 200: Page<Order> |  |", "| /a | GET |  |  | 200: Page.Order |  |"),
        ("| /a | PUT |  | (string[]) |  |  |", "| /a | PUT |  | ([string]) |  |  |"),
        ("| /a | PUT |  | ({f: file, n?: list}) |  |  |", "| /a | PUT |  | ({f: file, n?: [any]}) |  |  |"),
        ("| /a/{id} | GET |  |  |  |  |", "| /a/{id} | GET |  | id: string |  |  |"),
        ("| /a | GET |  |  | 200: {} |  |", "| /a | GET |  |  | 200: object |  |"),
        ("| /a | GET |  |  | 200: null \\| String |  |", "| /a | GET |  |  | 200: string \\| null |  |"),
        ("| /a | GET |  |  | 200: {订单: 订单} |  |", "| /a | GET |  |  | 200: {订单: _8ba2_5355} |  |"),
        ("| /a | GET |  | header Authorization: string |  |  |", "| /a | GET |  |  |  |  |"),
    ],
)
def test_names_of_code_and_what_openapi_lacks_have_one_form(row: str, expected: str) -> None:
    table = api_table.parse(HEAD + row)
    assert table is not None
    (found,) = back(table)
    assert [api_table.render_row(operation) for operation in found.operations] == [expected]


def test_the_document_is_openapi_3_1() -> None:
    table = api_table.parse(HEAD + "| /a/{id} | PUT | Change | id: integer, (Order) | 200: Order | 404 |")
    assert table is not None
    found = json.loads(openapi.render_document([table], "Shop"))
    order = {"$ref": "#/components/schemas/Order"}
    assert found == {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "0.0.0"},
        "tags": [{"name": "Shop"}],
        "paths": {
            "/a/{id}": {
                "put": {
                    "tags": ["Shop"],
                    "summary": "Change",
                    "parameters": [
                        {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
                    ],
                    "requestBody": {"required": True, "content": {"application/json": {"schema": order}}},
                    "responses": {
                        "200": {"description": "OK", "content": {"application/json": {"schema": order}}},
                        "404": {"description": "Not Found"},
                    },
                }
            }
        },
        "components": {"schemas": {"Order": {"type": "object"}}},
    }
