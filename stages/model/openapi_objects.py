"""The objects of OpenAPI 3.0 and 3.1 and their fields, as a table (spec.openapis.org/oas/v3.0.4, v3.1.1).

A field is written `name: kind`; `name!` must be there, `name^` is of 3.1 only, `name-` of 3.0 only. A kind is
an object of this table, a scalar, `[kind]` a list, `{kind}` a mapping by name, `<kind>` one by status code,
`*kind` one that a reference may stand for, `any`, or `kind|kind`. OPEN names objects open to any field.
"""

from typing import NamedTuple


class FieldKind(NamedTuple):
    """What may stand in a field."""

    kind: str
    needed: bool
    version: str
    """`3.0` or `3.1` when only that one has the field, else empty."""


_WRITTEN = {
    "document": "openapi!: version, info!: info, servers: [server], paths: {*path-item}, "
    "webhooks^: {*path-item}, components: components, security: [{[string]}], tags: [tag], "
    "externalDocs: docs, jsonSchemaDialect^: url",
    "info": "title!: string, summary^: string, description: string, termsOfService: url, contact: contact, "
    "license: license, version!: string",
    "contact": "name: string, url: url, email: email",
    "license": "name!: string, identifier^: string, url: url",
    "server": "url!: template, description: string, variables: {variable}",
    "variable": "enum: [string], default!: string, description: string",
    "components": "schemas: {*schema}, responses: {*response}, parameters: {*parameter}, "
    "examples: {*example}, requestBodies: {*body}, headers: {*header}, securitySchemes: {*scheme}, "
    "links: {*link}, callbacks: {*callback}, pathItems^: {*path-item}",
    "path-item": "$ref: string, summary: string, description: string, get: operation, put: operation, "
    "post: operation, delete: operation, options: operation, head: operation, patch: operation, "
    "trace: operation, servers: [server], parameters: [*parameter]",
    "operation": "tags: [string], summary: string, description: string, externalDocs: docs, "
    "operationId: string, parameters: [*parameter], requestBody: *body, responses: <*response>, "
    "callbacks: {*callback}, deprecated: boolean, security: [{[string]}], servers: [server]",
    "docs": "description: string, url!: url",
    "parameter": "name!: string, in!: string, description: string, required: boolean, deprecated: boolean, "
    "allowEmptyValue: boolean, style: string, explode: boolean, allowReserved: boolean, schema: *schema, "
    "example: any, examples: {*example}, content: {media}",
    "header": "description: string, required: boolean, deprecated: boolean, allowEmptyValue: boolean, "
    "style: string, explode: boolean, allowReserved: boolean, schema: *schema, example: any, "
    "examples: {*example}, content: {media}",
    "body": "description: string, content!: {media}, required: boolean",
    "media": "schema: *schema, example: any, examples: {*example}, encoding: {encoding}",
    "encoding": "contentType: string, headers: {*header}, style: string, explode: boolean, "
    "allowReserved: boolean",
    "response": "description!: string, headers: {*header}, content: {media}, links: {*link}",
    "example": "summary: string, description: string, value: any, externalValue: url",
    "link": "operationRef: string, operationId: string, parameters: {any}, requestBody: any, "
    "description: string, server: server",
    "callback": "",
    "tag": "name!: string, description: string, externalDocs: docs",
    "scheme": "type!: string, description: string, name: string, in: string, scheme: string, "
    "bearerFormat: string, flows: flows, openIdConnectUrl: url",
    "flows": "implicit: flow, password: flow, clientCredentials: flow, authorizationCode: flow",
    "flow": "authorizationUrl: url, tokenUrl: url, refreshUrl: url, scopes!: {string}",
    "discriminator": "propertyName!: string, mapping: {string}",
    "xml": "name: string, namespace: string, prefix: string, attribute: boolean, wrapped: boolean",
    "schema": "title: string, multipleOf: number, maximum: number, exclusiveMaximum: boolean|number, "
    "minimum: number, exclusiveMinimum: boolean|number, maxLength: integer, minLength: integer, "
    "pattern: pattern, maxItems: integer, minItems: integer, uniqueItems: boolean, maxProperties: integer, "
    "minProperties: integer, required: [string], enum: [any], type: string|[string], allOf: [*schema], "
    "oneOf: [*schema], anyOf: [*schema], not: *schema, items: *schema, properties: {*schema}, "
    "additionalProperties: boolean|*schema, description: string, format: string, default: any, "
    "nullable-: boolean, discriminator: discriminator, readOnly: boolean, writeOnly: boolean, xml: xml, "
    "externalDocs: docs, example: any, deprecated: boolean, $ref: string",
}

OPEN = {"3.0": frozenset(("callback",)), "3.1": frozenset(("callback", "schema"))}
"""Objects of which further fields are no fault; those of a callback are path items of any name."""

CHOICES = {
    ("parameter", "in"): ("path", "query", "header", "cookie"),
    ("scheme", "type"): ("apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"),
    ("scheme", "in"): ("query", "header", "cookie"),
    ("schema", "type"): ("array", "boolean", "integer", "null", "number", "object", "string"),
}
"""The words that a field may hold."""

DISTINCT: dict[str, tuple[str, ...]] = {"parameters": ("name", "in"), "tags": ("name",), "required": ()}
"""Lists whose entries must differ in these fields, or as a whole."""

NEEDED_BY_TYPE = {
    "apiKey": ("name", "in"),
    "http": ("scheme",),
    "oauth2": ("flows",),
    "openIdConnect": ("openIdConnectUrl",),
}
"""Fields that a security scheme of a type must have."""

NEEDED_BY_FLOW = {
    "implicit": ("authorizationUrl",),
    "password": ("tokenUrl",),
    "clientCredentials": ("tokenUrl",),
    "authorizationCode": ("authorizationUrl", "tokenUrl"),
}
"""The same of a flow of OAuth 2, by its name."""


def _fields(written: str) -> dict[str, FieldKind]:
    found = {}
    for one in filter(None, written.split(", ")):
        name, _, kind = one.partition(": ")
        version = {"^": "3.1", "-": "3.0"}.get(name[-1], "")
        found[name.rstrip("!^-")] = FieldKind(kind, name.endswith("!"), version)
    return found


OBJECTS = {name: _fields(written) for name, written in _WRITTEN.items()}
"""Fields by object and name."""
