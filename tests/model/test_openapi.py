import json
import time

import msgspec
import pytest

from stages.core.formats import api_table
from stages.core.formats.api_table import ApiTable
from stages.core.records.api_asset import ApiAsset
from stages.core.spans import safe_digest
from stages.model.model import read_document
from stages.model.openapi import is_hidden_header, resource, summary
from stages.model.passed_over import PassedOver
from stages.model.refused import Refused
from tests.model.documents import PARAMS, document

SPEC = """openapi: 3.0.3
info: {title: 订单接口, description: 全部订单}
tags:
  - {name: 订单, description: 下单与查询}
paths:
  /orders/{id}:
    parameters:
      - $ref: '#/components/parameters/Id'
      - {name: lang, in: query, schema: {type: string}}
    get:
      tags: [订单, 其他]
      summary: 查询订单
      operationId: findOrder
      parameters:
        - {name: lang, in: query, required: true, schema: {type: integer, example: 7}}
        - {name: X-Trace, in: header, schema: {type: string}}
        - {name: Authorization, in: header, schema: {type: string}}
        - {name: X-App-Token, in: header, schema: {type: string}}
      responses:
        '200':
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
        '404': {$ref: '#/components/responses/Gone'}
        default: {description: other}
        x-note: {a: 1}
    delete:
      tags: [订单]
      description: Cancels it. Twice is no error.
      responses: {204: {description: done}, 5XX: {description: broken}}
  /v1/stock/{sku}/lines:
    post:
      requestBody:
        content:
          text/plain: {schema: {type: string}}
          application/json:
            schema:
              allOf:
                - $ref: '#/components/schemas/Base'
                - type: object
                  required: [count]
                  properties:
                    count: {type: integer, nullable: true}
                    kind: {type: string, enum: [SECRET-A, SECRET-B]}
                    token: {type: string, readOnly: true}
      responses: {}
components:
  parameters:
    Id: {name: id, in: path, required: true, schema: {type: string, format: uuid}}
  responses:
    Gone: {content: {application/json: {schema: {type: object, properties: {code: {type: string}}}}}}
  schemas:
    Base: {type: object, required: [at], properties: {at: {type: string, format: date-time}}}
    Order:
      type: object
      properties:
        id: {type: string}
        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
        pay: {oneOf: [{$ref: '#/components/schemas/Card'}, {type: string, format: date}]}
        tags: {type: object, additionalProperties: {type: integer}}
        parent: {$ref: '#/components/schemas/Order'}
        other: {$ref: 'other.yaml#/Customer'}
    Line: {properties: {sku: {type: string}, price: {type: number}}}
    Card: {type: object}
"""


def apis(text: str, path: str = "shop.yaml") -> list[ApiAsset]:
    language = "json" if path.endswith("json") else "yaml"
    found = read_document(document(path, text, language=language, asset="api"), PARAMS)
    return [asset for asset in found if isinstance(asset, ApiAsset)]


def row(asset: ApiAsset, index: int = 0) -> str:
    return api_table.render_row(asset.operations[index])


def test_an_operation_has_types_and_real_errors_but_no_value_and_no_credential() -> None:
    assert row(apis(SPEC)[0]) == (
        "| /orders/{id} | GET | 查询订单 | id: string, lang: integer, header X-Trace?: string "
        "| 200: {id: string, lines: [{sku: string, price: number}], pay: Card \\| date, "
        "tags: map<string, integer>, parent: Order, other: Customer} | 404: {code: string}, default |"
    )


def test_parts_of_allof_are_laid_into_each_other_and_optional_fields_are_marked() -> None:
    assert row(apis(SPEC)[1]) == (
        "| /v1/stock/{sku}/lines | POST |  | sku: string, "
        "({at: datetime, count: integer \\| null, kind?: string}) |  |  |"
    )


def test_a_part_of_allof_may_demand_a_field_of_what_it_refers_to() -> None:
    part = {**derived("Base"), "required": ["id"]}
    body = {"content": {"application/json": {"schema": {"allOf": [part]}}}}
    spec = {
        "openapi": "3.1.0",
        "paths": {"/a": {"post": {"requestBody": body, "responses": {}}}},
        "components": {"schemas": {"Base": {"properties": {"id": {"type": "string"}, "n": {}}}}},
    }
    assert apis(json.dumps(spec), "a.json")[0].operations[0].request == "{id: string, n?: any}"


def test_an_asset_is_a_tag_and_untagged_operations_are_grouped_by_resource() -> None:
    orders, stock = apis(SPEC)
    assert (orders.id, orders.tag, orders.description) == ("shop:shop.yaml#订单", "订单", "下单与查询")
    assert (orders.title, orders.natural_language) == ("订单接口", "zh")
    assert [(o.method, o.operation_id, o.summary) for o in orders.operations] == [
        ("GET", "findOrder", "查询订单"),
        ("DELETE", "", "Cancels it."),
    ]
    assert (stock.tag, stock.description) == ("stock", "全部订单")


def test_the_span_of_an_operation_is_its_bytes() -> None:
    orders, stock = apis(SPEC)
    content = SPEC.encode()
    found = [content[s.start : s.end].decode() for s, *_ in [*orders.spans, *stock.spans]]
    assert [text.split("\n")[0] for text in found] == ["get:", "delete:", "post:"]
    assert [text.split("\n")[-1].strip() for text in found] == [
        "x-note: {a: 1}",
        "responses: {204: {description: done}, 5XX: {description: broken}}",
        "responses: {}",
    ]


def elsewhere(text: str, path: str) -> list[list[str]]:
    """Return the beginnings of the spans of each operation, its own left out."""
    content = text.encode()
    return [
        [content[span.start : span.end].decode()[:12] for span in spans]
        for asset in apis(text, path)
        for _, *spans in asset.spans
    ]


def test_the_spans_of_an_operation_cover_its_path_and_all_that_it_refers_to() -> None:
    assert elsewhere(SPEC, "shop.yaml") == [
        [
            "/orders/{id}",
            "parameters:\n",
            "Id: {name: i",
            "Gone: {conte",
            "Order:\n     ",
            "Line: {prope",
            "Card: {type:",
        ],
        ["/orders/{id}", "parameters:\n", "Id: {name: i"],
        ["/v1/stock/{s", "Base: {type:"],
    ]
    assert elsewhere(json.dumps(SWAGGER), "stock.json") == [['"/items":'], ['"/items":', '"Item": {"ty']]


def test_every_span_is_the_safe_text_that_it_names() -> None:
    content = SPEC.encode()
    for span in (span for asset in apis(SPEC) for spans in asset.spans for span in spans):
        assert span.safe == safe_digest(content[span.start : span.end])


def test_every_table_is_valid_and_comes_back() -> None:
    for asset in apis(SPEC):
        table = ApiTable(asset.tag, tuple(asset.operations))
        assert api_table.validate(api_table.render(table)) == []


SWAGGER = {
    "swagger": "2.0",
    "info": {"title": "Stock"},
    "paths": {
        "/items": {
            "post": {
                "tags": ["items"],
                "parameters": [
                    {"name": "body", "in": "body", "schema": {"$ref": "#/definitions/Item"}},
                    {"name": "page", "in": "query", "type": "array", "items": {"type": "integer"}},
                ],
                "responses": {
                    "201": {"schema": {"$ref": "#/definitions/Item"}},
                    "400": {"description": "no"},
                },
            },
            "put": {
                "tags": ["items"],
                "parameters": [
                    {"name": "file", "in": "formData", "type": "file", "required": True},
                    {"name": "note", "in": "formData", "type": "string"},
                ],
                "responses": {"200": {"description": "ok"}},
            },
        }
    },
    "definitions": {
        "Item": {"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}}}
    },
}


SWAGGER_TEXT = json.dumps(SWAGGER)


def test_swagger_2_has_bodies_forms_and_schemas_of_its_own() -> None:
    (items,) = apis(json.dumps(SWAGGER, indent=1), "stock.json")
    assert row(items, 0) == "| /items | PUT |  | ({file: file, note?: string}) | 200 |  |"
    assert (
        row(items, 1) == "| /items | POST |  | page?: [integer], ({sku: string}) | 201: {sku: string} | 400 |"
    )


def test_several_bodies_of_swagger_2_are_fields_by_their_names() -> None:
    bodies = [
        {"name": "title", "in": "body", "required": True, "schema": {"type": "string"}},
        {"name": "state", "in": "body", "schema": {"type": "integer"}},
    ]
    post = {"tags": ["items"], "parameters": bodies, "responses": {"200": {"description": "ok"}}}
    (items,) = apis(json.dumps(SWAGGER | {"paths": {"/items": {"post": post}}}), "stock.json")
    assert row(items, 0) == "| /items | POST |  | ({title: string, state?: integer}) | 200 |  |"


CARD = {"properties": {"number": {"type": "string"}}}
CASH = {"properties": {"drawer": {"type": "integer"}}}


def derived(name: str) -> dict[str, object]:
    return {"$ref": f"#/components/schemas/{name}"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": ["string", "null"]}, "string | null"),
        ({"anyOf": [{"type": "string"}, {"type": "string"}]}, "string"),
        ({"type": "array"}, "[any]"),
        ({"type": "string", "format": "binary"}, "file"),
        ({"enum": ["A"]}, "string"),
        ({"type": "object", "additionalProperties": True}, "object"),
        ({"$ref": "#/components/schemas/Missing Name"}, "Missing_Name"),
        ({"$ref": "https://example.com/schemas/Pet.json"}, "Pet"),
        ({"$ref": "#/components/schemas/Loop"}, "{next: [Loop]}"),
        ({"$ref": "#/components/schemas/Self"}, "any"),
        ({"not": {}}, "any"),
        ({"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}, "[[integer]]"),
        ({"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]}, "[string | integer]"),
        ({"type": "object", "patternProperties": {"^x": {"type": "integer"}}}, "map<string, integer>"),
        ({"const": "card"}, "string"),
        ({"const": 3}, "integer"),
        ({"enum": [1.5, 2]}, "number"),
        ({"type": ["object", "null"], "properties": {"a": {"type": "string"}}}, "{a: string} | null"),
        ({"type": "string", "x-nullable": True}, "string | null"),
        (
            {"allOf": [{"$ref": "#/components/schemas/Base"}, {"oneOf": [CARD, CASH]}]},
            "{id: string, number: string} | {id: string, drawer: integer}",
        ),
        (
            {"properties": {"id": {"type": "string"}}, "oneOf": [CARD, {"required": ["id"]}]},
            "{id: string, number: string} | {id: string}",
        ),
        ({"allOf": [{"oneOf": [CARD, CASH]}]}, "{number: string} | {drawer: integer}"),
        (
            {"allOf": [{"oneOf": [CARD, CASH]}, {"anyOf": [{"$ref": "#/components/schemas/Base"}]}]},
            "{number: string, id: string} | {drawer: integer, id: string}",
        ),
        ({"$ref": "#/components/schemas/Base", "nullable": True}, "{id: string} | null"),
        (
            {
                "$ref": "#/components/schemas/Base",
                "description": "x",
                "properties": {"n": {"type": "integer"}},
            },
            "{id: string, n: integer}",
        ),
        ({"$ref": "#/components/schemas/Named"}, "{id: string, name: string}"),
        (
            {"allOf": [{**derived("Base"), "properties": {"n": {"type": "integer"}}}, CASH]},
            "{id: string, n: integer, drawer: integer}",
        ),
        (
            {"allOf": [{**derived("Named"), "properties": {"n": {"type": "integer"}}}, derived("Base")]},
            "{id: string, name: string, n: integer}",
        ),
        ({"allOf": [{**derived("Self"), "properties": {"n": {"type": "integer"}}}]}, "{n: integer}"),
        ({"allOf": [{**derived("Base"), "description": "x"}]}, "{id: string}"),
        ({"$ref": "#/components/schemas/Cat"}, "{kind: string, meow: boolean}"),
        (
            {"$ref": "#/components/schemas/Pet"},
            "{kind: string, meow: boolean} | {kind: string, bark: boolean}",
        ),
        (
            {
                "properties": {
                    "a": {
                        "properties": {
                            "b": {"properties": {"c": {"properties": {"d": {"properties": {"e": {}}}}}}}
                        }
                    }
                }
            },
            "{a: {b: {c: {d: object}}}}",
        ),
        ({"properties": {f"f{i}": {"properties": {"x": {"type": "string"}}} for i in range(30)}}, None),
    ],
)
def test_a_schema_is_a_type_within_its_limits(schema: object, expected: str | None) -> None:
    spec = {
        "openapi": "3.1.0",
        "paths": {
            "/a": {"get": {"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}}
        },
        "components": {
            "schemas": {
                "Loop": {
                    "properties": {"next": {"type": "array", "items": {"$ref": "#/components/schemas/Loop"}}}
                },
                "Self": {"$ref": "#/components/schemas/Self"},
                "Base": {"properties": {"id": {"type": "string"}}},
                "Named": {**derived("Base"), "properties": {"name": {"type": "string"}}},
                "Pet": {
                    "properties": {"kind": {"type": "string"}},
                    "oneOf": [derived("Cat"), derived("Dog")],
                },
                "Cat": {"allOf": [derived("Pet"), {"properties": {"meow": {"type": "boolean"}}}]},
                "Dog": {"allOf": [derived("Pet"), {"properties": {"bark": {"type": "boolean"}}}]},
            }
        },
    }
    found = apis(json.dumps(spec), "a.json")[0].operations[0].responses[0].type
    assert found == (expected or "{" + ", ".join(f"f{i}: object" for i in range(30)) + "}")


WHOLE = {
    f"X{i}": {
        "properties": {f"p{i}": {}},
        "anyOf": [{"$ref": f"#/s/X{i + 1}"}, {"$ref": f"#/s/X{i + 2}"}] * 9,
    }
    for i in range(40)
}
CHAIN = {f"X{i}": {"allOf": [{"$ref": f"#/s/X{i + 1}"}] * 3} for i in range(60)}
TREE = {f"X{i}": {"oneOf": [{"$ref": f"#/s/X{i + 1}"}, {"$ref": f"#/s/Y{i + 1}"}] * 40} for i in range(8)}
OTHER = {f"Y{i}": TREE[f"X{i}"] for i in range(8)}


ORDERED = """openapi: 3.0.3
info: {title: a, version: '1'}
paths:
  /shops/{shop}/orders/{id}:
    parameters: [{name: page, in: query, schema: {type: integer}}]
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: X-Trace, in: header, schema: {type: string}}
        - {name: shop, in: path, required: true, schema: {type: string}}
        - {name: id, in: query, schema: {type: integer}}
      responses: {200: {description: ok}}
"""


def test_parameters_of_a_path_stand_in_its_order_before_the_others() -> None:
    (shops,) = apis(ORDERED)
    said = "shop: string, id: integer, page?: integer, header X-Trace?: string, query id?: integer"
    assert row(shops, 0) == f"| /shops/{{shop}}/orders/{{id}} | GET |  | {said} | 200 |  |"


HEADERS = """openapi: 3.0.3
info: {title: a, version: '1'}
paths:
  /orders:
    get:
      responses:
        200: {description: ok, headers: {X-Total: {schema: {type: integer}}, ETag: {}}}
        404: {$ref: '#/components/responses/Gone'}
    post:
      responses:
        201: {description: ok, headers: {}}
        404: {$ref: '#/components/responses/Gone'}
components:
  headers: {Unused: {schema: {type: string}}}
  responses:
    Gone: {description: gone, headers: {Retry-After: {schema: {type: integer}}}}
"""


def test_each_header_of_a_response_has_one_row() -> None:
    found = read_document(document("a.yaml", HEADERS, language="yaml"), PARAMS)
    told = [
        (one.rule, HEADERS.encode()[one.span.start : one.span.end].decode().partition(":")[0])
        for one in found
        if isinstance(one, PassedOver)
    ]
    assert told == [("response-header", name) for name in ("X-Total", "ETag", "Retry-After")]
    (orders,) = (one for one in found if isinstance(one, ApiAsset))
    assert row(orders, 0) == "| /orders | GET |  |  | 200 | 404 |"


@pytest.mark.parametrize(
    "schemas",
    [CHAIN, TREE | OTHER, WHOLE, {"X0": {"allOf": [{"$ref": "#/s/X0"}], "items": {"$ref": "#/s/X0"}}}],
    ids=["allof", "oneof", "anyof", "self"],
)
def test_schemas_that_multiply_are_read_in_bounded_time(schemas: dict[str, object]) -> None:
    answer = {"200": {"content": {"application/json": {"schema": {"$ref": "#/s/X0"}}}}}
    paths = {f"/p{i}": {"get": {"tags": ["a"], "responses": answer}} for i in range(50)}
    start = time.process_time()
    (found,) = apis(json.dumps({"openapi": "3.0.0", "paths": paths, "s": schemas}), "a.json")
    assert time.process_time() - start < 2
    assert len(found.operations) == 50


ELSEWHERE = """openapi: 3.1.0
info: {title: a, version: '1'}
paths:
  /orders/{id}: {$ref: '#/components/pathItems/Order'}
  /lost: {$ref: '#/components/pathItems/Lost'}
components:
  pathItems:
    Order:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      get:
        responses: {200: {description: ok}}
        callbacks: {paid: {'{$request.query.url}': {post: {responses: {}}}}}
webhooks:
  shipped: {post: {responses: {}}}
"""


def test_a_path_that_stands_elsewhere_is_followed_and_what_the_other_side_serves_has_a_row() -> None:
    found = read_document(document("a.yaml", ELSEWHERE, language="yaml"), PARAMS)
    (orders,) = (one for one in found if isinstance(one, ApiAsset))
    assert row(orders, 0) == "| /orders/{id} | GET |  | id: integer | 200 |  |"
    pieces = [ELSEWHERE.encode()[span.start : span.end].decode() for span in orders.spans[0]]
    assert pieces[0].startswith("get:\n        responses")
    assert pieces[1:] == [
        "/orders/{id}:",
        "parameters: [{name: id, in: path, required: true, schema: {type: integer}}]",
    ]
    rows = [one for one in found if isinstance(one, PassedOver)]
    told = {ELSEWHERE.encode()[one.span.start :].decode().partition(":")[0]: one.rule for one in rows}
    assert told == {"/lost": "no-operation", "paid": "callback", "shipped": "callback"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("openapi: 3.0.0\npaths: {}", "no-asset"),
        ("openapi: 4.0.0\npaths: {}", "parse-error"),
        ("swagger: '1.2'\npaths: {}", "parse-error"),
        ("spring: {application: {name: shop}}", "no-asset"),
        ("openapi: [", "parse-error"),
    ],
)
def test_a_document_without_operations_says_why(text: str, rule: str) -> None:
    with pytest.raises(Refused) as raised:
        apis(text)
    assert raised.value.rule == rule


def test_a_document_with_faults_is_dropped_where_the_settings_say_so() -> None:
    strict = msgspec.structs.replace(PARAMS, faulty_openapi="drop")
    broken = document("shop.yaml", SPEC, language="yaml", asset="api")
    with pytest.raises(Refused) as raised:
        read_document(broken, strict)
    assert (raised.value.rule, raised.value.value) == ("faulty", "missing-field at line 2, column 7")
    sound = '{"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": {"/a": {"get": {}}}}'
    for text in (SWAGGER_TEXT, sound):
        assert read_document(document("a.json", text, language="json", asset="api"), strict)


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("api_key", True),
        ("X-API-KEY", True),
        ("apiary-id", False),
        ("Authorization", True),
        ("X-App-Token", True),
        ("X-API-Key", True),
        ("Cookie", True),
        ("Accept-Language", True),
        ("Idempotency-Key", False),
        ("X-Trace-Id", False),
        ("X-Keyword", False),
    ],
)
def test_headers_with_credentials_are_hidden(name: str, hidden: bool) -> None:
    assert is_hidden_header(name) is hidden


@pytest.mark.parametrize(
    ("path", "name"),
    [("/api/v1/orders/{id}", "orders"), ("/orders", "orders"), ("/{id}", "/"), ("/v2/", "/")],
)
def test_a_resource_is_the_first_segment_that_names_something(path: str, name: str) -> None:
    assert resource(path) == name


def test_a_summary_is_one_sentence_on_one_line() -> None:
    assert summary("", "查询订单。支持分页。") == "查询订单。"
    assert summary(" a\n b ", "c") == "a b"
