"""APIs of OpenAPI 3 and Swagger 2 documents: one asset a tag.

References are followed inside the document only. Header parameters that carry credentials or that HTTP
itself defines are left out, and so are examples, defaults, enums and servers: what is kept are names, types
and prose. Headers of responses have no column in an API table: each has a row (`response-header`).
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from stages.core.formats.type_expression import render
from stages.core.natural_language import natural_language
from stages.core.records.api_asset import ApiAsset, ApiParameter, Operation, Payload
from stages.model.openapi_faults import faults
from stages.model.params import ModelParams
from stages.model.passed_over import PassedOver, Unread, passed_over
from stages.model.refused import Refused
from stages.model.safe_text import SafeText
from stages.model.schemas import Resolver, SchemaTypes, keys_of, sequence, table, text
from stages.model.tree import Mapping, Node, Place, Plain, Scalar, place_of, plain

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_HIDDEN_HEADER = re.compile(
    r"accept(-.*)?|content-.*|user-agent|host|connection|cache-control|origin|referer|cookie|set-cookie"
    r"|.*(authorization|authentication|token|api[-_]?key|secret|session|signature|password|credential).*",
    re.IGNORECASE,
)
_PATH_PARAMETER = re.compile(r"\{([^{}/]+)\}")
_VERSION_OR_PARAMETER = re.compile(r"v\d+|api|\{.*|")


class Located(NamedTuple):
    """An operation, its group, and where it comes from."""

    tag: str
    operation: Operation
    places: tuple[Place, ...]
    """Its own, then those of all that it refers to."""


def is_openapi(root: Node) -> bool:
    """Say whether a document is OpenAPI 3 or Swagger 2."""
    return isinstance(root, Mapping) and ("openapi" in root.items or "swagger" in root.items)


def is_hidden_header(name: str) -> bool:
    """Say whether a header carries credentials or belongs to HTTP itself."""
    return _HIDDEN_HEADER.fullmatch(name) is not None


def read_openapi(source: SafeText, root: Mapping, params: ModelParams) -> list[ApiAsset | PassedOver]:
    """Return one asset a tag, in the order of first use, and what is no operation; raises Refused."""
    document = table(plain(root))
    version = text(document.get("openapi")) or text(document.get("swagger"))
    if not re.match(r"3\.|2\.0", version):
        raise Refused("parse-error", "neither OpenAPI 3 nor Swagger 2.0")
    swagger = version.startswith("2")
    found = faults(root, source.document.text) if params.faulty_openapi == "drop" and not swagger else []
    if found:
        raise Refused("faulty", f"{found[0].rule} at line {found[0].line}, column {found[0].column}")
    located = list(
        _operations(root, source.document.text, lambda: _Reader(document, params, swagger=swagger))
    )
    tags = {
        text(table(tag).get("name")): text(table(tag).get("description"))
        for tag in sequence(document.get("tags"))
    }
    info = table(document.get("info"))
    groups = assets(source, located, text(info.get("title")), tags, text(info.get("description")))
    return [*groups, *passed_over(source, dict.fromkeys(_unread(root)))]


def assets(
    source: SafeText, located: list[Located], title: str, tags: dict[str, str], description: str
) -> list[ApiAsset]:
    """Return one asset a tag; `description` stands in for tags that have none."""
    spans = source.spans({place for entry in located for place in entry.places})
    document = source.document
    groups: dict[str, list[Located]] = {}
    for entry in located:
        groups.setdefault(entry.tag, []).append(entry)
    return [
        ApiAsset(
            id=f"{document.id}#{tag}",
            document=document.id,
            source=document.source,
            source_class=document.source_class,
            licence=document.licence,
            natural_language=natural_language(title, tag, *(entry.operation.summary for entry in entries)),
            title=title,
            tag=tag,
            description=tags.get(tag) or description,
            operations=[entry.operation for entry in entries],
            spans=[[spans[place] for place in entry.places] for entry in entries],
        )
        for tag, entries in groups.items()
    ]


def _operations(root: Mapping, written: str, reader: Callable[[], "_Reader"]) -> Iterator[Located]:
    paths = root.items.get("paths")
    if not isinstance(paths, Mapping):
        return
    for path, written_item in paths.items.items():
        item = _item(root, written_item)
        if not path.startswith("/") or item is None:
            continue
        values = table(plain(item))
        shared = sequence(values.get("parameters"))
        around = [
            _line_of(path, written_item, paths, written),
            *([place_of(item, ["parameters"])] if shared else ()),
        ]
        for method in METHODS:
            if isinstance(item.items.get(method), Mapping):
                reading, value = reader(), table(values[method])
                operation = reading.operation(path, method, value, shared)
                tag = next(map(text, sequence(value.get("tags"))), "") or resource(path)
                places = [place_of(item, [method]), *around, *reading.followed(root)]
                yield Located(tag, operation, tuple(dict.fromkeys(places)))


def _item(root: Mapping, written: Node) -> Mapping | None:
    """Return a path or a response, which may stand elsewhere in the document (`components.pathItems`)."""
    reference = written.items.get("$ref") if isinstance(written, Mapping) else None
    if isinstance(reference, Scalar) and reference.text.startswith("#/"):
        return _at(root, keys_of(reference.text))
    return written if isinstance(written, Mapping) else None


def _at(holder: Node, keys: list[str]) -> Mapping | None:
    """Return the mapping at `keys`, or None when there is none."""
    found: Node | None = holder
    for key in keys:
        found = found.items.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else None


def _unread(root: Mapping) -> Iterator[Unread]:
    """Yield paths without a slash or an operation, operations by methods that HTTP does not have, and what
    the other side serves: webhooks and callbacks."""
    yield from _served_there(root, "webhooks")
    paths = root.items.get("paths")
    for path, written in paths.items.items() if isinstance(paths, Mapping) else ():
        item = _item(root, written)
        fields = item.items if item else {}
        given = [key for key, value in fields.items() if isinstance(value, Mapping)]
        if path.startswith("x-"):
            continue
        if not path.startswith("/"):
            yield Unread("no-path", place_of(root, ["paths", path]))
        elif item is None or not set(given).intersection(METHODS):
            yield Unread("no-operation", place_of(root, ["paths", path]))
        else:
            others = (key for key in given if key not in METHODS and not key.startswith("x-"))
            yield from (Unread("no-method", place_of(item, [key])) for key in others)
            for value in (fields[key] for key in given if key in METHODS):
                yield from _served_there(value, "callbacks")
                yield from _headers(root, value)


def _served_there(holder: Node, key: str) -> Iterator[Unread]:
    held = _at(holder, [key])
    if held is not None:
        for name in held.items:
            yield Unread("callback", place_of(held, [name]))


def _headers(root: Mapping, operation: Node) -> Iterator[Unread]:
    """Yield the headers of the responses of an operation, also of those that stand elsewhere."""
    responses = _at(operation, ["responses"])
    for written in responses.items.values() if responses else ():
        answer = _item(root, written)
        headers = _at(answer, ["headers"]) if answer else None
        if headers is not None:
            yield from (Unread("response-header", place_of(headers, [name])) for name in headers.items)


def _line_of(path: str, item: Node, paths: Mapping, written: str) -> Place:
    """Return the place of a path itself."""
    start = paths.keys.get(path, item.start)
    return Place(start, start + len(written[start : item.start].rstrip()))


class _Reader:
    """Reads one operation."""

    def __init__(self, document: dict[str, Plain], params: ModelParams, *, swagger: bool) -> None:
        self.params, self.swagger = params, swagger
        self.resolver = Resolver(document)

    def followed(self, root: Mapping) -> list[Place]:
        """Return where all stands that the operation referred to, in the order of the document."""
        return sorted(place_of(root, keys_of(reference)) for reference in self.resolver.followed)

    def operation(self, path: str, method: str, value: dict[str, Plain], shared: list[Plain]) -> Operation:
        given = [self.resolver.follow(entry) for entry in [*shared, *sequence(value.get("parameters"))]]
        once = {(text(entry.get("name")), text(entry.get("in"))): entry for entry in given}
        payloads = [
            self.payload(status, answer)
            for status, answer in table(value.get("responses")).items()
            if re.fullmatch(r"[1-5](\d\d|[Xx]{2})|default", status)
        ]
        return Operation(
            path=re.sub(r"\s", "", path.partition("?")[0].partition("#")[0]).replace("|", "%7C"),
            method=method.upper(),
            operation_id=text(value.get("operationId")),
            summary=summary(text(value.get("summary")), text(value.get("description"))),
            parameters=self.parameters(path, list(once.values())),
            request=self.request(value, list(once.values())),
            responses=[payload for payload in payloads if payload.status[0] in "123"],
            errors=[payload for payload in payloads if payload.status[0] not in "123"],
        )

    def parameters(self, path: str, given: list[dict[str, Plain]]) -> list[ApiParameter]:
        """Return those of the path in its order, then the others in that of the document."""
        shown = [
            self.parameter(entry)
            for entry in given
            if text(entry.get("name")) and text(entry.get("in")) in ("path", "query", "header", "cookie")
            if not (
                text(entry.get("in")) in ("header", "cookie") and is_hidden_header(text(entry.get("name")))
            )
        ]
        declared = {entry.name for entry in shown if entry.location == "path"}
        in_path = list(dict.fromkeys(_PATH_PARAMETER.findall(path)))
        missing = [name for name in in_path if name not in declared]
        told = [
            *(ApiParameter(name=name, location="path", type="string", required=True) for name in missing),
            *shown,
        ]
        places = {("path", name): place for place, name in enumerate(in_path)}
        return sorted(told, key=lambda one: places.get((one.location, one.name), len(places)))

    def parameter(self, entry: dict[str, Plain]) -> ApiParameter:
        location = text(entry.get("in"))
        schema = entry.get("schema") or self.content(entry) or ({} if not self.swagger else entry)
        return ApiParameter(
            name=text(entry.get("name")),
            location=location,
            type=self.expression(schema, request=True) or "any",
            required=location == "path" or text(entry.get("required")) == "true",
        )

    def request(self, value: dict[str, Plain], given: list[dict[str, Plain]]) -> str:
        """Return the type of the body. Several body parameters of Swagger 2, which it does not allow and
        generators such as swag write, are its fields; the name of a single one is no part of the body."""
        if not self.swagger:
            return self.expression(self.content(self.resolver.follow(value.get("requestBody"))), request=True)
        bodies = [entry for entry in given if text(entry.get("in")) == "body"]
        if len(bodies) == 1:
            return self.expression(bodies[0].get("schema"), request=True)
        form = [entry for entry in given if text(entry.get("in")) == "formData"]
        fields = [entry for entry in (bodies or form) if text(entry.get("name"))]
        required: list[Plain] = [entry["name"] for entry in fields if text(entry.get("required")) == "true"]
        properties: dict[str, Plain] = {
            text(entry["name"]): entry.get("schema") or {k: v for k, v in entry.items() if k != "required"}
            for entry in fields
        }
        return self.expression(
            {"properties": properties, "required": required} if fields else None, request=True
        )

    def payload(self, status: str, answer: Plain) -> Payload:
        found = self.resolver.follow(answer)
        schema = found.get("schema") if self.swagger else self.content(found)
        return Payload(status=status.upper() if status != "default" else status, type=self.expression(schema))

    def content(self, holder: dict[str, Plain]) -> Plain | None:
        """Return the schema of the JSON content of a body, or of its first content."""
        contents = table(holder.get("content"))
        chosen = next((kind for kind in contents if "json" in kind), next(iter(contents), ""))
        return table(contents.get(chosen)).get("schema")

    def expression(self, schema: Plain | None, *, request: bool = False) -> str:
        if not isinstance(schema, dict):
            return ""
        return render(SchemaTypes(self.resolver, self.params, request=request).type_of(schema))


def resource(path: str) -> str:
    """Return the first segment that names a resource: the group of operations that have no tag."""
    segments = [segment for segment in path.split("/") if not _VERSION_OR_PARAMETER.fullmatch(segment)]
    return segments[0] if segments else "/"


def summary(short: str, long: str) -> str:
    """Return the summary, or the first sentence of the description, on one line."""
    first = re.split(r"(?<=[.!?])\s|(?<=[。！？])|\n\s*\n", long.strip(), maxsplit=1)[0]
    return " ".join((short.strip() or first).split())
