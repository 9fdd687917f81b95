"""OpenAPI 3 and Swagger 2 documents out of the tables; each document has habits of its own."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import yaml

from samples.make.api_specs.spec import Operation, Parameter, Spec, Tag, Type

Node = dict[str, Any]

SCALARS: dict[str, Node] = {
    "string": {"type": "string"},
    "int": {"type": "integer", "format": "int32"},
    "long": {"type": "integer", "format": "int64"},
    "num": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "time": {"type": "string", "format": "date-time"},
    "uuid": {"type": "string", "format": "uuid"},
}
WORDS = {
    "zh": {
        "200": ["成功", "查询成功", "处理成功"],
        "201": ["已创建", "新增成功"],
        "202": ["已受理", "已受理，稍后完成"],
        "204": ["没有内容", "成功，无返回"],
        "400": ["参数不合法", "请求参数有误", "缺少必填字段"],
        "403": ["没有权限", "无权操作"],
        "404": ["不存在", "找不到该记录"],
        "409": ["状态冲突", "当前状态不允许该操作", "重复提交"],
        "429": ["请求过于频繁"],
    },
    "en": {
        "200": ["OK", "Success", "The result"],
        "201": ["Created", "It was added"],
        "202": ["Accepted", "Will be done soon"],
        "204": ["No content", "Done"],
        "400": ["Malformed request", "A field is missing or wrong"],
        "402": ["Not paid yet"],
        "403": ["Not allowed", "Forbidden for this role"],
        "404": ["Not found", "Unknown identifier"],
        "409": ["Conflict with the current state", "Not possible in this state"],
        "429": ["Too many requests"],
    },
}
NAMED_ERRORS = {
    "400": "BadRequest",
    "403": "Forbidden",
    "404": "NotFound",
    "409": "Conflict",
    "429": "TooMany",
}
SHARED_ERRORS = ("order-center.yaml", "platform.yaml", "supply-platform.yaml", "finance.yaml")
SHARED_PARAMETERS = ("member-center.json", "marketing.yaml", "last-mile.yaml", "fresh-quality.yaml")
EXAMPLES = ("facilities.json", "marketing.yaml", "order-center.yaml")
EXAMPLE_OF = {
    "int": 3,
    "long": 70012,
    "num": 12.5,
    "bool": True,
    "date": "2024-06-18",
    "time": "2024-06-18T09:30:00+08:00",
}
VERBS = {"GET": "find", "POST": "add", "PUT": "change", "PATCH": "adjust", "DELETE": "remove"}


def render(spec: Spec) -> str:
    """Return the document as text, in the format that its file name says."""
    node = _swagger(spec) if spec.head["openapi"] == "2.0" else _openapi(spec)
    if spec.head["file"].endswith(".json"):
        return json.dumps(node, ensure_ascii=False, indent=2) + "\n"
    text = yaml.dump(node, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return f"# {spec.head['title']} {spec.head['version']}\n{text}"


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _openapi(spec: Spec) -> Node:
    components: Node = {"schemas": {name: _named(base, own) for name, (base, own) in spec.types.items()}}
    if spec.head["file"] in EXAMPLES:
        for name, (_, own) in spec.types.items():
            components["schemas"][name]["example"] = _example(name, own)
    if spec.head["file"] in SHARED_ERRORS:
        components["responses"] = {
            NAMED_ERRORS[code]: _response(spec, code, spec.head["error"], 0) for code in _error_codes(spec)
        }
    if spec.head["file"] in SHARED_PARAMETERS:
        components["parameters"] = {_plain(one.name): _parameter(one, "path") for one in _shared(spec)}
    components["securitySchemes"] = {"gateway": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    return {
        "openapi": spec.head["openapi"],
        "info": _info(spec),
        "servers": [{"url": spec.head["server"]}],
        "tags": [{"name": tag.name, "description": tag.about} for tag in spec.tags],
        "security": [{"gateway": []}],
        "paths": _paths(spec),
        "components": components,
    }


def _swagger(spec: Spec) -> Node:
    scheme, _, rest = spec.head["server"].partition("://")
    host, _, base = rest.partition("/")
    node = {
        "swagger": "2.0",
        "info": _info(spec),
        "host": host,
        "basePath": f"/{base}",
        "schemes": [scheme],
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "tags": [{"name": tag.name, "description": tag.about} for tag in spec.tags],
        "paths": _paths(spec),
        "definitions": {name: _named(base_type, own) for name, (base_type, own) in spec.types.items()},
    }
    return json.loads(json.dumps(node).replace("#/components/schemas/", "#/definitions/"))


def _info(spec: Spec) -> Node:
    return {"title": spec.head["title"], "version": spec.head["version"], "description": spec.head["about"]}


def _paths(spec: Spec) -> Node:
    paths: Node = {}
    numbered = [(tag, one) for tag in spec.tags for one in tag.operations]
    for turn, (tag, one) in enumerate(numbered):
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(spec, tag, one, turn)
    return paths


def _operation(spec: Spec, tag: Tag, one: Operation, turn: int) -> Node:
    old = spec.head["openapi"] == "2.0"
    node: Node = {"tags": [tag.name], "summary": one.summary}
    if spec.head["ids"] != "none":
        node["operationId"] = _identifier(spec.head["ids"], one)
    parameters = [*_path_parameters(spec, one), *(_parameter(query, "query") for query in one.query)]
    if old:
        parameters = [_flat(parameter) for parameter in parameters]
        if one.request is not None:
            parameters.append(
                {"name": "body", "in": "body", "required": True, "schema": _schema(one.request)}
            )
    if parameters:
        node["parameters"] = parameters
    if one.request is not None and not old:
        node["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _schema(one.request)}},
        }
    node["responses"] = {one.status: _response(spec, one.status, one.response, turn)} | {
        code: _error(spec, code, turn) for code in one.errors
    }
    return node


def _response(spec: Spec, code: str, body: Type | None, turn: int) -> Node:
    chinese = re.search(r"[\u4e00-\u9fff]", spec.head["title"])
    words = WORDS["zh" if chinese else "en"][code]
    node: Node = {"description": words[turn % len(words)]}
    if body is None:
        return node
    if spec.head["openapi"] == "2.0":
        return node | {"schema": _schema(body)}
    return node | {"content": {"application/json": {"schema": _schema(body)}}}


def _error(spec: Spec, code: str, turn: int) -> Node:
    if spec.head["file"] in SHARED_ERRORS:
        return {"$ref": f"#/components/responses/{NAMED_ERRORS[code]}"}
    return _response(spec, code, spec.head["error"], turn)


def _named(base: str | None, own: Type) -> Node:
    return {"allOf": [_schema(base), _schema(own)]} if base else _schema(own)


def _schema(kind: Type) -> Node:
    if isinstance(kind, list):
        return {"type": "array", "items": _schema(kind[0])}
    if isinstance(kind, dict):
        required = [name for name, field in kind.items() if field.required]
        node: Node = {"type": "object", "required": required} if required else {"type": "object"}
        return node | {"properties": {name: _schema(field.type) for name, field in kind.items()}}
    if "|" in kind:
        return {"type": "string", "enum": kind.split("|")}
    return dict(SCALARS[kind]) if kind in SCALARS else {"$ref": f"#/components/schemas/{kind}"}


def _example(name: str, kind: Type) -> Any:
    """Return a value for documentation; a reader of the document must never take it for a type."""
    if isinstance(kind, list):
        return [_example(name, kind[0])]
    if isinstance(kind, dict):
        return {key: _example(key, field.type) for key, field in kind.items() if field.required}
    return (
        kind.split("|")[0] if "|" in kind else EXAMPLE_OF.get(kind, f"{name} 1" if kind == "string" else {})
    )


def _parameter(one: Parameter, place: str) -> Node:
    return {"name": one.name, "in": place, "required": place == "path", "schema": _schema(one.type)}


def _flat(parameter: Node) -> Node:
    """Swagger 2 writes the schema of a parameter beside its name."""
    return {key: value for key, value in parameter.items() if key != "schema"} | parameter["schema"]


def _path_parameters(spec: Spec, one: Operation) -> list[Node]:
    shared = _shared(spec) if spec.head["file"] in SHARED_PARAMETERS else []
    return [
        {"$ref": f"#/components/parameters/{_plain(each.name)}"}
        if each in shared
        else _parameter(each, "path")
        for each in one.path_parameters
    ]


def _shared(spec: Spec) -> list[Parameter]:
    """Path parameters that at least three operations use."""
    used = Counter(
        each for tag in spec.tags for one in tag.operations for each in map(_frozen, one.path_parameters)
    )
    return [Parameter(*key) for key, times in used.items() if times >= 3]


def _frozen(one: Parameter) -> tuple[str, str]:
    return one.name, str(one.type)


def _error_codes(spec: Spec) -> Iterable[str]:
    return sorted({code for tag in spec.tags for one in tag.operations for code in one.errors})


def _identifier(style: str, one: Operation) -> str:
    names = [_plain(part) for part in one.path.split("/") if part]
    if style == "dotted":
        return ".".join([*(name for name in names), one.method.lower()])
    words = [VERBS[one.method], *names]
    if style == "snake":
        return "_".join(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word).lower() for word in words)
    return words[0] + "".join(word[0].upper() + word[1:] for word in words[1:])


def _plain(part: str) -> str:
    head, *rest = re.split(r"[-_]", part.strip("{}"))
    return head + "".join(word.capitalize() for word in rest)
