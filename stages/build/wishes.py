"""What an API must do, in words: what each operation is for, takes and gives, and how it fails.

    wish = "- " summary " (" path ")" [ ": " part { "; " part } ]
    part = ( "takes " | "gives " | "fails " ) items
    item = [ status ] name [ "?" ] [ " " type ]

A name without a type is a string; `list of (...)` is a list of objects, `(...)` one object. Method and path
are left to the answer; the words in brackets are the nouns and parameters of the path, in its order.
"""

from itertools import groupby

from stages.build.piece import Piece, Refusal
from stages.build.unit import Unit
from stages.build.words import flat
from stages.build.world import World
from stages.core.formats.type_expression import (
    Array,
    Field,
    Named,
    Object,
    Type,
    Union,
    Unreadable,
    parse,
    render,
)
from stages.core.records.api_asset import ApiAsset, ApiParameter, Operation, Payload

_WORDS = {
    "en": {"takes": "takes", "gives": "gives", "fails": "fails", "list": "list of", "or": "or"},
    "zh": {"takes": "需要", "gives": "返回", "fails": "失败", "list": "列表", "or": "或"},
}
"""Words of a wish by natural language."""


def wishes(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what each operation is for, takes and gives, a line each; failures that all share come last."""
    if not isinstance(unit.asset, ApiAsset) or not any(operation.summary for operation in unit.operations):
        return Refusal("no-summary", unit.name)
    word = _WORDS.get(unit.asset.natural_language, _WORDS["en"])
    types = {error.type for operation in unit.operations for error in operation.errors if error.type}
    common = types.pop() if len(types) == 1 else ""
    lines = [_wish(operation, word, common) for operation in unit.operations]
    last = [f"- {word['fails']}: {_said(common, word)}"] if common else []
    return Piece("\n".join([*lines, *last]), unit.spans)


def named(type_: Type, language: str) -> str:
    """Return the names of the fields that a payload has, those of the items of a list, or what else it is."""
    word = _WORDS[language]
    match type_:
        case Object(fields):
            return ", ".join(field.name for field in fields)
        case Array(item):
            return f"{word['list']} ({named(item, language)})"
        case Union(options):
            return f" {word['or']} ".join(named(option, language) for option in options)
        case _:
            return render(type_)


def _wish(operation: Operation, word: dict[str, str], common: str) -> str:
    given = [_parameter(p) for p in operation.parameters if p.location != "path"]
    taken = ", ".join([*given, *([_said(operation.request, word)] if operation.request else [])])
    said = {
        "takes": taken,
        "gives": _payloads(operation.responses, word, ""),
        "fails": _payloads(operation.errors, word, common),
    }
    parts = "; ".join(f"{word[key]} {items}" for key, items in said.items() if items)
    return f"- {flat(operation.summary)} ({_place(operation)})" + (f": {parts}" if parts else "")


def _place(operation: Operation) -> str:
    """Return the segments of a path, its parameters with their types."""
    named = {f"{{{p.name}}}": _parameter(p) for p in operation.parameters if p.location == "path"}
    segments = [segment for segment in operation.path.split("/") if segment]
    return ", ".join(named.get(segment, segment) for segment in segments)


def _parameter(parameter: ApiParameter) -> str:
    place = parameter.location if parameter.location in ("header", "cookie") else ""
    name = parameter.name if parameter.required else f"{parameter.name}?"
    return flat(f"{place} {name} {'' if parameter.type == 'string' else parameter.type}")


def _payloads(payloads: list[Payload], word: dict[str, str], common: str) -> str:
    """Return the statuses with what they hold; neighbours of one type are named together."""
    groups = groupby(payloads, key=lambda payload: "" if payload.type == common else payload.type)
    return ", ".join(
        f"{'/'.join(payload.status for payload in group)} {_said(type_, word)}".strip()
        for type_, group in groups
    )


def _said(type_: str, word: dict[str, str]) -> str:
    """Return a type expression in words, one object without brackets; unreadable ones as they stand."""
    try:
        read = parse(type_) if type_ else None
    except Unreadable:
        return type_
    if isinstance(read, Object):
        return ", ".join(_field(field, word) for field in read.fields)
    return _in_words(read, word) if read else ""


def _in_words(type_: Type, word: dict[str, str]) -> str:
    match type_:
        case Object(fields):
            return f"({', '.join(_field(field, word) for field in fields)})"
        case Array(item):
            return f"{word['list']} {_in_words(item, word)}"
        case Union(options):
            return f" {word['or']} ".join(_in_words(option, word) for option in options)
        case Named(name, ()):
            return name
        case Named(name, arguments):
            return f"{name} {' '.join(_in_words(argument, word) for argument in arguments)}"


def _field(field: Field, word: dict[str, str]) -> str:
    said = "" if field.type == Named("string") else f" {_in_words(field.type, word)}"
    return f"{field.name}{'?' if field.optional else ''}{said}"
