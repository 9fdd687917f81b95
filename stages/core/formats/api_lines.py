"""API lines: the operations of resources as one line each, shorter than a table.

    lines   = { group | line }
    group   = "## " title                                                     before the lines of the group
    line    = method " " name "(" request ")" [ ": " answer ] " " path [ " " summary ]
    request = as in the Request cell of an API table
    answer  = type                                                            of status 200, and no other
            | "[" payload { "," payload } "]"                                 as in its Response cell

    POST login(user: String, password: String): AuthToken /users/login Log in

Also read, and rendered canonically: a title without `## ` or with a colon, the path before the name, no
space before the type, a colon set apart by spaces, a fence, a list marker. A line becomes a row of a table
and back; what is lost is nothing but a name that a row has no column for.
"""

import re
from typing import NamedTuple

from stages.core.formats.api_table import (
    METHODS,
    ApiTable,
    is_success,
    read_payloads,
    read_request,
    render_payloads,
    render_request,
)
from stages.core.formats.fence import unfenced
from stages.core.formats.type_expression import Tokens, Unreadable, read_type, render
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.records.api_asset import Operation, Payload

_LINE_HINT = Words(
    "Write `GET find(id: string): Order /orders/{id} Find an order`.",
    "请写成 `GET find(id: string): Order /orders/{id} 查询订单`。",
)
_SAYS = {
    "line": Says(Words("neither a title nor an operation", "既不是标题也不是操作"), _LINE_HINT),
    "method": Says(
        Words("not an HTTP method", "不是 HTTP 方法"),
        Words(f"Begin with one of {', '.join(METHODS)}.", f"请以下列之一开头：{', '.join(METHODS)}。"),
    ),
    "operation": Says(Words("$told", "$told"), _LINE_HINT),
    "path": Says(
        Words("no path after the answer", "响应之后没有路径"),
        Words("Write the path, which begins with /, before the summary.", "请在摘要之前写以 / 开头的路径。"),
    ),
    "duplicate-operation": Says(
        Words("the same method and path as a line above", "方法和路径与上面某一行相同"),
        Words("Remove the line.", "请删去这一行。"),
    ),
    "no-operation": Says(
        Words("no operation", "没有任何操作"), Words("Write one line for each operation.", "每个操作写一行。")
    ),
}
_NAME = re.compile(r"[\w.-]+")
_HEAD = re.compile(r"([A-Za-z]+)\s+(?:(/\S*)\s+)?([\w.-]+)\s*(?=\()")
_PATH = re.compile(r"(?<=\s)/[^\s|?#]*")
"""What may be the path of a line, before its request is read: prose may have slashes, too."""
_TAIL = re.compile(r"\s*(/[^\s|?#]*)(?:\s+(.*))?")
_TITLE = re.compile(r"(?:#{1,6}\s+)?([^\s#()/{}][^(){}/]*?)\s*[:：]?")
_MARKER = re.compile(r"\s*(?:[-*]\s+|\d+[.)]\s+)?")
_STATUS = re.compile(r"[1-5](?:\d\d|XX)|default")
_PATH_PARAMETER = re.compile(r"\{([^{}/]+)\}")


class _Read(NamedTuple):
    tables: list[ApiTable]
    violations: list[Violation]


class _Fault(Exception):
    def __init__(self, key: str, column: int, told: Words) -> None:
        super().__init__(key)
        self.key, self.column, self.told = key, column, told


def parse(text: str) -> list[ApiTable] | None:
    """Return a table for each group, with the names of operations, or None when `validate` finds a fault."""
    read = _read(text)
    return None if read.violations else read.tables


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being API lines."""
    return _read(text).violations


def render_lines(tables: list[ApiTable]) -> str:
    """Return the canonical text of groups."""
    return "\n\n".join(
        "\n".join([*([f"## {table.title}"] if table.title else []), *map(_render, table.operations)])
        for table in tables
    )


def _render(operation: Operation) -> str:
    head = f"{operation.method} {name_of(operation)}({render_request(operation)}){_answer(operation)}"
    return " ".join([head, operation.path, *operation.summary.split()])


def is_named(operation: Operation) -> bool:
    """Say whether an operation has a name that a line can hold: `find pet by id` has blanks."""
    return _NAME.fullmatch(operation.operation_id) is not None


def _answer(operation: Operation) -> str:
    payloads = [*operation.responses, *operation.errors]
    if not payloads:
        return ""
    only = payloads[0]
    if len(payloads) == 1 and only.status == "200" and only.type and not only.type.startswith("[default"):
        return f": {only.type}"
    return f": [{render_payloads(payloads)}]"


def name_of(operation: Operation) -> str:
    """Return the name of an operation, or one for it: `getOrdersById` of `GET /orders/{id}`."""
    if is_named(operation):
        return operation.operation_id
    words = re.sub(r"\{([^{}]*)\}", r"by-\1", operation.path)
    parts = [part for part in re.split(r"[^\w]+", words) if part]
    return operation.method.lower() + "".join(part[:1].upper() + part[1:] for part in parts)


class _Group(NamedTuple):
    title: str
    operations: dict[tuple[str, str], Operation]
    """By method and shape of the path."""


def _read(text: str) -> _Read:
    lines, before = unfenced(text)
    groups = [_Group("", {})]
    violations: list[Violation] = []
    for number, raw in enumerate(lines, before + 1):
        marker = _MARKER.match(raw)
        indent = marker.end() if marker else 0
        line = raw[indent:].rstrip()
        title = _title(line)
        if title:
            groups.append(_Group(title, {}))
        elif line:
            try:
                _add(groups[-1], _operation(line))
            except _Fault as fault:
                column = fault.column and indent + fault.column
                violations.append(violation(_SAYS, fault.key, number, column, told=fault.told))
    tables = [ApiTable(title, tuple(found.values())) for title, found in groups if found]
    if not violations and not tables:
        violations.append(violation(_SAYS, "no-operation", 0))
    return _Read(tables, violations)


def _title(line: str) -> str:
    """Return the title that a line is, or an empty string."""
    found = _TITLE.fullmatch(line)
    return found[1] if found and line.split(maxsplit=1)[0].upper() not in METHODS else ""


def _add(group: _Group, operation: Operation) -> None:
    key = (operation.method, _PATH_PARAMETER.sub("{}", operation.path))
    if key in group.operations:
        raise _Fault("duplicate-operation", 0, Words("", ""))
    group.operations[key] = operation


def _operation(line: str) -> Operation:
    head = _HEAD.match(line)
    if head is None:
        raise _Fault("line", 1, Words("", ""))
    method = head[1].upper()
    if method not in METHODS:
        raise _Fault("method", 1, Words("", ""))
    tokens = Tokens(line[head.end() :])
    try:
        tokens.expect("(")
        parameters, body = read_request(tokens, head[2] or " ".join(_PATH.findall(line)))
        tokens.expect(")")
        answers = _answers(tokens)
    except Unreadable as fault:
        raise _Fault("operation", head.end() + fault.position + 1, fault.told) from fault
    rest = head.end() + tokens.peek().position
    path, summary = _path_and_summary(head[2], line[rest:], rest)
    in_path = _PATH_PARAMETER.findall(path)
    return Operation(
        path=path,
        method=method,
        operation_id=head[3],
        summary=" ".join(summary.split()),
        parameters=[
            type(one)(name=one.name, location="query", type=one.type, required=one.required)
            if one.location == "path" and one.name not in in_path
            else one
            for one in parameters
        ],
        request=body,
        responses=[answer for answer in answers if is_success(answer)],
        errors=[answer for answer in answers if not is_success(answer)],
    )


def _path_and_summary(before: str | None, rest: str, position: int) -> tuple[str, str]:
    if before:
        return before, rest.strip()
    found = _TAIL.fullmatch(rest)
    if found is None:
        raise _Fault("path", position + 1, Words("", ""))
    return found[1], found[2] or ""


def _answers(tokens: Tokens) -> list[Payload]:
    if not tokens.skip(":"):
        return []
    if tokens.peek().text == "[" and _STATUS.fullmatch(tokens.peek(1).text.strip('"')):
        return read_payloads(tokens)
    return [Payload(status="200", type=render(read_type(tokens)))]
