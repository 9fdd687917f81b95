"""Class info: what a reader must know of a type to use it, in a few lines and without bodies.

Version 1:

    info         = header [ annotations ] { constructor } [ fields ] [ methods ]
    header       = kind " " [ package "." ] name [ type-parameters ] [ " : " type { ", " type } ]
    annotations  = "- annotations: " text { ", " text }
    constructor  = "- constructor: (" [ type { ", " type } ] ")"            one line each
    fields       = "- fields: " name [ ": " type ] { ", " ... }
    methods      = "- methods: " name "(" [ type { ", " type } ] ")" [ ": " type ] { ", " ... }

A name that is no plain word, such as the title of a test, stands in JSON quotes. A nested type is named
`Outer$Inner`, so that its package can be told. `kind` is class, interface, enum, record, annotation or
module; the types after the colon are the supertypes. Types and annotations stand as in the source: commas
count only outside of brackets and quotes. A line without content is left out.
"""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.lines import lines_of
from stages.core.records.type_asset import Member, TypeAsset

VERSION = 1
KINDS = ("class", "interface", "enum", "record", "annotation", "module")


class Field(NamedTuple):
    """A field and its type; the type may be empty."""

    name: str
    type: str


class Method(NamedTuple):
    """A method; overloads are methods of their own."""

    name: str
    parameters: tuple[str, ...]
    type: str


class ClassInfo(NamedTuple):
    """A type without its bodies."""

    kind: str
    package: str
    name: str
    type_parameters: str = ""
    supertypes: tuple[str, ...] = ()
    annotations: tuple[str, ...] = ()
    constructors: tuple[tuple[str, ...], ...] = ()
    fields: tuple[Field, ...] = ()
    methods: tuple[Method, ...] = ()


_ORDER = ("annotations", "constructor", "fields", "methods")
_SAYS = {
    "header": Says(
        Words("the first line is no header", "第一行不是头部"),
        Words(
            f"Write `class com.example.Name : Supertype`; the first word is one of {', '.join(KINDS)}.",
            f"请写成 `class com.example.Name : Supertype`，第一个词是以下之一：{', '.join(KINDS)}。",
        ),
    ),
    "line": Says(
        Words("not a line of class info", "不是类信息的一行"),
        Words(
            "Write `- fields: name: Type, ...` or `- methods: name(Type): Type, ...`.",
            "请写成 `- fields: 名称: 类型, ...` 或 `- methods: 名称(类型): 类型, ...`。",
        ),
    ),
    "order": Says(
        Words("$later after $earlier", "$later 在 $earlier 之后"),
        Words(f"Keep the order {', '.join(_ORDER)}.", f"请按此顺序：{', '.join(_ORDER)}。"),
    ),
}
_HEADER = re.compile(rf"(?P<kind>{'|'.join(KINDS)}) (?P<name>[^\s<>(),:]+)(?P<rest>.*)")
_LINE = re.compile(r"- (annotations|constructor|fields|methods): (\S.*)")
_NAME = r'(?P<name>[^\s(),:"]+|"[^"\\]*(?:\\.[^"\\]*)*")'
_METHOD = re.compile(rf"{_NAME}(?P<rest>\(.*)")
_FIELD = re.compile(rf"{_NAME}(?::\s*(?P<type>\S.*))?")
_PLAIN = re.compile(r"[^\s(),:\"'\[\]{}<>]+")
_SCAN = re.compile(r"[=-]>|\"[^\"\\]*(?:\\.[^\"\\]*)*\"|'[^'\\]*(?:\\.[^'\\]*)*'|([(\[{<>}\]),])")
_OPEN, _CLOSE = "([{<", ")]}>"
_PROPERTY = re.compile(r"@(?:\w+\.)*(?:cached_)?property\b")
_SETTER = re.compile(r"@\w+\.(?:setter|deleter)\b")


def of_type(asset: TypeAsset) -> ClassInfo:
    """Return the class info of an asset."""
    return ClassInfo(
        kind=asset.kind,
        package=asset.package,
        name=asset.name,
        type_parameters=_flat(asset.type_parameters),
        supertypes=tuple(map(_flat, asset.supertypes)),
        annotations=tuple(map(_flat, asset.annotations)),
        constructors=tuple(map(_types, shown_as("constructor", asset))),
        fields=tuple(Field(m.name, _flat(m.type)) for m in shown_as("field", asset)),
        methods=tuple(Method(m.name, _types(m), _flat(m.type)) for m in shown_as("method", asset)),
    )


def shown_as(kind: str, asset: TypeAsset) -> Iterator[Member]:
    """Yield the members that are used as a `field`, a `constructor` or a `method` is: a property of Python
    and a getter of TypeScript are read like a field, and what sets or deletes one is nothing beside it."""
    return (member for member in asset.members if used_as(member) == kind)


def used_as(member: Member) -> str:
    """Return the kind of member that one is used as; empty for what sets or deletes a property."""
    if member.kind != "method":
        return member.kind
    if "get" in member.modifiers or any(map(_PROPERTY.match, member.annotations)):
        return "field"
    set_ = "set" in member.modifiers or any(map(_SETTER.match, member.annotations))
    return "" if set_ else "method"


def _types(member: Member) -> tuple[str, ...]:
    return tuple(_flat(parameter.type or parameter.name) for parameter in member.parameters)


def _flat(text: str) -> str:
    return " ".join(text.split())


def render(info: ClassInfo) -> str:
    """Return the canonical text of class info."""
    lists = [
        ("annotations", list(info.annotations)),
        *(("constructor", [f"({', '.join(parameters)})"]) for parameters in info.constructors),
        ("fields", list(map(render_field, info.fields))),
        ("methods", list(map(render_method, info.methods))),
    ]
    lines = (f"- {label}: {', '.join(items)}" for label, items in lists if items)
    return "\n".join([render_head(info), *lines])


def render_head(info: ClassInfo) -> str:
    """Return the header: kind, name and supertypes."""
    package = f"{info.package}." if info.package else ""
    supertypes = f" : {', '.join(info.supertypes)}" if info.supertypes else ""
    return f"{info.kind} {package}{info.name.replace('.', '$')}{info.type_parameters}{supertypes}"


def render_field(field: Field) -> str:
    """Return a field: `name: Type`."""
    return render_name(field.name) + (f": {field.type}" if field.type else "")


def render_method(method: Method) -> str:
    """Return a method: `name(Type): Type`."""
    type_ = f": {method.type}" if method.type else ""
    return f"{render_name(method.name)}({', '.join(method.parameters)}){type_}"


def render_name(name: str) -> str:
    """Return a name as a word, or in JSON quotes when it is none."""
    return name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _read_name(written: str) -> str:
    try:
        name = json.loads(written) if written.startswith('"') else written
    except ValueError:
        return written
    return str(name)


def parse(text: str) -> ClassInfo | None:
    """Return the class info, or None when `validate` has something to say."""
    read = _read(text)
    return None if read.violations else read.info


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being class info."""
    return _read(text).violations


class _Read(NamedTuple):
    info: ClassInfo
    violations: list[Violation]


def _read(text: str) -> _Read:
    head, *rest = lines_of(text) or [""]
    info = header_of(head)
    violations = []
    if info is None:
        violations.append(violation(_SAYS, "header", 1))
        info = ClassInfo("", "", "")
    labels: list[tuple[int, str]] = []
    for number, line in enumerate(rest, 2):
        found = _LINE.fullmatch(line)
        more = with_line(info, found[1], found[2]) if found else None
        if found is None or more is None:
            violations.append(violation(_SAYS, "line", number))
        else:
            info = more
            labels.append((number, found[1]))
    return _Read(info, violations + _order_faults(labels))


def _order_faults(labels: list[tuple[int, str]]) -> list[Violation]:
    wrong = [
        violation(_SAYS, "order", number, 3, later=later, earlier=earlier)
        for (_, earlier), (number, later) in pairwise(labels)
        if _ORDER.index(later) < _ORDER.index(earlier) or (later == earlier and later != "constructor")
    ]
    return wrong[:1]


def header_of(line: str) -> ClassInfo | None:
    """Return the class info of a header alone, or None when it is none."""
    found = _HEADER.fullmatch(line)
    if found is None:
        return None
    rest = found["rest"]
    end = closing(rest) + 1 if rest.startswith("<") else 0
    colon, supertypes = rest[end : end + 3], split(rest[end + 3 :]) if rest[end:] else []
    if end and not rest[:end].endswith(">"):
        return None
    if rest[end:] and (colon != " : " or not supertypes or not all(supertypes)):
        return None
    package, _, name = found["name"].rpartition(".")
    return ClassInfo(found["kind"], package, name.replace("$", "."), rest[:end], tuple(supertypes or ()))


def with_line(info: ClassInfo, label: str, content: str) -> ClassInfo | None:
    """Return class info with what a line of this label says, or None when it is none."""
    if label == "constructor":
        parameters = parameters_of(content)
        return None if parameters is None else info._replace(constructors=(*info.constructors, parameters))
    if label == "annotations":
        items = split(content) or [""]
        return info._replace(annotations=tuple(items)) if all(i.startswith("@") for i in items) else None
    if label == "fields":
        fields = fields_of(content)
        return info._replace(fields=fields) if fields else None
    methods = methods_of(content)
    return info._replace(methods=methods) if methods else None


def fields_of(content: str) -> tuple[Field, ...] | None:
    """Return the fields of a list, or None when one of them is none."""
    fields = [_field(item) for item in split(content) or [""]]
    return tuple(field for field in fields if field) if all(fields) else None


def methods_of(content: str) -> tuple[Method, ...] | None:
    """Return the methods of a list, or None when one of them is none."""
    methods = [_method(item) for item in split(content) or [""]]
    return tuple(method for method in methods if method) if all(methods) else None


def _field(text: str) -> Field | None:
    found = _FIELD.fullmatch(text)
    return Field(_read_name(found["name"]), found["type"] or "") if found else None


def _method(text: str) -> Method | None:
    found = _METHOD.fullmatch(text)
    if found is None:
        return None
    end = closing(found["rest"]) + 1
    parameters, type_ = parameters_of(found["rest"][:end]), found["rest"][end:]
    if parameters is None or (type_ and not (type_.startswith(": ") and type_[2:].strip())):
        return None
    return Method(_read_name(found["name"]), parameters, type_[2:])


def parameters_of(text: str) -> tuple[str, ...] | None:
    """Return the types in a pair of parentheses that is all of `text`, or None."""
    if not text.startswith("(") or closing(text) != len(text) - 1:
        return None
    items = split(text[1:-1]) if text != "()" else []
    return None if items is None or not all(items) else tuple(items)


def split(text: str) -> list[str] | None:
    """Return the pieces between the commas outside of brackets and quotes; None when a bracket is open."""
    pieces, start, depth = [], 0, 0
    for index, character in _brackets(text):
        depth += (character in _OPEN) - (character in _CLOSE)
        if depth < 0:
            return None
        if character == "," and depth == 0:
            pieces.append(text[start:index].strip())
            start = index + 1
    return None if depth else [*pieces, text[start:].strip()]


def closing(text: str) -> int:
    """Return the index of the bracket that closes the one at the start, or of the last character."""
    depth = 0
    for index, character in _brackets(text):
        depth += (character in _OPEN) - (character in _CLOSE)
        if depth == 0:
            return index
    return len(text) - 1


def _brackets(text: str) -> Iterator[tuple[int, str]]:
    """Yield brackets and commas outside of quotes; the `>` of an arrow (`=>`, `->`) is no bracket."""
    return ((found.start(), found[1]) for found in _SCAN.finditer(text) if found[1])
