"""Tables and statements: what a statement is asked by, and the statement itself."""

import re

import msgspec

from stages.build import swagger
from stages.build.class_context import class_info, outlines
from stages.build.documented import brief, unmarked
from stages.build.endpoints import summary
from stages.build.piece import Piece, Refusal, within
from stages.build.unit import Unit, comment, joined
from stages.build.words import flat, phrase, shared, words
from stages.build.world import World, fields
from stages.core.records.span import Span
from stages.core.records.sql_asset import SqlAsset
from stages.core.records.type_asset import Member, TypeAsset

_FOREIGN = "/* include "
_VALUE = re.compile(r"[#$]\{\s*(\w+)")
_MAPPED = "\n- mapping: "
_COMMENTED = "\n- comments: "
_MAPPING = re.compile(
    r"@(?:\w+\.)*(?:Id|GeneratedValue|Column(?=\()|JoinColumn|Enumerated|Lob|Version|TableId|TableField)\b.*",
    re.DOTALL,
)
"""Annotations of a field that say what its column is: name, length, scale, key."""


def statement(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a statement as its asset has it, when all of it is known and can be read."""
    asset = unit.asset
    if not isinstance(asset, SqlAsset):
        return Refusal("no-statement", unit.name)
    if not asset.parsed:
        return Refusal("unparsed-statement", asset.kind)
    if _FOREIGN in asset.text:
        return Refusal("missing-fragment", asset.kind)
    if asset.dynamic and asset.origin != "mapper":
        return Refusal("dynamic-statement", asset.kind)
    if asset.looped:
        return Refusal("looped-statement", asset.kind)
    return Piece(asset.text, (asset.span,))


def tables(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the tables of a statement, a line each: columns as the source creates them, else the entity.

    Columns that share words with the question find room first.
    """
    asset = unit.asset
    if not isinstance(asset, SqlAsset):
        return Refusal("no-statement", unit.name)
    share = most // max(len(asset.tables), 1)
    wanted = frozenset(words(f"{asset.name} {asset.doc} {' '.join(asset.parameters)}"))
    lines: dict[str, tuple[Span, ...]] = {}
    for name in asset.tables:
        created = world.table(name, asset)
        entity = _in_place_of(name, asset, world)
        if created:
            columns = _columns(created, share, wanted)
            lines[columns.text] = columns.spans
        elif entity:
            bare, places = with_inherited(entity, world)
            told = outlines([bare], share, wanted)
            if isinstance(told, Piece):
                lines[f"{name}: {told.text}" if name not in told.text else told.text] = places
    if not lines:
        return Refusal("no-table", asset.kind)
    return Piece("\n".join(lines), joined(lines.values()))


def _in_place_of(name: str, statement: SqlAsset, world: World) -> TypeAsset | None:
    """Return the entity that is shown for a table that the source does not create."""
    return None if world.table(name, statement) else world.entity(name, statement)


def _columns(created: SqlAsset, most: int, wanted: frozenset[str]) -> Piece:
    """Return a table and those of its columns that find room, in their order."""
    items = {flat(f"{column.name} {column.type} {column.comment}"): column for column in created.columns}
    ranked = sorted(items, key=lambda item: -shared(item, wanted))
    kept = set(within(ranked, "\n", most - len(created.tables[0]) - 2).split("\n"))
    shown = [item for item in items if item in kept]
    said = (span for item in shown if (span := items[item].comment_span) is not None)
    return Piece(f"{created.tables[0]}({', '.join(shown)})", (created.span, *said))


def asked_of(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what holds a statement, in words: its name, what it takes and gives. Of a mapped statement of
    which nobody says what it takes, the names of its values are known."""
    asset = unit.asset
    if not isinstance(asset, SqlAsset) or not asset.name:
        return Refusal("no-name", unit.name)
    method = world.mapped_method(asset)
    values = asset.parameters or list(dict.fromkeys(_VALUE.findall(asset.text)))
    parameters = [f"{p.name}: {p.type}" for p in method.parameters] if method else values
    given = f" ({', '.join(map(flat, parameters))})" if parameters else ""
    type_ = method.type if method else asset.result
    result = f": {flat(type_)}" if type_ and type_ != "void" else ""
    text = f"{comment(unit)} {phrase(asset.name)}{given}{result}"
    return Piece(text, (method.span, asset.span) if method else (asset.span,))


def passed(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the fields of the types that a statement takes and gives: what its values are named by."""
    asset = unit.asset
    if not isinstance(asset, SqlAsset):
        return Refusal("no-statement", unit.name)
    method, holder = world.mapped_method(asset), world.holder(asset)
    told = [*(one.type for one in method.parameters), method.type] if method else asset.parameters
    shown = {entity.id for name in asset.tables if (entity := _in_place_of(name, asset, world))}
    named = world.named_in([*told, asset.result], holder) if holder else []
    data = [with_inherited(one, world) for one in named if one.id not in shown]
    found = outlines([bare for bare, _ in data if bare.members], most)
    spans = dict.fromkeys(span for _, places in data for span in places)
    return found._replace(spans=tuple(spans)) if isinstance(found, Piece) else found


def wish(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what is said of a statement: the comment beside it, else the documentation of its method."""
    asset = unit.asset
    if not isinstance(asset, SqlAsset):
        return Refusal("no-statement", unit.name)
    method = world.mapped_method(asset)
    told = [(asset.doc, asset.doc_span), *([(method.doc, method.doc_span)] if method else [])]
    for doc, span in told:
        bare = unmarked(doc)
        if bare.strip() and span is not None:
            return Piece(f"{comment(unit)} {brief(bare, most)}", (span,))
    return Refusal("no-doc", unit.name)


def mapped(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the class info of the entity whose table a statement creates: its fields alone, those that it
    inherits first; then what is said of fields and how they are mapped, as far as there is room."""
    asset = unit.asset
    if not isinstance(asset, SqlAsset) or not asset.columns:
        return Refusal("no-table", unit.name)
    entity = world.entity(asset.tables[0], asset)
    if entity is None:
        return Refusal("no-entity", asset.kind)
    bare, spans = with_inherited(entity, world)
    info = class_info(bare, most)
    for label, said in ((_COMMENTED, _comment_of), (_MAPPED, _mapping_of)):
        told = ((field.name, said(field)) for field in bare.members)
        items = within((flat(" ".join(one)) for one in told if one[1]), ", ", most - len(f"{info}{label}"))
        info += f"{label}{items}" if items else ""
    return Piece(info, spans)


def _comment_of(field: Member) -> str:
    """Return what a field is said to be, by its documentation or else by an annotation of Swagger."""
    return summary(unmarked(field.doc)).rstrip(".。") or swagger.shown(field.annotations, swagger.FIELD)


def _mapping_of(field: Member) -> str:
    return " ".join(filter(_MAPPING.fullmatch, field.annotations))


def with_inherited(entity: TypeAsset, world: World) -> tuple[TypeAsset, tuple[Span, ...]]:
    """Return a type with its fields alone, those that it inherits first, and where they stand."""
    cast = [*_above(entity, world), entity]
    bare = msgspec.structs.replace(entity, members=[field for one in cast for field in fields(one)])
    return bare, tuple(one.span for one in cast)


def _above(entity: TypeAsset, world: World) -> list[TypeAsset]:
    """Return the classes that an entity extends, the topmost one first; a circle ends where it begins."""
    found: dict[str, TypeAsset] = {}
    todo = [entity]
    while todo:
        lower = todo.pop()
        for one in world.named_in(lower.supertypes, lower):
            if one.kind != "interface":
                todo += [] if one.id in found else [one]
                found[one.id] = one
    return list(reversed(found.values()))
