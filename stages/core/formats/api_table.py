"""API tables: the operations of a resource as Markdown, one row an operation.

    table    = [ "#"... title ] header rule row { row }
    header   = | API | Method | Description | Request | Response | Error Response |
    request  = [ item { "," item } ]
    item     = [ "header" | "cookie" ] name [ "?" ] ":" type      a parameter; `?` marks an optional one
             | "(" type ")"                                       the body, last
    response = [ payload { "," payload } ]
    payload  = status [ ":" type ]                                a status of three digits, `2XX` or `default`

Types: see type_expression. A parameter whose name stands in braces in the path is a path parameter, any other
without a word before it a query parameter. In a cell, `|` is written `\\|` and `\\` is written `\\\\`.

Also read, and rendered canonically: a fence around the table, header cells in any case, lower-case methods,
`<id>` and `:id` for `{id}`, `200 {...}` without the colon, a list of payloads in brackets, quoted keys,
errors in the Response cell.
"""

import re
from typing import NamedTuple

from stages.core.formats import type_expression
from stages.core.formats.fence import unfenced
from stages.core.formats.type_expression import Tokens, Unreadable, read_name, read_type, render_name
from stages.core.formats.violation import Violation
from stages.core.records.api_asset import ApiParameter, Operation, Payload

COLUMNS = ("API", "Method", "Description", "Request", "Response", "Error Response")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE")

_CELL_END = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_ESCAPE = re.compile(r"\\([\\|])")
_RULE_CELL = re.compile(r":?-{3,}:?")
_PATH = re.compile(r"/[^\s|?#]*")
_OLD_PARAMETER = re.compile(r"(?<=/)(?:<([\w-]+)>|:([\w-]+))(?=/|$)")
_PATH_PARAMETER = re.compile(r"\{([^{}/]+)\}")
_STATUS = re.compile(r"[1-5](?:\d\d|XX)|default")
_TITLE = re.compile(r"#{1,6}\s+(.*?)\s*")


class ApiTable(NamedTuple):
    """The operations of one tag. Row texts hold no operation id: it is empty."""

    title: str
    operations: tuple[Operation, ...]


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
    return ", ".join([*map(_render_parameter, operation.parameters), *body])


def _render_parameter(parameter: ApiParameter) -> str:
    place = f"{parameter.location} " if parameter.location in ("header", "cookie") else ""
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
    numbered = [(number, line.strip()) for number, line in enumerate(lines, before + 1) if line.strip()]
    heading = _TITLE.fullmatch(numbered[0][1]) if numbered else None
    rows = numbered[1:] if heading else numbered
    title = heading[1] if heading else ""
    faults = _frame_faults(rows)
    if faults:
        return _Read(ApiTable(title, ()), faults)
    read = [_read_row(number, line) for number, line in rows[2:]]
    violations = [fault for _, found in read for fault in found]
    operations = tuple(operation for operation, _ in read if operation is not None)
    return _Read(ApiTable(title, operations), violations + _repeated(operations, [n for n, _ in rows[2:]]))


def _frame_faults(rows: list[tuple[int, str]]) -> list[Violation]:
    header = _cells(rows[0][1]) if rows else None
    if header is None or [cell.lower() for cell in header] != [column.lower() for column in COLUMNS]:
        line = rows[0][0] if rows else 0
        return [
            Violation("header", line, "the first line is not the header", f"Write: {_line(list(COLUMNS))}")
        ]
    rule = _cells(rows[1][1]) if len(rows) > 1 else None
    if rule is None or len(rule) != len(COLUMNS) or not all(map(_RULE_CELL.fullmatch, rule)):
        return [
            Violation(
                "header",
                rows[0][0] + 1,
                "no rule below the header",
                f"Write: {_line(['---'] * len(COLUMNS))}",
            )
        ]
    if len(rows) == 2:
        return [Violation("no-row", rows[1][0], "the table has no row", "Write one row for each operation.")]
    return []


def _cells(line: str) -> list[str] | None:
    if len(line) < 2 or not line.startswith("|"):
        return None
    pieces, start = [], 1
    for found in _CELL_END.finditer(line, 1):
        pieces.append(line[start : found.end() - 1])
        start = found.end()
    return [piece.strip() for piece in pieces] if start == len(line) else None


def _read_row(number: int, line: str) -> tuple[Operation | None, list[Violation]]:
    cells = _cells(line)
    if cells is None or len(cells) != len(COLUMNS):
        found = "no table row" if cells is None else f"{len(cells)} cells"
        return None, [
            Violation(
                "cells",
                number,
                f"{found}, expected {len(COLUMNS)} cells",
                "Write | before and after each cell.",
            )
        ]
    path, method, summary, *contents = (_ESCAPE.sub(r"\1", cell) for cell in cells)
    path = _OLD_PARAMETER.sub(lambda match: f"{{{match[1] or match[2]}}}", path)
    faults = [*_path_faults(number, path), *_method_faults(number, method)]
    try:
        return _operation([path, method.upper(), summary, *contents]), faults
    except _CellFault as fault:
        return None, [*faults, Violation(fault.rule, number, fault.message, fault.hint)]


def _path_faults(number: int, path: str) -> list[Violation]:
    if _PATH.fullmatch(path) is None:
        return [
            Violation("path", number, "not a path", "Start the API cell with /, without spaces or a query.")
        ]
    if re.search(r"[{}]", _PATH_PARAMETER.sub("", path)):
        return [Violation("path", number, "braces that do not match", "Write a path parameter as {name}.")]
    return []


def _method_faults(number: int, method: str) -> list[Violation]:
    if method.upper() in METHODS:
        return []
    return [Violation("method", number, "not an HTTP method", f"Write one of {', '.join(METHODS)}.")]


class _CellFault(Exception):
    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint = rule, message, hint


def _operation(cells: list[str]) -> Operation:
    path, method, summary, request, response, error = cells
    parameters, body = _read_request(request, frozenset(_PATH_PARAMETER.findall(path)))
    answers = _read_payloads("response", response)
    errors = _read_payloads("error-response", error)
    if any(_is_success(payload) for payload in errors):
        hint = "Move statuses below 400 to the Response cell."
        raise _CellFault("error-response", "a status below 400 in the Error Response cell", hint)
    return Operation(
        path=path,
        method=method,
        operation_id="",
        summary=summary,
        parameters=parameters,
        request=body,
        responses=[payload for payload in answers if _is_success(payload)],
        errors=[payload for payload in answers if not _is_success(payload)] + errors,
    )


def _is_success(payload: Payload) -> bool:
    return payload.status[0] in "123"


def _read_request(cell: str, in_path: frozenset[str]) -> tuple[list[ApiParameter], str]:
    tokens = Tokens(cell)
    parameters: list[ApiParameter] = []
    body = ""
    try:
        while tokens.peek().kind != "end":
            if parameters:
                tokens.expect(",")
            if tokens.skip("("):
                body = type_expression.render(read_type(tokens))
                tokens.expect(")")
                break
            parameters.append(_parameter(tokens, in_path))
        if tokens.peek().kind != "end":
            raise tokens.unreadable("the end of the cell after the body")
    except Unreadable as fault:
        hint = "Write `name: type, (type of the body)`; leave it empty when there is nothing."
        raise _CellFault("request", f"Request cell: {fault}", hint) from fault
    return parameters, body


def _parameter(tokens: Tokens, in_path: frozenset[str]) -> ApiParameter:
    placed = tokens.peek().text in ("header", "cookie") and tokens.peek(1).text not in (":", "?")
    place = tokens.take().text if placed else ""
    name = read_name(tokens)
    optional = tokens.skip("?")
    tokens.expect(":")
    location = place or ("path" if name in in_path else "query")
    return ApiParameter(
        name=name, location=location, type=type_expression.render(read_type(tokens)), required=not optional
    )


def _read_payloads(rule: str, cell: str) -> list[Payload]:
    tokens = Tokens(cell)
    payloads: list[Payload] = []
    try:
        bracket = tokens.skip("[")
        while tokens.peek().kind != "end" and tokens.peek().text != "]":
            if payloads:
                tokens.expect(",")
            payloads.append(_payload(tokens))
        if bracket:
            tokens.expect("]")
        if tokens.peek().kind != "end":
            raise tokens.unreadable("the end of the cell")
    except Unreadable as fault:
        hint = "Write `200: {id: string}`; types, not example values."
        raise _CellFault(rule, f"{rule.replace('-', ' ').title()} cell: {fault}", hint) from fault
    return payloads


def _payload(tokens: Tokens) -> Payload:
    status = tokens.peek().text.strip('"')
    if _STATUS.fullmatch(status) is None:
        raise tokens.unreadable("a status such as 200")
    tokens.take()
    follows = tokens.skip(":") or tokens.peek().text == "{"
    return Payload(status=status, type=type_expression.render(read_type(tokens)) if follows else "")


def _repeated(operations: tuple[Operation, ...], numbers: list[int]) -> list[Violation]:
    keys = [(operation.method, _PATH_PARAMETER.sub("{}", operation.path)) for operation in operations]
    return [
        Violation(
            "duplicate-operation",
            numbers[index],
            "the same method and path as a row above",
            "Remove the row.",
        )
        for index, key in enumerate(keys)
        if key in keys[:index]
    ]
