"""What a member uses of others' code: libraries that its file imports, and what it calls of them.

A library is what is imported and is no package of the source itself and no part of the language's platform.
A call belongs to an imported type when it is made on its name, on a parameter, a field or a variable that is
declared with it, or when the name itself is called. What that does not tell is not said.
"""

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from stages.build.piece import Piece, Refusal, within
from stages.build.unit import Unit
from stages.build.words import flat
from stages.build.world import World
from stages.core.records.type_asset import Member, TypeAsset

PLATFORM = {
    "java": frozenset(("java", "jdk", "sun")),
    "kotlin": frozenset(("java", "jdk", "kotlin", "sun")),
    "python": sys.stdlib_module_names | {"asynchat", "asyncore", "distutils", "imp", "smtpd"},
    "typescript": frozenset(("node",)),
}
"""First words of imports that belong to the language; of Python with what 3.12 took out."""

_WORD = re.compile(r"[^\W\d]\w*")


class Used(NamedTuple):
    """An imported name and what is called of it."""

    imported: str
    """As the file imports it."""
    name: str
    calls: tuple[str, ...]


def libraries(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the imported names that a member uses, a line each with what it calls of them."""
    if unit.member is None or not isinstance(unit.asset, TypeAsset):
        return Refusal("no-member", unit.name)
    used = list(_used(unit.member, unit.asset, world))
    if not any(found.calls for found in used):
        return Refusal("no-library", unit.name)
    lines = [f"{one.imported}: {', '.join(one.calls)}" if one.calls else one.imported for one in used]
    text = within(sorted(lines, key=lambda line: ":" not in line), "\n", most)
    return Piece(text, (unit.member.span,)) if text else Refusal("no-library", unit.name)


def _used(member: Member, asset: TypeAsset, world: World) -> Iterator[Used]:
    said = set(_WORD.findall(member.text))
    held = {name: type_ for name, type_ in _held(asset).items() if name in said}
    for imported in asset.imports:
        name = re.split(r"[./]", imported)[-1]
        types = {name, *(field for field, type_ in held.items() if name in _WORD.findall(type_))}
        if types & said and not is_own(imported, asset, world):
            yield Used(imported, name, tuple(_calls(member, name, held)))


def _held(asset: TypeAsset) -> dict[str, str]:
    """Return the types of the fields; of one without a type that of the parameter that it is made from."""
    made = [one for member in asset.members if member.kind == "constructor" for one in member.parameters]
    given = {parameter.name: parameter.type for parameter in made}
    fields = [member for member in asset.members if member.kind == "field"]
    return {field.name: field.type or given.get(field.name.lstrip("_"), "") for field in fields}


def is_own(imported: str, asset: TypeAsset, world: World) -> bool:
    """Say whether an import is of the source itself or of the language's platform."""
    first = re.split(r"[./:]", imported)[0]
    relative = imported.startswith(".")
    of_go = (
        asset.language == "go" and "." not in imported.split("/", maxsplit=1)[0]
    )  # a module of others begins with a host
    return relative or of_go or first in PLATFORM.get(asset.language, ()) or world.owns(imported, asset)


def _calls(member: Member, name: str, held: dict[str, str]) -> list[str]:
    """Return what a member calls of a name: methods of it or of what is declared with it, or itself."""
    declared = [field for field, type_ in held.items() if name in _WORD.findall(type_)]
    declared += [one.name for one in member.parameters if name in _WORD.findall(one.type)]
    declared += re.findall(rf"\b{re.escape(name)}(?:<[^;=()]*>)?\s+([^\W\d]\w*)\s*[=;:]", member.text)
    declared += re.findall(rf"\b([^\W\d]\w*)\s*=\s*(?:new\s+|await\s+)?{re.escape(name)}\s*[(<]", member.text)
    targets = "|".join(map(re.escape, dict.fromkeys([name, *declared])))
    text = flat(member.text)
    methods = re.findall(rf"(?<![\w.])(?:this\.|self\.)?(?:{targets})\s*\.\s*([^\W\d]\w*)\s*\(", text)
    made = [name] if re.search(rf"(?<![\w.@]){re.escape(name)}(?:<[^;()]*>)?\s*\(", text) else []
    called = set(member.calls)
    return [call for call in dict.fromkeys([*made, *methods]) if call in called]
