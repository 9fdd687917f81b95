"""Class info that fits: what is known before the answer is written, in few characters.

Only signatures choose what is shown, never the answer: a user who asks for a method has no body yet.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from stages.build.kept import kept
from stages.build.piece import Piece, Refusal, within
from stages.build.unit import Unit, simple_name
from stages.build.words import flat, words
from stages.build.world import World, fields, is_accessor, is_constant, methods
from stages.core.formats import class_comment, class_short
from stages.core.formats.class_info import ClassInfo, Field, Method, of_type, render
from stages.core.records.type_asset import Member, TypeAsset

KEPT_ANNOTATIONS = ("@RequestMapping", "@Table", "@FeignClient")
"""Annotations that say something which fields and methods do not."""

_TABLE = re.compile(r'@Table\(.*?\bname\s*=\s*"([^"]+)"|@TableName\("([^"]+)"', re.DOTALL)


def class_info(
    asset: TypeAsset,
    most: int,
    left_out: Member | None = None,
    wanted: frozenset[str] = frozenset(),
    write: Callable[[ClassInfo], str] = render,
) -> str:
    """Return the class info of a type as `write` renders it, shortened to `most` characters.

    Fields come first, then methods, then constructors; of the methods those first that share words with
    `wanted`. `left_out` is the member that the record asks for; where it is the whole type, constructors come
    before methods, since no name tells how many there are.
    """
    told = _told(asset)
    ranked = sorted(told.methods, key=lambda one: -len(wanted & one.words))
    rest = (*ranked, *told.constructors) if left_out else (*told.constructors, *ranked)
    info = told.head
    size = len(write(info))
    for one in (*told.fields, *rest):
        if one.member is left_out or size + one.least > most:
            continue
        longer = _added(info, one.item)
        length = len(write(longer))
        if length <= most:
            info, size = longer, length
    return write(info)


class _Item(NamedTuple):
    member: Member
    item: Field | Method | tuple[str, ...]
    least: int
    """Characters that it takes in any form of class info, at least: those of its names and types."""
    words: frozenset[str]
    """Of its name and type."""


class _Told(NamedTuple):
    """What class info can say of a type."""

    head: ClassInfo
    fields: list[_Item]
    methods: list[_Item]
    """Without accessors."""
    constructors: list[_Item]


@kept
def _told(asset: TypeAsset) -> _Told:
    full = of_type(asset)
    head = full._replace(
        package="",
        annotations=tuple(a for a in full.annotations if a.startswith(KEPT_ANNOTATIONS)),
        constructors=(),
        fields=(),
        methods=(),
    )
    fields = _items_of(asset, "field", full.fields)
    methods = _items_of(asset, "method", full.methods)
    telling = [one for one in methods if not is_accessor(asset, one.member)]
    return _Told(head, fields, telling, _items_of(asset, "constructor", full.constructors))


def _items_of(asset: TypeAsset, kind: str, items: Iterable[Field | Method | tuple[str, ...]]) -> list[_Item]:
    members = (member for member in asset.members if member.kind == kind)
    return [
        _Item(member, item, _least(item), frozenset(words(f"{member.name} {member.type}")))
        for member, item in zip(members, items, strict=True)
    ]


def _least(item: Field | Method | tuple[str, ...]) -> int:
    match item:
        case Field(name, type_):
            return len(name) + len(type_)
        case Method(name, parameters, type_):
            return len(name) + len(type_) + sum(map(len, parameters))
        case _:
            return sum(map(len, item))


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
    listed = within((item for item, _ in _items(asset)), ", ", most)
    name = _named(asset)
    return f"{name}: {listed}" if listed else name


@kept
def _items(asset: TypeAsset) -> list[tuple[str, frozenset[str]]]:
    """Return what can be used of a type, and its words: constants of an enum, fields of data, then its
    methods."""
    data = asset.role in ("entity", "dto") or asset.kind in ("enum", "record") or _is_dataclass(asset)
    shown = [
        field.name if is_constant(asset, field) else _typed(field)
        for field in fields(asset)
        if asset.kind != "enum" or is_constant(asset, field)
    ]
    called = [signed(method) for method in methods(asset) if "private" not in method.modifiers]
    items = [*shown, *called] if data else called or shown
    return [(item, frozenset(words(item))) for item in items]


def _is_dataclass(asset: TypeAsset) -> bool:
    return any(annotation.lstrip("@").startswith("dataclass") for annotation in asset.annotations)


def _named(asset: TypeAsset) -> str:
    """Return the name of a type, with its table in brackets when it names one."""
    table = next((found[1] or found[2] for found in map(_TABLE.match, asset.annotations) if found), "")
    return f"{simple_name(asset)} ({table})" if table else simple_name(asset)


def _typed(field: Member) -> str:
    return f"{field.name} {flat(field.type)}".strip()


def signed(method: Member) -> str:
    """Return the call of a method and the type of what it gives."""
    parameters = ", ".join(flat(parameter.type or parameter.name) for parameter in method.parameters)
    given = flat(method.type)
    return f"{method.name}({parameters})" + (f": {given}" if given and given != "void" else "")


def constructed(asset: TypeAsset) -> list[str]:
    """Return how an object of a type is made, a line each way: constructors, components or constants."""
    name = simple_name(asset)
    if asset.kind == "enum":
        return [f"{name}: {', '.join(f.name for f in fields(asset) if is_constant(asset, f))}"]
    if asset.kind == "record" or _is_dataclass(asset):
        return [f"{name}({', '.join(f'{flat(f.type)} {f.name}' for f in fields(asset))})"]
    return [
        f"{name}({', '.join(f'{flat(p.type)} {p.name}' for p in found.parameters)})"
        for found in asset.members
        if found.kind == "constructor" and found.parameters
    ]


def asked(unit: Unit) -> frozenset[str]:
    """Return the words of what is asked for: a member's name, documentation and signature."""
    member = unit.member
    return frozenset(words(f"{member.name} {member.doc} {member.signature}")) if member else frozenset()


def info_of_unit(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the class info of the unit's type, what shares words with the question first."""
    return _info(unit, most, render)


def short_of_unit(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the same in the old form of class info."""
    return _info(unit, most, class_short.render)


def comment_of_unit(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the same as a comment of the unit's language."""
    mark = "#" if isinstance(unit.asset, TypeAsset) and unit.asset.language == "python" else "//"
    return _info(unit, most, lambda info: class_comment.render(info, mark))


def _info(unit: Unit, most: int, write: Callable[[ClassInfo], str]) -> Piece | Refusal:
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    return Piece(class_info(unit.asset, most, unit.member, asked(unit), write), (unit.asset.span,))


def related(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return outlines of the types that may be used, a line each: those of the signature, what is inherited,
    those of the fields, those that the other methods of the type give, and, for a member, those that the file
    imports. Items that share words with the question come first."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    asset = unit.asset
    found = world.signature_types(unit.member, asset) if unit.member else []
    inherited = [one for one in world.inherited(asset) if one.members]
    every = [*found, *inherited, *world.field_types(asset), *world.given_types(asset)]
    near = {one.id: one for one in every}
    imported = world.imported_types(asset) if unit.member else []
    return outlines(list(near.values()), most, asked(unit), [one for one in imported if one.id not in near])


def outlines(
    assets: list[TypeAsset],
    most: int,
    wanted: frozenset[str] = frozenset(),
    others: Iterable[TypeAsset] = (),
) -> Piece | Refusal:
    """Return outlines that together stay within `most` characters.

    Items that share most words with `wanted` find room first, then the first item of each type, and so on; of
    `others`, which stand below, items that share no word come last.
    """
    near, assets = len(assets), [*assets, *others]
    ranked = sorted(
        (-len(wanted & said), number >= near, place, number, item)
        for number, asset in enumerate(assets)
        for place, (item, said) in enumerate(_items(asset))
    )
    kept: dict[int, list[tuple[int, str]]] = {}
    size = 0
    for _, _, place, number, item in ranked:
        length = len(item) + 2 + (0 if number in kept else len(_named(assets[number])) + 1)
        if size + length <= most:
            kept.setdefault(number, []).append((place, item))
            size += length
    lines = [
        f"{_named(assets[n])}: {', '.join(i for _, i in sorted(items))}" for n, items in sorted(kept.items())
    ]
    spans = tuple(assets[number].span for number in sorted(kept))
    return Piece("\n".join(lines), spans) if lines else Refusal("no-related-type", "")
