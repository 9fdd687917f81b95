"""Endpoints of a Spring controller as rows of an API table."""

import re
from http import HTTPStatus
from typing import NamedTuple

from stages.build import swagger
from stages.build.kept import kept
from stages.build.piece import Piece, Refusal, within
from stages.build.unit import Unit
from stages.build.world import World
from stages.core.formats.api_table import render_row
from stages.core.formats.type_expression import Unreadable, parse, render
from stages.core.lines import lines_of
from stages.core.records.api_asset import ApiParameter, Operation, Payload
from stages.core.records.span import Span
from stages.core.records.type_asset import Member, Parameter, TypeAsset
from stages.core.spring import Mapping, joined, mapping
from stages.core.standards.source import simple_names

_STATUS_NAME = re.compile(r"@ResponseStatus\(.*\b(\w+)\)")
_BUILT = re.compile(
    r"\bResponseEntity\s*\.\s*(?:status\(\s*(?:HttpStatus\.)?([A-Z_]+)\b|([a-z]\w*)\()"
    r"|\bnew ResponseEntity<[^;]*?\bHttpStatus\.([A-Z_]+)"
)
"""What a handler answers by: `ResponseEntity.created(`, `.status(HttpStatus.GONE)`, `new ResponseEntity`."""
_LOCATIONS = {
    "@PathVariable": "path",
    "@RequestParam": "query",
    "@RequestHeader": "header",
    "@CookieValue": "cookie",
}
_SIMPLE = re.compile(
    r"(?:byte|short|int|long|float|double|boolean|char|(?:java\.\w+\.)?(?:Byte|Short|Int|Integer|Long|Float|Double"
    r"|Boolean|Character|String|BigDecimal|BigInteger|Date|LocalDate|LocalDateTime|LocalTime|Instant|UUID))(?:\[\])?"
)
"""Types of which Spring reads a parameter without an annotation from the query."""
_NAMED = re.compile(r'@(?:PathVariable|Request\w+|CookieValue)\((?:[^")]*\b(?:value|name)\s*=\s*)?"([^"]+)"')
_WRAPPERS = re.compile(r"(?:ResponseEntity|Mono|Callable|CompletableFuture)<(.*)>")
_VARIABLE = re.compile(r"\{(\w+):[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")

_IN_PATH = re.compile(r"\{(\w+)\}")
_VIEWS = ("String", "ModelAndView", "View", "RedirectView")
"""What a handler of Spring MVC gives that shows a page."""


class Endpoint(NamedTuple):
    """A handler method and the operation that it answers."""

    member: Member
    operation: Operation

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands: the method, and its documentation where the operation has a summary of it."""
        doc = self.member.doc_span if self.operation.summary else None
        return (self.member.span, doc) if doc else (self.member.span,)


@kept
def endpoints_of(asset: TypeAsset) -> list[Endpoint]:
    """Return the endpoints of a controller, in order; a handler whose path is a constant is left out."""
    prefix = _first([mapping(annotation) for annotation in asset.annotations])
    if prefix is not None and not prefix.literal:
        return []
    found = ((member, _first([mapping(a) for a in member.annotations])) for member in asset.members)
    return [
        Endpoint(member, _operation(member, found, prefix.path if prefix else "", asset))
        for member, found in found
        if found is not None and found.literal
    ]


def _first(found: list[Mapping | None]) -> Mapping | None:
    return next((mapping for mapping in found if mapping is not None), None)


def _operation(member: Member, found: Mapping, prefix: str, asset: TypeAsset) -> Operation:
    path = _VARIABLE.sub(r"{\1}", joined(prefix, found.path))
    given = _statuses(member)
    answer = "" if _shows_a_view(member, asset) else _WRAPPERS.sub(r"\1", member.type)
    told = answer not in ("", "void", "Void", "?")
    body = [parameter for parameter in member.parameters if _location(parameter) == "body"]
    return Operation(
        path=path,
        method=found.method or "GET",
        operation_id=member.name,
        summary=summary(member.doc) or swagger.shown(member.annotations, swagger.HANDLER),
        parameters=_parameters(path, member),
        request=_type(body[0].type) if body else "",
        responses=[
            Payload(str(one.value), "" if one is HTTPStatus.NO_CONTENT or not told else _type(answer))
            for one in given
            if one < HTTPStatus.BAD_REQUEST
        ],
        errors=[Payload(str(one.value), "") for one in given if one >= HTTPStatus.BAD_REQUEST],
    )


def _statuses(member: Member) -> list[HTTPStatus]:
    """Return the statuses that a handler gives, the lowest first: what annotation and body say, else 200."""
    said = [match[1] for match in map(_STATUS_NAME.match, member.annotations) if match]
    built = (found[1] or found[3] or found[2] for found in _BUILT.finditer(member.body))
    said += [re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper() for name in built]
    known = sorted({HTTPStatus[name] for name in said if name in HTTPStatus.__members__})
    return known if any(one < HTTPStatus.BAD_REQUEST for one in known) else [HTTPStatus.OK, *known]


def _parameters(path: str, member: Member) -> list[ApiParameter]:
    """Return what a handler takes, those of its path first that it does not declare."""
    given = [_parameter(one) for one in member.parameters if _location(one) in _LOCATIONS.values()]
    declared = {one.name for one in given if one.location == "path"}
    missing = [name for name in dict.fromkeys(_IN_PATH.findall(path)) if name not in declared]
    others = [one for one in given if one.location == "path" or one.name not in missing]
    return [*(ApiParameter(name, "path", "string", required=True) for name in missing), *others]


def _shows_a_view(member: Member, asset: TypeAsset) -> bool:
    """Say whether what a handler gives is the name of a page, or a page: no body that a client could read."""
    said = simple_names([*asset.annotations, *member.annotations])
    pages = "Controller" in said and said.isdisjoint(("RestController", "ResponseBody"))
    return pages and member.type in _VIEWS


def summary(doc: str) -> str:
    """Return the first sentence of a documentation comment."""
    text = " ".join(re.split(r"(?m)^\s*@", doc)[0].split())
    return re.split(r"(?<=[。！？])|(?<=[.!?])\s|<p>", text)[0].strip()


def _location(parameter: Parameter) -> str:
    names = [annotation.split("(")[0] for annotation in parameter.annotations]
    if "@RequestBody" in names:
        return "body"
    unsaid = "" if names or not _SIMPLE.fullmatch(parameter.type.removesuffix("?")) else "query"
    return next((_LOCATIONS[name] for name in names if name in _LOCATIONS), unsaid)


def _parameter(parameter: Parameter) -> ApiParameter:
    text = " ".join(parameter.annotations)
    named = _NAMED.search(text)
    return ApiParameter(
        name=named[1] if named else parameter.name,
        location=_location(parameter),
        type=_type(parameter.type),
        required=not re.search(r"required\s*=\s*false|defaultValue", text)
        if text
        else parameter.type.islower(),
    )


def _type(text: str) -> str:
    try:
        return render(parse(text))
    except Unreadable:
        return "object"


def endpoint(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the row of the handler that the record asks for."""
    rows = (
        [e for e in endpoints_of(unit.asset) if e.member is unit.member]
        if isinstance(unit.asset, TypeAsset)
        else []
    )
    return Piece(render_row(rows[0].operation), rows[0].spans) if rows else Refusal("no-endpoint", unit.name)


def endpoints(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the rows of all endpoints of a controller."""
    found = endpoints_of(unit.asset) if isinstance(unit.asset, TypeAsset) else []
    if not found:
        return Refusal("no-endpoint", unit.name)
    text = "\n".join(render_row(endpoint.operation) for endpoint in found)
    return Piece(text, tuple(span for endpoint in found for span in endpoint.spans))


def rows_of(found: list[Endpoint], most: int) -> Piece:
    """Return the rows of endpoints that together stay within `most` characters."""
    rows = {render_row(endpoint.operation): endpoint for endpoint in found}
    text = within(rows, "\n", most)
    return Piece(text, tuple(span for row in lines_of(text) for span in rows[row].spans))


def is_called(operation: Operation, test: str) -> bool:
    """Say whether the text of a test requests the path of an operation with its method."""
    path = re.escape(operation.path).replace(r"\{", "{").replace(r"\}", "}")
    pattern = re.sub(r"\{[^{}]*\}", lambda _: r"[^/\"?]+", path)
    return re.search(rf'\b{operation.method.lower()}\("{pattern}(?:\?[^"]*)?"', test) is not None
