"""Class info that fits: what is known before the answer is written, in few characters.

Only signatures choose what is shown, never the answer: a user who asks for a method has no body yet.
"""

import msgspec

from stages.build.piece import Piece, Refusal, within
from stages.build.unit import Unit
from stages.build.world import World, fields, is_accessor, is_constant, methods, simple_name
from stages.core.formats.class_info import ClassInfo, Field, Method, of_type, render
from stages.core.records.type_asset import Member, TypeAsset

KEPT_ANNOTATIONS = ("@RequestMapping", "@Table", "@FeignClient")
"""Annotations that say something which fields and methods do not."""


def class_info(asset: TypeAsset, most: int, left_out: Member | None = None) -> str:
    """Return the class info of a type, shortened to `most` characters.

    Fields come first, then methods, then constructors. `left_out` is the member that the record asks for.
    """
    members = [member for member in asset.members if member is not left_out]
    full = of_type(_with_members(asset, members))
    info = ClassInfo(
        kind=full.kind,
        package="",
        name=full.name,
        type_parameters=full.type_parameters,
        supertypes=full.supertypes,
        annotations=tuple(a for a in full.annotations if a.startswith(KEPT_ANNOTATIONS)),
    )
    chosen = [member for member in members if member.kind == "method" and not is_accessor(asset, member)]
    telling = of_type(_with_members(asset, chosen)).methods
    items: list[Field | Method | tuple[str, ...]] = [*full.fields, *telling, *full.constructors]
    for item in items:
        longer = _added(info, item)
        if len(render(longer)) <= most:
            info = longer
    return render(info)


def _with_members(asset: TypeAsset, members: list[Member]) -> TypeAsset:
    return msgspec.structs.replace(asset, members=members)


def _added(info: ClassInfo, item: Field | Method | tuple[str, ...]) -> ClassInfo:
    match item:
        case Field():
            return info._replace(fields=(*info.fields, item))
        case Method():
            return info._replace(methods=(*info.methods, item))
        case _:
            return info._replace(constructors=(*info.constructors, item))


def outline(asset: TypeAsset, most: int) -> str:
    """Return one line on a type: its name, and its methods, or its fields when it has no telling method."""
    if asset.kind == "enum":
        items = [field.name for field in fields(asset) if is_constant(asset, field)]
    else:
        items = [_call(method) for method in methods(asset)] or [_typed(field) for field in fields(asset)]
    if asset.role in ("entity", "dto"):
        items = [_typed(field) for field in fields(asset)]
    listed = within(items, ", ", most)
    name = simple_name(asset)
    return f"{name}: {listed}" if listed else name


def _typed(field: Member) -> str:
    return f"{field.name} {' '.join(field.type.split())}".strip()


def _call(method: Member) -> str:
    parameters = ", ".join(" ".join(parameter.type.split()) for parameter in method.parameters)
    return f"{method.name}({parameters})"


def info_of_unit(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the class info of the unit's type."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    return Piece(class_info(unit.asset, most, unit.member), (unit.asset.span,))


def related(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return an outline of the types of the signature, then of the fields, a line each."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    found = world.signature_types(unit.member, unit.asset) if unit.member else []
    used = [*found, *(asset for asset in world.field_types(unit.asset) if asset not in found)]
    return outlines(used, most)


def outlines(assets: list[TypeAsset], most: int) -> Piece | Refusal:
    """Return outlines that together stay within `most` characters."""
    lines = {asset.id: outline(asset, most // max(min(len(assets), 3), 1)) for asset in assets}
    text = within(lines.values(), "\n", most)
    shown = set(text.splitlines())
    spans = tuple(asset.span for asset in assets if lines[asset.id] in shown)
    return Piece(text, spans) if text else Refusal("no-related-type", "")
