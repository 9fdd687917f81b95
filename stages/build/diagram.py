"""Class diagrams of a domain: from types of the code, or from the objects of an API."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.build.endpoints import summary
from stages.build.envelope import holds_any, is_around, is_link, opened
from stages.build.piece import Piece, Refusal
from stages.build.resources import class_name, resource, things
from stages.build.unit import Unit, simple_name
from stages.build.words import flat
from stages.build.world import World, fields, is_constant, methods
from stages.core.formats import plantuml_class
from stages.core.formats.plantuml_class import Attribute, Class, Diagram, Operation, Relation
from stages.core.formats.type_expression import Array, Named, Object, Type, Union, Unreadable, parse
from stages.core.records.api_asset import ApiAsset
from stages.core.records.api_asset import Operation as ApiOperation
from stages.core.records.type_asset import Member, TypeAsset

MOST_CLASSES = 4
"""Classes of one diagram: a domain model that a person asks for in one step."""
MOST_METHODS = 4
"""Methods of the class that the diagram is about."""

_MANY = re.compile(r"\b(?:List|Set|Collection|Page)<|\[\]")
_ANNOTATION = re.compile(r"@[\w.]+(?:\([^()]*\))?\s*")
_LABELS = {"en": ("classes", "{0} of {1}"), "zh": ("类", "{1} 的 {0}")}
_ACCESSOR = re.compile(r"(?:get|set|is)([A-Z]\w*)")
"""What gets or sets a field, whatever else it does, such as trimming a text."""


def domain_names(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the declarations of the classes of a domain, a line each: fields, and methods of the first."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    cast = _cast(unit.asset, world)
    lines = [_names(asset, unit.asset) for asset in cast]
    doc = summary(unit.asset.doc)
    text = "\n".join([f"{lines[0]} // {doc}" if doc else lines[0], *lines[1:]])
    said = (unit.asset.doc_span,) if doc and unit.asset.doc_span else ()
    return Piece(text, (*(asset.span for asset in cast), *said))


def domain_diagram(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the class diagram of a type and of the types of its fields."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    if not any(fields(unit.asset)):
        return Refusal("no-field", unit.name)
    if holds_any(unit.asset):
        return Refusal("envelope", unit.name)
    cast = _cast(unit.asset, world)
    names = {simple_name(asset) for asset in cast}
    classes = tuple(_class(asset, unit.asset) for asset in cast)
    relations = [relation for asset in cast for relation in _relations(asset, names)]
    return Piece(
        plantuml_class.render(Diagram(classes, tuple(dict.fromkeys(relations)))),
        tuple(asset.span for asset in cast),
    )


def _cast(asset: TypeAsset, world: World) -> list[TypeAsset]:
    above = world.named_in(asset.supertypes, asset)
    data = {
        simple_name(other): other
        for other in (*world.field_types(asset), *above)
        if simple_name(other) != simple_name(asset)
        and (
            other.role in ("entity", "dto")
            or other.kind in ("enum", "record")
            or (other in above and other.kind == "class" and any(fields(other)))
        )
    }
    return [asset, *data.values()][:MOST_CLASSES]


def _names(asset: TypeAsset, main: TypeAsset) -> str:
    listed = [f.name if is_constant(asset, f) else f"{flat(f.type)} {f.name}" for f in fields(asset)]
    called = [_declared(method) for method in _shown_methods(asset, main)]
    kind = "abstract class" if "abstract" in asset.modifiers else asset.kind
    supertypes = ", ".join(map(flat, asset.supertypes))
    head = f"{kind} {simple_name(asset)}" + (f" : {supertypes}" if supertypes else "")
    said = "; ".join([*listed, *called])
    return f"{head} {{ {said} }}" if said else f"{head} {{ }}"


def _declared(method: Member) -> str:
    parameters = ", ".join(f"{flat(p.type)} {p.name}" for p in method.parameters)
    return f"{flat(method.type)} {method.name}({parameters})"


def _shown_methods(asset: TypeAsset, main: TypeAsset) -> list[Member]:
    held = {field.name.lower() for field in fields(asset)}
    public = (
        method
        for method in methods(asset)
        if "private" not in method.modifiers and "static" not in method.modifiers
        if not (found := _ACCESSOR.fullmatch(method.name)) or found[1].lower() not in held
    )
    distinct = {method.name: method for method in public}
    return list(distinct.values())[:MOST_METHODS] if asset is main else []


def _class(asset: TypeAsset, main: TypeAsset) -> Class:
    kind = "abstract class" if "abstract" in asset.modifiers else asset.kind
    attributes = [
        Attribute(
            "",
            field.name,
            "" if is_constant(asset, field) else _bare(field.type),
        )
        for field in fields(asset)
    ]
    operations = [
        Operation(
            "",
            method.name,
            ", ".join(f"{p.name}: {_bare(p.type)}" for p in method.parameters),
            _bare(method.type),
        )
        for method in _shown_methods(asset, main)
    ]
    return Class(
        kind if kind in ("class", "abstract class", "interface", "enum") else "class",
        simple_name(asset),
        (*attributes, *operations),
    )


def _bare(type_: str) -> str:
    """Return a type in one line, without its annotations: `List<@Valid Box>` is a `List<Box>`."""
    return flat(_ANNOTATION.sub("", type_))


def _relations(asset: TypeAsset, names: set[str]) -> Iterator[Relation]:
    for supertype in asset.supertypes:
        if supertype.split("<")[0] in names:
            yield Relation(simple_name(asset), "", "--|>", "", supertype.split("<")[0], "")
    for field in fields(asset):
        for name in re.findall(r"\w+", field.type):
            if name in names and not is_constant(asset, field):
                many = "*" if _MANY.search(field.type) else "1"
                yield Relation(simple_name(asset), "", "-->", many, name, field.name)


class Objects(NamedTuple):
    """What a group of operations takes and gives: attributes by class, and who holds whom."""

    classes: dict[str, dict[str, str]]
    relations: dict[Relation, None]


def _objects(unit: Unit) -> Objects:
    found, own = Objects({}, {}), _own(unit)
    for operation in unit.operations:
        for text in (*(payload.type for payload in operation.responses), operation.request):
            try:
                type_ = parse(text) if text else None
            except Unreadable:
                type_ = None
            if type_ is not None:
                _collect(resource(operation, own), type_, found.classes, found.relations)
    return found


def _own(unit: Unit) -> frozenset[str]:
    return things(unit.asset.operations) if isinstance(unit.asset, ApiAsset) else frozenset()


def api_diagram(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the class diagram of the objects that a group of operations takes and gives; one that two paths
    name otherwise, such as a message and its retry, is no model."""
    found = _objects(unit)
    if not found.classes:
        return Refusal("no-object", unit.name)
    told = [tuple(attributes.items()) for attributes in found.classes.values() if len(attributes) > 1]
    if len(set(told)) < len(told):
        return Refusal("same-class", ", ".join(found.classes))
    classes = tuple(
        Class("class", name, tuple(Attribute("", field, type_) for field, type_ in attributes.items()))
        for name, attributes in found.classes.items()
    )
    return Piece(plantuml_class.render(Diagram(classes, tuple(found.relations))), unit.spans)


def api_objects(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the names of these objects, each with the one that holds it."""
    found = _objects(unit)
    held = {relation.right: relation.left for relation in found.relations}
    if not isinstance(unit.asset, ApiAsset) or not found.classes:
        return Refusal("no-object", unit.name)
    label, of = _LABELS[unit.asset.natural_language]
    names = ", ".join(of.format(name, held[name]) if name in held else name for name in found.classes)
    return Piece(f"{label}: {names}", unit.spans)


def _collect(
    name: str, type_: Type, found: dict[str, dict[str, str]], relations: dict[Relation, None]
) -> None:
    """Add the object of `type_` as the class `name`, and the objects in it as classes of their own."""
    inner = _content(name, type_)
    while isinstance(inner, Array):
        inner = _content(name, inner.item)
    if isinstance(inner, Union):
        for option in inner.options:
            _collect(name, option, found, relations)
    if not isinstance(inner, Object):
        return
    attributes = found.setdefault(name, {})
    for field in inner.fields:
        given = _present(field.type)
        nested = _present(given.item) if isinstance(given, Array) else given
        if any(
            isinstance(one, Object) for one in (nested.options if isinstance(nested, Union) else [nested])
        ):
            part = class_name(field.name)
            part = part if part != name else f"{name}Part"
            relations[Relation(name, "", "*--", "*" if nested is not given else "1", part, field.name)] = None
            found.setdefault(part, {})
            _collect(part, nested, found, relations)
        elif re.fullmatch(r"[^\W\d][\w.$]*", field.name):
            attributes.setdefault(field.name, _attribute_type(field.type))


def _content(name: str, type_: Type) -> Type | None:
    """Return what is in all envelopes around a type, and in an object that only lists things of this name:
    `{orders: [...], total: integer}` of orders. Links to other operations are left out."""
    inner = opened(type_)
    if not isinstance(inner, Object):
        return inner
    fields = [field for field in inner.fields if not is_link(field)]
    listed = [field for field in fields if not is_around(field)]
    is_list = len(listed) == 1 and isinstance(listed[0].type, Array) and class_name(listed[0].name) == name
    return listed[0].type if is_list else Object(tuple(fields)) if fields else None


def _present(type_: Type) -> Type:
    """Return what a value is where it is not null."""
    if not isinstance(type_, Union):
        return type_
    options = tuple(option for option in type_.options if option != Named("null"))
    return options[0] if len(options) == 1 else Union(options)


def called(unit: Unit, operation: ApiOperation, text: str) -> str:
    """Return what a payload is in terms of the diagram: a class, a list of it, a plain type, or nothing."""
    try:
        read = parse(text) if text else None
    except Unreadable:
        return ""
    name = resource(operation, _own(unit))
    inner = _content(name, read) if read else None
    return _called(name, inner) if inner is not None else ""


def _called(name: str, type_: Type) -> str:
    match type_:
        case Union(options):
            return _called(name, options[0])
        case Array(item):
            inner = _content(name, item)
            return f"List<{_called(name, inner)}>" if inner is not None else "List"
        case Object():
            return name
        case _:
            return _attribute_type(type_)


def _attribute_type(type_: Type) -> str:
    match type_:
        case Array(item):
            return f"List<{_attribute_type(item)}>"
        case Named(name, ()):
            return name
        case Named(name, arguments):
            return f"{name}<{', '.join(map(_attribute_type, arguments))}>"
        case Union(options):
            kinds = dict.fromkeys(_attribute_type(one) for one in options if one != Named("null"))
            return " | ".join(kinds)
        case _:
            return "object"
