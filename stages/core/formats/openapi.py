"""OpenAPI 3.1: API tables as a document that other tools read.

    openapi: 3.1.0
    info: {title, version}
    tags: [{name}]                        the title of each table
    paths: {path: {method: operation}}    rows of one path lie in one item
    components: {schemas: {name: ...}}    each type that a row only names, as an object without known fields

Types become JSON Schemas: `[T]` an array, `T | null` anyOf, `map<string, T>` additionalProperties, `date`,
`datetime` and `file` a string with a format. Names that code has for the same (`String`, `Long`, `List<T>`,
`Map<K, V>`) become these types. Read back by `model`, the document gives the table again, but for what
OpenAPI has no room for: the order of rows, `?` behind a field of a response, and headers that carry
credentials, which no reader of ours keeps. Other type arguments become a part of the name (`Page<Order>`:
`Page.Order`).
"""

import json
import re
from collections.abc import Iterator, Sequence
from http import HTTPStatus

from stages.core.formats.api_table import ApiTable
from stages.core.formats.type_expression import Array, Named, Object, Type, Union, parse, render
from stages.core.records.api_asset import ApiParameter, Operation, Payload

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_PATH_PARAMETER = re.compile(r"\{([^{}/]+)\}")
_SCALARS: dict[str, dict[str, Json]] = {
    "any": {},
    "object": {"type": "object"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "file": {"type": "string", "format": "binary"},
    **{name: {"type": name} for name in ("string", "integer", "number", "boolean", "null")},
}
_SAME = {
    "String": "string", "str": "string", "UUID": "string", "char": "string", "text": "string",
    "int": "integer", "Integer": "integer", "long": "integer", "Long": "integer", "short": "integer",
    "float": "number", "Float": "number", "double": "number", "Double": "number", "BigDecimal": "number",
    "decimal": "number", "Boolean": "boolean", "bool": "boolean", "Object": "object", "LocalDate": "date",
    "LocalDateTime": "datetime", "Instant": "datetime", "DateTime": "datetime", "MultipartFile": "file",
    "void": "null", "Void": "null",
}  # fmt: skip
"""Names of types in code, by what JSON has for them."""
_LISTS = frozenset(("List", "Set", "Collection", "Array", "Iterable", "list", "array", "Flux"))
_MAPS = frozenset(("Map", "map", "dict", "Dict", "HashMap", "Record"))


def canonical(type_: Type) -> Type:
    """Return a type with the names that JSON Schema has in place of those of a language."""
    match type_:
        case Named(name, (item,)) if name in _LISTS:
            return Array(canonical(item))
        case Named(name, (_, value)) if name in _MAPS:
            return _map(canonical(value))
        case Named(name, arguments):
            return _named(name, arguments)
        case Array(item):
            return Array(canonical(item))
        case Object(fields):
            kept = tuple(field._replace(type=canonical(field.type)) for field in fields)
            return Object(kept) if kept else Named("object")
        case Union(options):
            return _union([canonical(option) for option in options])


def _map(value: Type) -> Type:
    return Named("object") if value == Named("any") else Named("map", (Named("string"), value))


def _named(name: str, arguments: tuple[Type, ...]) -> Type:
    bare: dict[str, Type] = {
        "list": Array(Named("any")),
        "array": Array(Named("any")),
        "map": Named("object"),
    }
    if not arguments and name in bare:
        return bare[name]
    words = [name, *re.findall(r"[\w$-]+", " ".join(map(render, map(canonical, arguments))))]
    return Named(_SAME.get(name, name) if not arguments else ".".join(words))


def _union(options: list[Type]) -> Type:
    once = list(
        dict.fromkeys(inner for o in options for inner in (o.options if isinstance(o, Union) else (o,)))
    )
    null = Named("null")
    ordered = [option for option in once if option != null] + [null] * (null in once)
    return ordered[0] if len(ordered) == 1 else Union(tuple(ordered))


def render_document(tables: Sequence[ApiTable], title: str) -> str:
    """Return the OpenAPI 3.1 document of tables, as JSON with an end of line."""
    return json.dumps(document(tables, title), ensure_ascii=False, indent=2) + "\n"


def document(tables: Sequence[ApiTable], title: str) -> dict[str, Json]:
    """Return the same as values: one tag a table."""
    paths: dict[str, dict[str, Json]] = {}
    for table in tables:
        for operation in table.operations:
            item = paths.setdefault(operation.path, {})
            item[operation.method.lower()] = _operation(operation, table.title)
    tags: list[Json] = [{"name": table.title} for table in tables if table.title]
    names = sorted({name for table in tables for name in _declared(table)})
    declared: dict[str, Json] = {name: {"type": "object"} for name in names}
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "0.0.0"},
        **({"tags": tags} if tags else {}),
        "paths": {**paths},
        **({"components": {"schemas": declared}} if declared else {}),
    }


def _operation(operation: Operation, tag: str) -> dict[str, Json]:
    once = {(one.location, one.name): one for one in operation.parameters}
    missing = [
        ApiParameter(name=name, location="path", type="string", required=True)
        for name in dict.fromkeys(_PATH_PARAMETER.findall(operation.path))
        if ("path", name) not in once
    ]
    answers = {payload.status: payload for payload in reversed([*operation.responses, *operation.errors])}
    found: dict[str, Json] = {
        "tags": [tag] if tag else None,
        "operationId": operation.operation_id,
        "summary": operation.summary,
        "parameters": [_parameter(one) for one in (*missing, *once.values())],
        "requestBody": _request(operation.request),
        "responses": {status: _response(answers[status]) for status in reversed(answers)},
    }
    return {key: value for key, value in found.items() if value}


def _parameter(parameter: ApiParameter) -> Json:
    return {
        "name": parameter.name,
        "in": parameter.location,
        "required": parameter.required or parameter.location == "path",
        "schema": _schema_of(parameter.type),
    }


def _request(type_: str) -> Json:
    if not type_:
        return None
    return {"required": True, "content": {_media(canonical(parse(type_))): {"schema": _schema_of(type_)}}}


def _media(type_: Type) -> str:
    file = Named("file")
    if isinstance(type_, Object) and any(field.type in (file, Array(file)) for field in type_.fields):
        return "multipart/form-data"
    return "application/octet-stream" if type_ == file else "application/json"


def _response(payload: Payload) -> Json:
    phrases = {str(status.value): status.phrase for status in HTTPStatus}
    described: dict[str, Json] = {"description": phrases.get(payload.status, payload.status)}
    if not payload.type:
        return described
    media = _media(canonical(parse(payload.type)))
    return described | {"content": {media: {"schema": _schema_of(payload.type)}}}


def _schema_of(type_: str) -> Json:
    return schema(canonical(parse(type_)))


def schema(type_: Type) -> Json:
    """Return the JSON Schema of a canonical type."""
    match type_:
        case Named("map", (_, value)):
            return {"type": "object", "additionalProperties": schema(value)}
        case Named(name):
            return dict(_SCALARS[name]) if name in _SCALARS else {"$ref": f"#/components/schemas/{_id(name)}"}
        case Array(item):
            return {"type": "array", "items": schema(item)}
        case Object(fields):
            required: list[Json] = [field.name for field in fields if not field.optional]
            needed: dict[str, Json] = {"required": required} if required else {}
            return {"type": "object", **needed, "properties": {f.name: schema(f.type) for f in fields}}
        case Union(options):
            return {"anyOf": [schema(option) for option in options]}


def _id(name: str) -> str:
    """Return the name of a component, for which OpenAPI allows few characters."""
    return re.sub(r"[^A-Za-z0-9._-]", lambda found: f"_{ord(found[0]):x}", name)


def _declared(table: ApiTable) -> Iterator[str]:
    for operation in table.operations:
        asked = [operation.request, *(parameter.type for parameter in operation.parameters)]
        answered = [payload.type for payload in (*operation.responses, *operation.errors)]
        for type_ in filter(None, asked + answered):
            yield from map(_id, _names(canonical(parse(type_))))


def _names(type_: Type) -> Iterator[str]:
    match type_:
        case Named("map", (_, value)):
            yield from _names(value)
        case Named(name):
            yield from () if name in _SCALARS else (name,)
        case Array(item):
            yield from _names(item)
        case Object(fields):
            for field in fields:
                yield from _names(field.type)
        case Union(options):
            for option in options:
                yield from _names(option)
