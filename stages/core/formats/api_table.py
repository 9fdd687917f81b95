"""API tables: the operations of a resource as Markdown, one row an operation.

    table    = [ "#"... title ] header rule row { row }
    header   = | API | Method | Description | Request | Response | Error Response |
    request  = [ item { "," item } ]
    item     = [ "header" | "cookie" | "query" ] name [ "?" ] ":" type     a parameter; `?`: an optional one
             | "(" type ")"                                       the body, last
    response = [ payload { "," payload } ]
    payload  = status [ ":" type ]                                a status of three digits, `2XX` or `default`

Types: see type_expression. A parameter whose name stands in braces in the path is a path parameter, any other
without a word before it a query parameter; `query` stands before one that has the name of a path parameter.
No parameter of a place and no status stands twice. In a cell, `|` is written `\\|`, and `\\` is `\\\\`.

Also read, and rendered canonically: a fence around the table, header cells in any case or in Chinese,
lower-case methods, cells in backticks, `<id>` and `:id` for `{id}`, `path` and `query` before any parameter,
a body without parentheses when it opens with `{` or `[`, one in them without braces (`(name: string)`),
`200 {...}` and `200 OK: {...}`, a list of payloads in brackets, `<br>` for a comma, colons, commas and
brackets of full width, `-`, `N/A`, `none` and `无` for an empty cell, quoted keys, errors in the Response
cell. Types are never values: `"ORD-1"` is refused.
"""

import re
from collections.abc import Callable, Container
from http import HTTPStatus
from typing import NamedTuple, TypeVar

from stages.core.formats import type_expression
from stages.core.formats.fence import unfenced
from stages.core.formats.markdown import Cell, located_cells
from stages.core.formats.type_expression import (
    Object,
    Tokens,
    Unreadable,
    read_fields,
    read_name,
    read_type,
    render_name,
)
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.records.api_asset import ApiParameter, Operation, Payload

COLUMNS = ("API", "Method", "Description", "Request", "Response", "Error Response")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE")

CHINESE_COLUMNS = ("接口", "方法", "描述", "请求", "响应", "错误响应")

_HEADER, _RULE = (f"| {' | '.join(cells)} |" for cells in (COLUMNS, ["---"] * len(COLUMNS)))
_PAYLOAD_HINT = Words(
    "Write `200: {id: string}`; types, not example values.",
    "请写成 `200: {id: string}`：写类型，不写示例值。",
)
_SAYS = {
    "header": Says(
        Words("the first line is not the header", "第一行不是表头"),
        Words(f"Write: {_HEADER}", f"请写：{_HEADER}"),
    ),
    "header.rule": Says(
        Words("no rule below the header", "表头下面没有分隔行"), Words(f"Write: {_RULE}", f"请写：{_RULE}")
    ),
    "no-row": Says(
        Words("the table has no row", "表格没有任何一行"),
        Words("Write one row for each operation.", "每个操作写一行。"),
    ),
    "cells.none": Says(
        Words("no table row", "不是表格行"),
        Words("Write | before and after each cell.", "请在每个单元格前后都写 |。"),
    ),
    "cells": Says(
        Words(f"$count cells, expected {len(COLUMNS)}", f"有 $count 个单元格，应为 {len(COLUMNS)} 个"),
        Words(
            "Write | before and after each cell, and \\| inside of one.", "每格前后写 |，格内的竖线写成 \\|。"
        ),
    ),
    "path": Says(
        Words("not a path", "不是路径"),
        Words(
            "Start the API cell with /, without spaces or a query.", "API 一格以 / 开头，不含空格和查询串。"
        ),
    ),
    "path.braces": Says(
        Words("braces that do not match", "花括号不配对"),
        Words("Write a path parameter as {name}.", "路径参数写成 {name}。"),
    ),
    "method": Says(
        Words("not an HTTP method", "不是 HTTP 方法"),
        Words(f"Write one of {', '.join(METHODS)}.", f"请写以下之一：{', '.join(METHODS)}。"),
    ),
    "request": Says(
        Words("Request cell: $told", "请求一格：$told"),
        Words(
            "Write `name: type, (type of the body)`; leave it empty when there is nothing.",
            "请写成 `名称: 类型, (请求体类型)`；没有就留空。",
        ),
    ),
    "response": Says(Words("Response cell: $told", "响应一格：$told"), _PAYLOAD_HINT),
    "error-response": Says(Words("Error Response cell: $told", "错误响应一格：$told"), _PAYLOAD_HINT),
    "error-response.success": Says(
        Words("a status below 400 in the Error Response cell", "错误响应一格里有小于 400 的状态码"),
        Words("Move statuses below 400 to the Response cell.", "请把小于 400 的状态码移到响应一格。"),
    ),
    "error-response.again": Says(
        Words("the status $told stands in the Response cell, too", "状态码 $told 在响应一格里已经有了"),
        Words("Write each status once.", "每个状态码只写一次。"),
    ),
    "duplicate-operation": Says(
        Words("the same method and path as a row above", "方法和路径与上面某一行相同"),
        Words("Remove the row.", "请删去这一行。"),
    ),
}

_RULE_CELL = re.compile(r":?-{3,}:?")
_PATH = re.compile(r"/[^\s|?#]*")
_OLD_PARAMETER = re.compile(r"(?<=/)(?:<([\w-]+)>|:([\w-]+))(?=/|$)")
_PATH_PARAMETER = re.compile(r"\{([^{}/]+)\}")
_STATUS = re.compile(r"[1-5](?:\d\d|XX)|default")
_TITLE = re.compile(r"#{1,6}\s+(.*?)\s*")


_NOTHING = frozenset(("-", "--", "—", "n/a", "none", "无"))
_PLACES = frozenset(("header", "cookie", "query", "path"))
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WIDE = re.compile(r'"(?:[^"\\]|\\.)*+"|[`：，（）？｛｝]')
_NARROW = str.maketrans("`：，（）？｛｝", " :,()?{}")
_PHRASES = {str(status.value): status.phrase.lower().replace("-", " ").split() for status in HTTPStatus}

T = TypeVar("T")


class ApiTable(NamedTuple):
    """The operations of one tag. Row texts hold no operation id: it is empty."""

    title: str
    operations: tuple[Operation, ...]


class Request(NamedTuple):
    """What a Request cell holds."""

    parameters: list[ApiParameter]
    body: str
    """Type expression; empty when there is no body."""


class _Read(NamedTuple):
    table: ApiTable
    violations: list[Violation]


def parse(text: str) -> ApiTable | None:
    """Return the table, or None when `validate` has something to say."""
    read = _read(text)
    return None if read.violations else read.table


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being an API table."""
    return _read(text).violations


def render(table: ApiTable) -> str:
    """Return the canonical text of a table."""
    title = [f"## {table.title}"] if table.title else []
    rule = [_line(["---"] * len(COLUMNS))]
    return "\n".join([*title, _line(list(COLUMNS)), *rule, *map(render_row, table.operations)])


def render_row(operation: Operation) -> str:
    """Return the row of one operation."""
    cells = [
        operation.path,
        operation.method,
        " ".join(operation.summary.split()),
        render_request(operation),
        render_payloads(operation.responses),
        render_payloads(operation.errors),
    ]
    return _line([cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells])


def render_request(operation: Operation) -> str:
    """Return the Request cell, not yet escaped."""
    body = [f"({operation.request})"] if operation.request else []
    in_path = _PATH_PARAMETER.findall(operation.path)
    return ", ".join([*(_render_parameter(one, in_path) for one in operation.parameters), *body])


def _render_parameter(parameter: ApiParameter, in_path: Container[str]) -> str:
    told = parameter.location == _location(parameter.name, "", in_path) or parameter.location == "path"
    place = "" if told else f"{parameter.location} "
    return f"{place}{render_name(parameter.name)}{'' if parameter.required else '?'}: {parameter.type}"


def render_payloads(payloads: list[Payload]) -> str:
    """Return a Response or Error Response cell, not yet escaped."""
    return ", ".join(
        f"{payload.status}: {payload.type}" if payload.type else payload.status for payload in payloads
    )


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _read(text: str) -> _Read:
    lines, before = unfenced(text)
    numbered = [(number, line) for number, line in enumerate(lines, before + 1) if line.strip()]
    heading = _TITLE.fullmatch(numbered[0][1].strip()) if numbered else None
    rows = numbered[1:] if heading else numbered
    title = heading[1] if heading else ""
    faults = _frame_faults(rows)
    if faults:
        return _Read(ApiTable(title, ()), faults)
    read = [_read_row(number, line) for number, line in rows[2:]]
    violations = [fault for _, found in read for fault in found]
    told = [(number, one) for (number, _), (one, _) in zip(rows[2:], read, strict=True) if one]
    return _Read(ApiTable(title, tuple(one for _, one in told)), violations + _repeated(told))


def _frame_faults(rows: list[tuple[int, str]]) -> list[Violation]:
    header = [cell.text.lower() for cell in located_cells(rows[0][1])] if rows else []
    if header not in ([column.lower() for column in COLUMNS], [*CHINESE_COLUMNS]):
        return [violation(_SAYS, "header", rows[0][0] if rows else 0)]
    rule = [cell.text for cell in located_cells(rows[1][1])] if len(rows) > 1 else []
    if len(rule) != len(COLUMNS) or not all(map(_RULE_CELL.fullmatch, rule)):
        return [violation(_SAYS, "header.rule", rows[0][0] + 1)]
    return [] if len(rows) > 2 else [violation(_SAYS, "no-row", rows[1][0])]


def _read_row(number: int, line: str) -> tuple[Operation | None, list[Violation]]:
    cells = located_cells(line)
    if len(cells) != len(COLUMNS):
        key = "cells" if cells else "cells.none"
        return None, [violation(_SAYS, key, number, count=len(cells))]
    path, method = (cell.bare().strip("`") for cell in cells[:2])
    path = _OLD_PARAMETER.sub(lambda match: f"{{{match[1] or match[2]}}}", path)
    faults = [
        violation(_SAYS, key, number, cell.column)
        for key, cell in zip((_path_fault(path), _method_fault(method)), cells[:2], strict=True)
        if key
    ]
    try:
        return _operation(path, method.upper(), cells[2].bare(), cells[3:]), faults
    except _CellFault as fault:
        return None, [*faults, violation(_SAYS, fault.key, number, fault.column, told=fault.told)]


def _path_fault(path: str) -> str:
    if _PATH.fullmatch(path) is None:
        return "path"
    return "path.braces" if re.search(r"[{}]", _PATH_PARAMETER.sub("", path)) else ""


def _method_fault(method: str) -> str:
    return "" if method.upper() in METHODS else "method"


class _CellFault(Exception):
    def __init__(self, key: str, column: int, told: Words) -> None:
        super().__init__(key)
        self.key, self.column, self.told = key, column, told


def _operation(path: str, method: str, summary: str, cells: list[Cell]) -> Operation:
    request, response, error = cells
    parameters, body = _read_cell("request", request, lambda tokens: read_request(tokens, path))
    answers = _read_cell("response", response, read_payloads)
    errors = _read_cell("error-response", error, read_payloads)
    if any(is_success(payload) for payload in errors):
        raise _CellFault("error-response.success", error.column, Words("", ""))
    again = next((one.status for one in errors if one.status in [answer.status for answer in answers]), "")
    if again:
        raise _CellFault("error-response.again", error.column, Words(again, again))
    return Operation(
        path=path,
        method=method,
        operation_id="",
        summary=summary,
        parameters=parameters,
        request=body,
        responses=[payload for payload in answers if is_success(payload)],
        errors=[payload for payload in answers if not is_success(payload)] + errors,
    )


def _read_cell(rule: str, cell: Cell, read: Callable[[Tokens], T]) -> T:
    """Return what `read` finds in a cell, all of which it must take."""
    bare = "" if cell.text.lower() in _NOTHING else _BREAK.sub(_comma, cell.bare())
    tokens = Tokens(_WIDE.sub(_narrow, bare))
    try:
        found = read(tokens)
        if tokens.peek().kind != "end":
            raise tokens.unreadable(Words("the end of the cell", "单元格的结尾"))
    except Unreadable as fault:
        raise _CellFault(rule, cell.column_of(fault.position), fault.told) from fault
    return found


def _comma(found: re.Match[str]) -> str:
    """Return a comma that is as long as what it stands for, so that columns stay right."""
    return ",".rjust(len(found[0]))


def _narrow(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith('"') else found[0].translate(_NARROW)


def is_success(payload: Payload) -> bool:
    """Say whether a payload belongs to the Response cell: 1xx to 3xx."""
    return payload.status[0] in "123"


def read_request(tokens: Tokens, path: str) -> Request:
    """Return what a Request cell at the next token holds, and take it; raises Unreadable."""
    in_path = frozenset(_PATH_PARAMETER.findall(path))
    parameters: list[ApiParameter] = []
    while tokens.peek().kind != "end" and tokens.peek().text != ")":
        if parameters:
            tokens.expect(",")
        if tokens.peek().text in ("{", "["):
            return Request(parameters, type_expression.render(read_type(tokens)))
        if tokens.skip("("):
            told = tokens.peek(1).text in (":", "?")
            body = Object(read_fields(tokens, ")")) if told else read_type(tokens)
            if not told:
                tokens.expect(")")
            return Request(parameters, type_expression.render(body))
        parameters.append(_parameter(tokens, in_path, parameters))
    return Request(parameters, "")


def _parameter(tokens: Tokens, in_path: frozenset[str], before: list[ApiParameter]) -> ApiParameter:
    placed = tokens.peek().text in _PLACES and tokens.peek(1).text not in (":", "?")
    place = tokens.take().text.removeprefix("path") if placed else ""
    known = {one.name for one in before if one.location == _location(one.name, place, in_path)}
    name = read_name(tokens, known)
    optional = tokens.skip("?")
    tokens.expect(":")
    return ApiParameter(
        name=name,
        location=_location(name, place, in_path),
        type=type_expression.render(read_type(tokens)),
        required=not optional,
    )


def _location(name: str, place: str, in_path: Container[str]) -> str:
    return place or ("path" if name in in_path else "query")


def read_payloads(tokens: Tokens) -> list[Payload]:
    """Return the payloads at the next token, in brackets or without, and take them; raises Unreadable."""
    payloads: list[Payload] = []
    bracket = tokens.skip("[")
    while tokens.peek().kind != "end" and tokens.peek().text != "]":
        if payloads:
            tokens.expect(",")
        payloads.append(_payload(tokens, payloads))
    if bracket:
        tokens.expect("]")
    return payloads


def _payload(tokens: Tokens, before: list[Payload]) -> Payload:
    status = tokens.peek().text.strip('"')
    if status in [payload.status for payload in before]:
        raise tokens.unreadable(Words("another status", "另一个状态码"))
    if _STATUS.fullmatch(status) is None:
        raise tokens.unreadable(Words("a status such as 200", "状态码，例如 200"))
    tokens.take()
    _skip_phrase(tokens, status)
    follows = tokens.skip(":") or tokens.peek().text == "{"
    return Payload(status=status, type=type_expression.render(read_type(tokens)) if follows else "")


def _skip_phrase(tokens: Tokens, status: str) -> None:
    """Take the words that HTTP has for a status, such as `Not Found`."""
    phrase = _PHRASES.get(status, [])
    if phrase and [tokens.peek(ahead).text.lower() for ahead in range(len(phrase))] == phrase:
        for _ in phrase:
            tokens.take()


def _repeated(told: list[tuple[int, Operation]]) -> list[Violation]:
    seen: set[tuple[str, str]] = set()
    found = []
    for number, operation in told:
        key = (operation.method, _PATH_PARAMETER.sub("{}", operation.path))
        found += [violation(_SAYS, "duplicate-operation", number)] if key in seen else []
        seen.add(key)
    return found
