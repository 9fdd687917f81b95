"""APIs of Postman collections (format 2.0 and 2.1): one asset a folder.

A collection holds examples. Their values are never taken: a value gives its JSON type, a path segment
that looks like a value becomes `{id}`, an object whose keys look like values a map, a `{{variable}}` its
name; a query key, form field or header that looks like a value is left out, and so is the name of a request
that is its URL. Hosts, authorization and headers that carry credentials are left out.
"""

import json
import re
from collections.abc import Iterator

from stages.core.formats.type_expression import Field, Named, Object, render
from stages.core.records.api_asset import ApiAsset, ApiParameter, Operation, Payload
from stages.model.openapi import Located, assets, is_hidden_header, summary
from stages.model.params import ModelParams
from stages.model.passed_over import PassedOver, Unread, passed_over
from stages.model.safe_text import SafeText
from stages.model.schemas import ANY, Json, is_token, is_value, sample_type, sequence, table, text
from stages.model.tree import Mapping, Node, Place, Plain, Sequence, plain

_HEAD = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://[^/?#]*|\{\{[^{}]*\}\}[^/?#]*|[\w-]+(?:\.[\w-]+)+(?::\d+)?)", re.IGNORECASE
)
_VALUE = re.compile(
    r"\d+|[0-9a-f]{8,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=.*\d)[\w-]*-?\d{3,}[\w-]*", re.IGNORECASE
)
_VARIABLE = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")
_BARE_VARIABLE = re.compile(r'(?<!")\{\{[^{}]*\}\}(?!")')
_COMMENT = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*+(?:"|\\?\Z))|//[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)', re.DOTALL
)
"""What Postman lets stand in a body of JSON, and the strings in which it is none; what nobody closes runs to
the end, so that each character is read once."""
_URL = re.compile(
    r"(?:[A-Z]+\s+)?(?:[a-z][a-z0-9+.-]*:/|\{\{|/)\S*.*|.*\?\S*=.*|.*://.*", re.IGNORECASE | re.DOTALL
)
"""What Postman calls a request that nobody has named."""
_METHODS = frozenset(("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"))


def is_postman(root: Node) -> bool:
    """Say whether a document is a Postman collection of format 2."""
    if not isinstance(root, Mapping) or not isinstance(root.items.get("item"), Sequence):
        return False
    info = table(plain(root.items["info"])) if "info" in root.items else {}
    return "_postman_id" in info or "postman.com/json/collection/v2" in text(info.get("schema"))


def read_postman(source: SafeText, root: Mapping, params: ModelParams) -> list[ApiAsset | PassedOver]:
    """Return one asset a folder, in the order of the collection, and what is no request or by no method."""
    info = table(plain(root.items["info"])) if "info" in root.items else {}
    title = text(info.get("name"))
    located, unread, folders = [], [], {title: _prose(info.get("description"))}
    for trail, folder, item in _items(root, ()):
        if not isinstance(item, Mapping) or not _is_request(item):
            unread.append(Unread("no-request", Place(item.start, item.end)))
            continue
        tag = " / ".join(trail) or title
        folders.setdefault(tag, _prose(folder.get("description")))
        found, place = _operation(table(plain(item)), params), Place(item.start, item.end)
        if found is not None:
            located.append(Located(tag, found, (place,)))
        else:
            unread.append(Unread("no-method", place))
    groups = assets(source, _joined(located), title, folders, _prose(info.get("description")))
    return [*groups, *passed_over(source, unread)]


def _items(
    folder: Mapping, trail: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], dict[str, Plain], Node]]:
    """Yield what stands in folders, each with the names of its folders and the text of the last one."""
    items = folder.items["item"]
    if not isinstance(items, Sequence):
        yield trail, {}, items
        return
    for item in items.items:
        if isinstance(item, Mapping) and "item" in item.items:
            yield from _items(item, (*trail, text(plain(item.items["name"])) if "name" in item.items else ""))
        else:
            told = (
                {"description": plain(folder.items["description"])} if "description" in folder.items else {}
            )
            yield trail, told, item


def _is_request(item: Mapping) -> bool:
    """Say whether an item has a request: a URL, or a mapping that tells one or a method."""
    request = plain(item.items["request"]) if "request" in item.items else ""
    return bool(text(request) or {"url", "method"} & table(request).keys())


def _prose(value: Plain | None) -> str:
    """Return a description: a text, or a mapping with its `content`."""
    return text(value) or text(table(value).get("content"))


def _joined(located: list[Located]) -> list[Located]:
    """Lay several examples of one operation into one, at the places of all of them."""
    joined: dict[tuple[str, str, str], Located] = {}
    for entry in located:
        key = (entry.tag, entry.operation.method, re.sub(r"\{.*?\}", "{}", entry.operation.path))
        joined[key] = _both(joined[key], entry) if key in joined else entry
    return list(joined.values())


def _both(first: Located, second: Located) -> Located:
    one, two = first.operation, second.operation
    known = {(parameter.location, parameter.name) for parameter in one.parameters}
    more = [p for p in two.parameters if (p.location, p.name) not in known and p.location != "path"]
    return first._replace(
        places=(*first.places, *second.places),
        operation=Operation(
            path=one.path,
            method=one.method,
            operation_id="",
            summary=one.summary or two.summary,
            parameters=[*one.parameters, *more],
            request=one.request or two.request,
            responses=_payloads([*one.responses, *two.responses]),
            errors=_payloads([*one.errors, *two.errors]),
        ),
    )


def _operation(item: dict[str, Plain], params: ModelParams) -> Operation | None:
    request = item.get("request")
    value: dict[str, Plain] = {"url": request} if isinstance(request, str) else table(request)
    method = (text(value.get("method")) or "GET").upper()
    if method not in _METHODS:
        return None
    path = _path(value.get("url"))
    answers = _payloads([_payload(table(answer), params) for answer in sequence(item.get("response"))])
    return Operation(
        path=path,
        method=method,
        operation_id="",
        summary=summary(_name(item), _prose(value.get("description"))),
        parameters=[*_path_parameters(path), *_query(value.get("url")), *_headers(value)],
        request=_body(table(value.get("body")), params),
        responses=[answer for answer in answers if answer.status[0] in "123"],
        errors=[answer for answer in answers if answer.status[0] not in "123"],
    )


def _name(item: dict[str, Plain]) -> str:
    """Return the name of a request, unless it is the URL."""
    name = text(item.get("name"))
    return "" if _URL.fullmatch(name.strip()) else name


def _path(url: Plain | None) -> str:
    written = table(url).get("path")
    pieces = [text(p) or text(table(p).get("value")) for p in sequence(written)]
    if not pieces:
        raw = text(written) or _HEAD.sub("", _raw(url), count=1)
        pieces = re.split(r"[?#]", raw)[0].split("/")
    names: list[str] = []
    return "/" + "/".join(_segment(piece, names) for piece in pieces if piece)


def _raw(url: Plain | None) -> str:
    """Return a URL as it is written in one piece."""
    return text(url) or text(table(url).get("raw"))


def _segment(piece: str, names: list[str]) -> str:
    """Return a segment of a path template; a parameter gets a name that the path does not have yet."""
    variable = _VARIABLE.fullmatch(piece)
    name = variable[1] if variable else piece[1:] if re.fullmatch(r":[\w-]+", piece) else ""
    braced = re.fullmatch(r"\{([\w.-]+)\}", piece)
    name = braced[1] if braced else name
    if not name and (
        _VALUE.fullmatch(piece)
        or is_token(piece)
        or not re.fullmatch(r"[A-Za-z0-9_.~:!$&'()*+,;=%-]+", piece)
    ):
        name = "id"
    if not name:
        return piece
    count = sum(known == name for known in names)
    names.append(name)
    return f"{{{name}{count + 1 if count else ''}}}"


def _path_parameters(path: str) -> list[ApiParameter]:
    names = re.findall(r"\{([^{}]+)\}", path)
    return [ApiParameter(name=name, location="path", type="string", required=True) for name in names]


def _query(url: Plain | None) -> list[ApiParameter]:
    entries = [table(entry) for entry in sequence(table(url).get("query"))]
    if not entries:
        pairs = _raw(url).partition("?")[2].partition("#")[0].split("&")
        entries = [{"key": key, "value": value} for key, _, value in (one.partition("=") for one in pairs)]
    return [
        ApiParameter(
            name=name,
            location="query",
            type="integer" if re.fullmatch(r"\d{1,18}", text(entry.get("value"))) else "string",
            required=text(entry.get("disabled")) != "true",
        )
        for name, entry in {text(entry.get("key")): entry for entry in entries}.items()
        if _is_name(name)
    ]


def _is_name(name: str) -> bool:
    """Say whether a key names something, and is neither a variable nor a value."""
    return bool(name) and not _VARIABLE.search(name) and not is_value(name)


def _headers(request: dict[str, Plain]) -> list[ApiParameter]:
    names = dict.fromkeys(text(table(entry).get("key")) for entry in sequence(request.get("header")))
    return [
        ApiParameter(name=name, location="header", type="string", required=False)
        for name in names
        if _is_name(name) and not is_hidden_header(name)
    ]


def _body(body: dict[str, Plain], params: ModelParams) -> str:
    mode = text(body.get("mode"))
    if mode == "raw":
        return _sample(text(body.get("raw")), params)
    if mode in ("urlencoded", "formdata"):
        entries = [table(entry) for entry in sequence(body.get(mode))]
        fields = {
            text(e.get("key")): Field(
                text(e.get("key")),
                text(e.get("disabled")) == "true",
                Named("file" if text(e.get("type")) == "file" else "string"),
            )
            for e in entries
            if _is_name(text(e.get("key")))
        }
        return render(Object(tuple(fields.values()))) if fields else ""
    return {"file": "file", "graphql": "{query: string, variables: object}"}.get(mode, "")


def _payload(answer: dict[str, Plain], params: ModelParams) -> Payload:
    code = text(answer.get("code"))
    status = code if re.fullmatch(r"[1-5]\d\d", code) else "default"
    return Payload(status=status, type=_sample(text(answer.get("body")), params))


def _payloads(payloads: list[Payload]) -> list[Payload]:
    """Keep one payload a status: the first that has a type."""
    chosen: dict[str, Payload] = {}
    for payload in payloads:
        if not chosen.get(payload.status, payload).type or payload.status not in chosen:
            chosen[payload.status] = payload
    return [chosen[status] for status in sorted(chosen)]


def _sample(body: str, params: ModelParams) -> str:
    """Return the type that an example body shows, comments aside: `any` when it is no JSON."""
    if not body.strip():
        return ""
    bare = _COMMENT.sub(lambda found: found["string"] or " ", body)
    try:
        sample: Json = json.loads(_BARE_VARIABLE.sub("null", bare))
    except (ValueError, RecursionError):
        return render(ANY)
    return render(sample_type(sample, params))
