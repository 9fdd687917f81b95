"""The notation of the `*.spec` tables: a head, named types, and one line per operation below its tag."""

import re
from typing import NamedTuple

Type = str | list["Type"] | dict[str, "Field"]  # type: ignore[misc]


class Field(NamedTuple):
    """A property of an object type."""

    type: Type
    required: bool


class Parameter(NamedTuple):
    """A path or query parameter."""

    name: str
    type: Type


class Operation(NamedTuple):
    """One line of a table."""

    method: str
    path: str
    path_parameters: list[Parameter]
    query: list[Parameter]
    summary: str
    request: Type | None
    status: str
    response: Type | None
    errors: list[str]


class Tag(NamedTuple):
    """A heading of a table and its operations."""

    name: str
    about: str
    operations: list[Operation]


class Spec(NamedTuple):
    """A whole table."""

    head: dict[str, str]
    types: dict[str, tuple[str | None, Type]]
    """Name to (base type, own type)."""
    tags: list[Tag]


def parse(text: str) -> Spec:
    """Return the table that `text` writes down."""
    head: dict[str, str] = {}
    types: dict[str, tuple[str | None, Type]] = {}
    tags: list[Tag] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("# "):
            name, about = line[2:].split(" :: ")
            tags.append(Tag(name, about, []))
        elif tags:
            tags[-1].operations.append(_operation(line))
        elif named := re.fullmatch(r"(\w+) = (?:(\w+) \+ )?(\{.*\})", line):
            types[named[1]] = (named[2], _type(named[3]))
        else:
            key, value = line.split(": ", 1)
            head[key] = value
    return Spec(head, types, tags)


def _operation(line: str) -> Operation:
    left, summary, request, response, errors = (part.strip() for part in f"{line} ".split(" | "))
    target, _, query = left.partition(" ?")
    method, path = target.split(" ")
    status, _, body = response.partition(" ")
    named = [name.partition(":") for name in re.findall(r"\{([^}]+)\}", path)]
    return Operation(
        method=method,
        path=re.sub(r":\w+\}", "}", path),
        path_parameters=[Parameter(name, kind or "string") for name, _, kind in named],
        query=[Parameter(name, field.type) for name, field in _fields(query).items()] if query else [],
        summary=summary,
        request=_type(request) if request else None,
        status=status,
        response=_type(body) if body else None,
        errors=errors.split(),
    )


def _type(text: str) -> Type:
    if text.startswith("["):
        return [_type(text[1:-1])]
    if text.startswith("{"):
        return _fields(text[1:-1])
    return text


def _fields(text: str) -> dict[str, Field]:
    parts = [part.partition(":") for part in _split(text)]
    return {
        name.strip().rstrip("?"): Field(_type(kind.strip() or "string"), not name.strip().endswith("?"))
        for name, _, kind in parts
    }


def _split(text: str) -> list[str]:
    """Split at the commas that stand outside brackets."""
    depth, parts = 0, [""]
    for letter in text:
        depth += (letter in "{[") - (letter in "}]")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
