"""Class info that fits: what is known before the answer is written, in few characters.

Only signatures choose what is shown, never the answer: a user who asks for a method has no body yet.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain
from typing import NamedTuple

from stages.build.kept import kept
from stages.build.piece import Piece, Refusal, within
from stages.build.unit import Unit, simple_name
from stages.build.words import Worded, flat, words
from stages.build.world import World, fields, is_accessor, is_constant, methods
from stages.core.formats import class_comment, class_short
from stages.core.formats.class_info import ClassInfo, Field, Method, of_type, render, shown_as, used_as
from stages.core.records.type_asset import Member, TypeAsset

KEPT_ANNOTATIONS = (
    "@RequestMapping",
    "@Table",
    "@FeignClient",
    "@Slf4j",
    "@Log4j",
    "@CommonsLog",
    "@Builder",
)
"""Annotations that say something which fields and methods do not, such as that there is a `log`."""

Write = Callable[[ClassInfo], str]
"""Renders class info in one of its forms, in which the length of an item depends on no other one: only the
first one of its kind has a label beside it."""

_COMMENTS: dict[str, Write] = {mark: partial(class_comment.render, mark=mark) for mark in class_comment.MARKS}
_DATA = frozenset(("BaseModel", "NamedTuple", "TypedDict"))
"""Supertypes of Python whose fields an object is made of."""
_LITERALS = {("go", "class"): "{} {}", ("typescript", "interface"): "{}: {}"}
"""How a field stands in the literal that makes an object, by language and kind of type."""
_TABLE = re.compile(r'@Table\(.*?\bname\s*=\s*"([^"]+)"|@TableName\("([^"]+)"', re.DOTALL)


def class_info(
    asset: TypeAsset,
    most: int,
    left_out: Member | None = None,
    wanted: frozenset[str] = frozenset(),
    write: Write = render,
) -> str:
    """Return the class info of a type as `write` renders it, shortened to `most` characters.

    Fields come first, then methods, then constructors; of the methods those first that share words with
    `wanted`. `left_out` is the member that the record asks for; where it is the whole type, constructors come
    before methods, since no name tells how many there are.
    """
    told = _told(asset)
    ranked = map(told.methods.__getitem__, told.said.ranked(wanted))
    rest = (ranked, told.constructors) if left_out else (told.constructors, ranked)
    shown: list[_Item] = []
    kinds: set[str] = set()
    size = told.size(write)
    for one in chain(told.fields, *rest):
        if size + told.least > most:
            break
        if one.member is not left_out and size + one.least <= most:
            kind = used_as(one.member)
            length = size + told.added(one, write)[kind in kinds]
            if length <= most:
                shown.append(one)
                kinds.add(kind)
                size = length
    return write(_with(told.head, shown))


class _Item(NamedTuple):
    member: Member
    item: Field | Method | tuple[str, ...]
    least: int
    """Characters that it takes in any form of class info, at least: those of its names and types."""
    sizes: dict[Write, tuple[int, int]]
    """Those that it takes in a form as the first one of its kind and as a further one, once known."""


class _Told(NamedTuple):
    """What class info can say of a type."""

    head: ClassInfo
    fields: list[_Item]
    methods: list[_Item]
    """Without accessors."""
    constructors: list[_Item]
    said: Worded
    """Names and types of the methods."""
    least: int
    """Characters that the shortest item takes, at least."""
    sizes: dict[Write, int]
    """Characters of the head in a form, once they are known."""

    def size(self, write: Write) -> int:
        """Return the characters of the head."""
        if write not in self.sizes:
            self.sizes[write] = len(write(self.head))
        return self.sizes[write]

    def added(self, one: _Item, write: Write) -> tuple[int, int]:
        """Return the characters that an item adds as the first one of its kind, and as a further one."""
        if write not in one.sizes:
            first, second = (len(write(_with(self.head, [one] * count))) for count in (1, 2))
            one.sizes[write] = first - self.size(write), second - first
        return one.sizes[write]


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
    constructors = _items_of(asset, "constructor", full.constructors)
    said = Worded(words(f"{one.member.name} {one.member.type}") for one in telling)
    least = min((one.least for one in (*fields, *telling, *constructors)), default=0)
    return _Told(head, fields, telling, constructors, said, least, {})


def _items_of(asset: TypeAsset, kind: str, items: Iterable[Field | Method | tuple[str, ...]]) -> list[_Item]:
    members = shown_as(kind, asset)
    return [_Item(member, item, _least(item), {}) for member, item in zip(members, items, strict=True)]


def _least(item: Field | Method | tuple[str, ...]) -> int:
    match item:
        case Field(name, type_):
            return len(name) + len(type_)
        case Method(name, parameters, type_):
            return len(name) + len(type_) + sum(map(len, parameters))
        case _:
            return sum(map(len, item))


def _with(head: ClassInfo, items: Iterable[_Item]) -> ClassInfo:
    """Return the class info of a head and items."""
    found = [one.item for one in items]
    fields = tuple(item for item in found if isinstance(item, Field))
    methods = tuple(item for item in found if isinstance(item, Method))
    others = tuple(item for item in found if not isinstance(item, Field | Method))
    return head._replace(fields=fields, methods=methods, constructors=others)


def outline(asset: TypeAsset, most: int) -> str:
    """Return one line on a type: its name, and its methods, or its fields when it has no telling method."""
    listed = within(_items(asset).texts, ", ", most)
    return f"{_items(asset).name}: {listed}" if listed else _items(asset).name


class _Items(NamedTuple):
    """What can be used of a type."""

    name: str
    """Of the type, with its table."""
    texts: list[str]
    said: Worded
    """Their words."""


@kept
def _items(asset: TypeAsset) -> _Items:
    """Return what can be used of a type: constants of an enum, fields of data, properties, then its methods;
    of a module its fields, too."""
    data = asset.role in ("entity", "dto") or asset.kind in ("enum", "module", "record") or _is_data(asset)
    shown = [
        field.name if is_constant(asset, field) else _typed(field)
        for field in fields(asset)
        if asset.kind != "enum" or is_constant(asset, field)
    ]
    open_ = [method for method in methods(asset) if "private" not in method.modifiers]
    read = [_typed(method) for method in open_ if used_as(method) == "field"]
    called = [*read, *(signed(method) for method in open_ if used_as(method) == "method")]
    items = [*shown, *called] if data else called or shown
    return _Items(_named(asset), items, Worded(map(words, items)))


def _is_data(asset: TypeAsset) -> bool:
    """Say whether a class of Python is made of the fields that it declares."""
    declared = any(annotation.lstrip("@").startswith("dataclass") for annotation in asset.annotations)
    return declared or any(name.rpartition(".")[2] in _DATA for name in asset.supertypes)


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
    if asset.kind == "record" or _is_data(asset):
        return [f"{name}({', '.join(_declared(f.name, f.type, asset.language) for f in fields(asset))})"]
    if literal := _LITERALS.get((asset.language, asset.kind)):
        listed = ", ".join(literal.format(field.name, flat(field.type)) for field in fields(asset))
        return [f"{name}{{{listed}}}"] if listed else []
    return [
        f"{name}({', '.join(_declared(p.name, p.type, asset.language) for p in found.parameters)})"
        for found in asset.members
        if found.kind == "constructor" and found.parameters
    ]


def _declared(name: str, type_: str, language: str) -> str:
    """Return a parameter as its language writes it."""
    type_ = flat(type_)
    written = {"java": f"{type_} {name}", "go": f"{name} {type_}"}
    return written.get(language, f"{name}: {type_}") if type_ else name


def asked(unit: Unit) -> frozenset[str]:
    """Return the words of what is asked for: a member's name, documentation and signature."""
    member = unit.member
    return _asked(f"{member.name} {member.doc} {member.signature}") if member else frozenset()


@lru_cache(maxsize=2)
def _asked(text: str) -> frozenset[str]:
    """Return the words of what several pieces of one member are chosen by."""
    return frozenset(words(text))


def info_of_unit(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the class info of the unit's type, what shares words with the question first."""
    return _info(unit, most, render)


def short_of_unit(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the same in the old form of class info."""
    return _info(unit, most, class_short.render)


def comment_of_unit(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the same as a comment of the unit's language."""
    mark = "#" if isinstance(unit.asset, TypeAsset) and unit.asset.language == "python" else "//"
    return _info(unit, most, _COMMENTS[mark])


def _info(unit: Unit, most: int, write: Write) -> Piece | Refusal:
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    return Piece(class_info(unit.asset, most, unit.member, asked(unit), write), (unit.asset.span,))


def related(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return outlines of the types that may be used, a line each: those of the signature, what is inherited,
    those of the fields, those that the other methods of the type give, and, for a member, those that the file
    imports and those that stand in it. Items that share words with the question come first."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    asset = unit.asset
    found = world.signature_types(unit.member, asset) if unit.member else []
    inherited = [one for one in world.inherited(asset) if one.members]
    every = [*found, *inherited, *world.field_types(asset), *world.given_types(asset)]
    near = {one.id: one for one in every}
    beside = [*world.imported_types(asset), *world.neighbours(asset)] if unit.member else []
    others = {one.id: one for one in beside if one.id not in near}
    return outlines(list(near.values()), most, asked(unit), others.values())


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
    every = [*assets, *others]
    items = list(map(_items, every))
    shortest = min((len(text) for one in items for text in one.texts), default=0)
    kept: dict[int, list[int]] = {}
    size = 0
    for number, place in _ranked(items, len(assets), wanted):
        if size + shortest + 2 > most:
            break
        length = len(items[number].texts[place]) + 2
        length += 0 if number in kept else len(items[number].name) + 1
        if size + length <= most:
            kept.setdefault(number, []).append(place)
            size += length
    lines = [
        f"{items[n].name}: {', '.join(map(items[n].texts.__getitem__, sorted(places)))}"
        for n, places in sorted(kept.items())
    ]
    spans = tuple(every[number].span for number in sorted(kept))
    return Piece("\n".join(lines), spans) if lines else Refusal("no-related-type", "")


def _ranked(items: list[_Items], near: int, wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield numbers of types and places of their items: by the words that they share with `wanted`, then
    those of the first `near` types, then by place; what shares none is looked at when it is asked for."""
    shared = [one.said.shared(wanted) for one in items]
    sharing = sorted(
        (-count, number >= near, place, number)
        for number, counts in enumerate(shared)
        for place, count in counts.items()
    )
    yield from ((number, place) for _, _, place, number in sharing)
    yield from (
        (number, place)
        for numbers in (range(near), range(near, len(items)))
        for place in range(max((len(items[number].texts) for number in numbers), default=0))
        for number in numbers
        if place < len(items[number].texts) and place not in shared[number]
    )
