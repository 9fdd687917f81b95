"""Faults of OpenAPI documents: each rule with its line and column, and near misses that are none."""

import time

import pytest

from stages.model.compose import compose_json, compose_yaml
from stages.model.openapi_faults import faults
from tests.model.documents import PARAMS

VALID = """openapi: 3.0.3
info: {title: Shop, version: '1', x-owner: me}
servers:
  - {url: 'https://{region}.example.com', variables: {region: {default: eu, enum: [eu, us]}}}
tags: [{name: orders}]
security: [{key: []}]
paths:
  /orders/{id}:
    parameters:
      - $ref: '#/components/parameters/Id'
      - {name: page, in: query, schema: {type: integer, minimum: 1, exclusiveMinimum: true}}
    get:
      operationId: find
      deprecated: false
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
        4XX: {$ref: '#/components/responses/Gone'}
        default: {description: other}
    x-note: {any: thing}
components:
  parameters:
    Id: {name: id, in: path, required: true, schema: {type: string}}
  responses:
    Gone: {description: gone}
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: {type: string, pattern: '^[a-z]+$', nullable: true}
        lines: {type: array, items: {}}
        other: {$ref: 'other.yaml#/Thing'}
      additionalProperties: false
  securitySchemes:
    key: {type: apiKey, name: X-Key, in: header}
    oauth: {type: oauth2, flows: {implicit: {authorizationUrl: 'https://example.com', scopes: {}}}}
"""


def found(text: str) -> list[tuple[str, int, int]]:
    compose = compose_json if text.startswith("{") else compose_yaml
    return [(one.rule, one.line, one.column) for one in faults(compose(text, PARAMS), text)]


def test_a_valid_document_has_no_fault() -> None:
    assert found(VALID) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("openapi: 3.0.3", "openapi: 4.0.0", "version", 1),
        ("openapi: 3.0.3\n", "", "missing-field", 1),
        ("title: Shop, ", "", "missing-field", 2),
        ("version: '1'", "version: 1", "kind", 2),
        ("x-owner: me", "owner: me", "unknown-field", 2),
        ("x-owner: me", "summary: of 3.1", "unknown-field", 2),
        ("default: eu, ", "", "missing-field", 4),
        ("enum: [eu, us]", "enum: [eu, 3]", "kind", 4),
        ("[{name: orders}]", "[{name: orders}, {name: orders}]", "duplicate", 5),
        ("  /orders/{id}:", "  orders/{id}:", "path", 8),
        ("#/components/parameters/Id", "#/components/parameters/No", "reference", 10),
        ("in: query", "in: body", "choice", 11),
        (", schema: {type: integer, minimum: 1, exclusiveMinimum: true}", "", "schema-or-content", 11),
        ("type: integer", "type: long", "choice", 11),
        ("name: page, in: query", "name: other, in: query, required: 'true'", "kind", 11),
        ("    get:", "    GET:", "unknown-field", 12),
        ("deprecated: false", "deprecated: 'false'", "kind", 14),
        ("'200':", "OK:", "status", 16),
        ("{description: ok, ", "{", "missing-field", 16),
        ("#/components/schemas/Order", "#/components/schemas/Orders", "reference", 16),
        ("in: path, required: true", "in: path", "path-parameter", 12),
        ("Id: {name: id", "Id: {name: no", "path-parameter", 12),
        ("    Order:", "    Or der:", "component-name", 26),
        ("required: [id]", "required: [id, id]", "duplicate", 28),
        ("'^[a-z]+$'", "'['", "kind", 30),
        ("items: {}", "x-items: {}", "missing-field", 31),
        ("type: apiKey, name: X-Key,", "type: apiKey,", "missing-field", 35),
        ("authorizationUrl: 'https://example.com', ", "", "missing-field", 36),
        ("'https://example.com'", "'ht<p://example.com'", "kind", 36),
    ],
)
def test_a_fault_is_told_at_its_line(old: str, new: str, rule: str, line: int) -> None:
    assert old in VALID
    assert (rule, line) in [place[:2] for place in found(VALID.replace(old, new))]


@pytest.mark.parametrize(
    ("text", "faults_"),
    [
        ('{"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "components": {}}', []),
        (
            '{"openapi": "3.1.0", "info": {"title": "a", "version": "1"},\n "paths": {"/a": {"get": {}}},'
            ' "components": {"schemas": {"A": true, "B": {"const": 1}, "C": {"type": ["string", "null"]}}}}',
            [],
        ),
        (
            '{"openapi": "3.0.0", "info": {"title": "a", "version": "1"},\n "paths": {"/a": {"get": {}}},\n'
            ' "components": {"schemas": {"A": true, "B": {"const": 1}}}}',
            [("missing-field", 2, 26), ("kind", 3, 34), ("unknown-field", 3, 46)],
        ),
        ('{"openapi": "3.0.0", "info": {"title": "a", "version": "1"}}', [("missing-field", 1, 1)]),
        ("[]", [("kind", 1, 1)]),
        ("just text", [("kind", 1, 1)]),
    ],
)
def test_versions_differ_in_what_they_allow(text: str, faults_: list[tuple[str, int, int]]) -> None:
    assert found(text) == faults_


def test_operation_ids_are_unique_and_so_are_templates() -> None:
    twice = VALID.replace("    x-note", "    put:\n      operationId: find\n      responses: {}\n    x-note")
    assert ("duplicate", 20, 20) in found(twice)
    shaped = VALID.replace("components:\n", "  /orders/{no}: {}\ncomponents:\n", 1)
    assert ("duplicate", 20, 3) in found(shaped)


def test_shared_nodes_are_checked_once() -> None:
    start = time.process_time()
    levels = "".join(f"    x{i}: &a{i} {{allOf: [*a{i - 1}, *a{i - 1}]}}\n" for i in range(1, 9))
    head = "openapi: 3.0.0\ninfo: {title: a, version: b}\npaths: {}\ncomponents:\n  schemas:\n"
    text = f"{head}    x0: &a0 {{type: no}}\n{levels}"
    assert found(text) == [("choice", 6, 20)]
    assert time.process_time() - start < 2
