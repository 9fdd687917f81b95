"""What a member uses of others' code: libraries that its file imports, and what it calls of them.

A library is what is imported and is no package of the source itself and no part of the language's platform.
A call belongs to an imported type when it is made on its name, on a parameter, a field or a variable that is
declared with it, or when the name itself is called. What that does not tell is not said.
"""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from stages.build.kept import kept
from stages.build.piece import Piece, Refusal, within
from stages.build.unit import Unit
from stages.build.words import flat
from stages.build.world import World
from stages.core.records.type_asset import Member, TypeAsset

_NODE = frozenset(
    (
        "assert", "async_hooks", "buffer", "child_process", "cluster", "console", "crypto", "dgram", "dns",
        "events", "fs", "http", "http2", "https", "module", "net", "node", "os", "path", "perf_hooks",
        "process", "punycode", "querystring", "readline", "repl", "stream", "string_decoder", "timers", "tls",
        "tty", "url", "util", "v8", "vm", "worker_threads", "zlib",
    )
)  # fmt: skip
"""Modules of Node.js."""
PLATFORM = {
    "java": frozenset(("java", "jdk", "sun")),
    "javascript": _NODE,
    "kotlin": frozenset(("java", "jdk", "kotlin", "sun")),
    "python": sys.stdlib_module_names | {"asynchat", "asyncore", "distutils", "imp", "smtpd"},
    "typescript": _NODE,
}
"""First words of imports that belong to the language; of Python with what 3.12 took out."""

_WORD = re.compile(r"[^\W\d]\w*")
_DECLARED = re.compile(r"\b([^\W\d]\w*)(?=(?:<[^;=()]*>)?\s+([^\W\d]\w*)\s*[=;:])")
_MADE = re.compile(r"\b([^\W\d]\w*)\s*=\s*(?:new\s+|await\s+)?([^\W\d]\w*)\s*[(<]")
_METHOD = re.compile(r"(?<![\w.])(?:this\.|self\.)?([^\W\d]\w*)\s*\.\s*([^\W\d]\w*)\s*\(")
_CALLED = re.compile(r"(?<![\w.@])([^\W\d]\w*)(?=(?:<[^;()]*>)?\s*\()")


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
    held = {name: types for name, types in _held(asset).items() if name in said}
    for imported, name in _imported(asset):
        types = {name, *(field for field, words in held.items() if name in words)}
        if types & said and not is_own(imported, asset, world):
            yield Used(imported, name, tuple(_calls(_read(member.text), member, name, held)))


@kept
def _imported(asset: TypeAsset) -> list[tuple[str, str]]:
    """Return the imports with the names that they give."""
    return [(imported, re.split(r"[./]", imported)[-1]) for imported in asset.imports]


@kept
def _held(asset: TypeAsset) -> dict[str, frozenset[str]]:
    """Return the words in the types of the fields; of one without a type in that of the parameter that it is
    made from."""
    made = [one for member in asset.members if member.kind == "constructor" for one in member.parameters]
    given = {parameter.name: parameter.type for parameter in made}
    fields = [member for member in asset.members if member.kind == "field"]
    types = {field.name: field.type or given.get(field.name.lstrip("_"), "") for field in fields}
    return {name: frozenset(_WORD.findall(type_)) for name, type_ in types.items()}


def is_own(imported: str, asset: TypeAsset, world: World) -> bool:
    """Say whether an import is of the source itself or of the language's platform."""
    first = re.split(r"[./:]", imported)[0]
    relative = imported.startswith(".")
    of_go = (
        asset.language == "go" and "." not in imported.split("/", maxsplit=1)[0]
    )  # a module of others begins with a host
    return relative or of_go or first in PLATFORM.get(asset.language, ()) or world.owns(imported, asset)


class _Read(NamedTuple):
    """A member, by what stands around the names in it."""

    declared: list[tuple[str, str]]
    """Type and name of each variable that is declared with its type."""
    made: list[tuple[str, str]]
    """Type and name of each variable that is set to a call of it."""
    methods: list[tuple[str, str]]
    """Names and what is called on them."""
    called: frozenset[str]
    """Names that are called themselves."""


@lru_cache(maxsize=8)
def _read(text: str) -> _Read:
    made = [(type_, name) for name, type_ in _MADE.findall(text)]
    line = flat(text)
    return _Read(_DECLARED.findall(text), made, _METHOD.findall(line), frozenset(_CALLED.findall(line)))


def _calls(read: _Read, member: Member, name: str, held: dict[str, frozenset[str]]) -> list[str]:
    """Return what a member calls of a name: methods of it or of what is declared with it, or itself."""
    targets = {name, *(field for field, words in held.items() if name in words)}
    targets |= {one.name for one in member.parameters if name in _WORD.findall(one.type)}
    targets |= {variable for type_, variable in (*read.declared, *read.made) if type_ == name}
    methods = [method for target, method in read.methods if target in targets]
    made = [name] if name in read.called else []
    called = set(member.calls)
    return [call for call in dict.fromkeys([*made, *methods]) if call in called]
