"""Find the types that a type uses."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath
from posixpath import commonprefix
from sys import intern
from typing import TypeVar

from msgspec.structs import replace

from stages.build.chunks import Asked, Chunk, Chunks
from stages.build.kept import kept
from stages.build.unit import Assets, simple_name
from stages.core.records.build_asset import BuildAsset
from stages.core.records.sql_asset import SqlAsset
from stages.core.records.type_asset import Member, TypeAsset
from stages.core.standards.asked import rules
from stages.core.standards.settings import Standards

_TABLE = re.compile(r'@(?:Table|TableName|Entity)\((?:[^)"]*\b(?:name|value)\s*=\s*)?"([^"]+)"')
_MODELS = ("model", "models", "domain", "entity", "entities", "bean", "pojo", "po")
"""Last parts of packages whose classes are stored, whatever is written on them."""
_HOSTS = ("bitbucket.org", "gitee.com", "github.com", "gitlab.com", "golang.org")
"""Hosts whose paths begin with an owner and a repository: a module of Go is no shorter there."""
_JVM = ("java", "kotlin")
"""Languages whose imports name the type that is meant: `java.util.Set` is no `Set` of the source."""
_NAME = re.compile(r"\b[A-Z]\w*")
_STUB = re.compile(
    r"\s*(?:(\"{3}|'{3})(?:(?!\1).)*\1\s*)?"
    r"(?:\.\.\.|pass|raise NotImplementedError\b(?:\((?:[^()]|\([^()]*\))*\)|[^\n]*)"
    r"|[{=]\s*TODO\([^)]*\)\s*\}?"
    r"|\{(?:\s|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)*\})?\s*",
    re.DOTALL,
)
_ACCESSOR = re.compile(r"(?:get|set|is|with)([A-Z]\w*)|(\w+)")

_Place = tuple[str, str]
"""By what others know a type: `document`, `package` or `import`, and which."""


class World:
    """The types of all sources by what other code calls them, APIs, stories, tables and build files beside,
    and the rules that look at them. Of a type only its number is held; it is read when it is asked for."""

    def __init__(self, assets: Assets, settings: Standards) -> None:
        """Index the assets; raises PipelineError when the standards leave a rule out."""
        self._at = assets.types.__getitem__
        self._count = len(assets.types)
        self.rules = rules(settings)
        self.standards = settings.standards
        self.apis = assets.apis
        self.stories = assets.stories
        self._packages: set[tuple[str, str]] = set()
        self._tables: dict[tuple[str, str], list[SqlAsset]] = defaultdict(list)
        for found in assets.sql:
            if found.columns and found.tables:
                self._tables[found.source, found.tables[0].lower()].append(found)
        self._builds: dict[tuple[str, str], list[BuildAsset]] = defaultdict(list)
        for build in assets.builds:
            self._builds[build.source, build.folder].append(build)
        self._entities: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_id: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_document: dict[str, list[int]] = defaultdict(list)
        self._by_source: dict[str, list[str]] = defaultdict(list)
        self._first: dict[tuple[str, str, str, str], int] = {}
        self._again: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
        self._meant = kept(self._resolving)
        self.field_types = kept(self._field_types)
        self.given_types = kept(self._given_types)
        self.inherited = kept(self._inherited)
        self.imported_types = kept(self._imported_types)
        for number, asset in enumerate(assets.types):
            self._index(number, asset)
        self._chunks = Chunks(lambda id: self._at(self._by_id[id]), self._by_source)

    def _index(self, number: int, asset: TypeAsset) -> None:
        source, name = intern(asset.source), intern(simple_name(asset))
        self._by_id[asset.id] = number
        self._by_source[source].append(asset.id)
        self._by_name[source, name].append(number)
        for kind, place in _places(asset):
            known = (source, name, kind, intern(place))
            if self._first.setdefault(known, number) != number:
                self._again[known].append(number)
        self._by_document[intern(asset.document)].append(number)
        for table in table_names(asset):
            self._entities[source, table].append(number)
        if asset.package:
            self._packages.add((source, intern(asset.package)))

    def _read(self, numbers: Iterable[int]) -> list[TypeAsset]:
        return [self._at(number) for number in numbers]

    def types(self) -> Iterator[TypeAsset]:
        """Yield every type, in the order of the assets."""
        return map(self._at, range(self._count))

    def type(self, id: str) -> TypeAsset | None:
        """Return the type with this id."""
        number = self._by_id.get(id)
        return None if number is None else self._at(number)

    def resolve(self, name: str, user: TypeAsset) -> TypeAsset | None:
        """Return the type of the same source that `user` means by a simple name.

        In this order: one of the same file, of the same package, or an imported one, the nearest of several;
        or the only one. In Java and Kotlin that one must be nested in another, or its package imported whole,
        and the name not be imported from elsewhere: `Object` means none of the source.
        """
        return self._meant(user)(name)

    def _resolving(self, user: TypeAsset) -> Callable[[str], TypeAsset | None]:
        """Return what resolves the names of one user: where to seek them is the same for all."""
        targets = [("import", tail) for target in user.imports for tail in _tails(target)]
        places = ([("document", user.document)], [("package", user.package)], targets)
        return cache(lambda name: self._resolved(name, user, places))

    def _resolved(self, name: str, user: TypeAsset, places: Iterable[list[_Place]]) -> TypeAsset | None:
        if (user.source, name) not in self._by_name:
            return None
        for near in places:
            known = [(user.source, name, *place) for place in near]
            found = sorted(number for place in known if (number := self._first.get(place)) is not None)
            again = [number for place in known for number in self._again.get(place, ())]
            if found:
                return _nearest(self._read([*found, *again]), user) if again else self._at(found[0])
        only = self._by_name[user.source, name]
        one = self._at(only[0]) if len(only) == 1 else None
        return one if one is not None and (user.language not in _JVM or _may_mean(one, user)) else None

    def named_in(self, texts: Iterable[str], user: TypeAsset) -> list[TypeAsset]:
        """Return the types of the same source that the texts name, in order, once each, without `user`."""
        found = (self.resolve(name, user) for text in texts for name in _NAME.findall(text))
        return list(
            {asset.id: asset for asset in found if asset is not None and asset.id != user.id}.values()
        )

    def owns(self, imported: str, user: TypeAsset) -> bool:
        """Say whether an import is of a package of the user's source, or of one below or above it; in Go,
        whether its path ends in a folder of the source, behind host, owner and repository."""
        if user.language == "go":
            folders = imported.split("/")
            above = range(3 if folders[0] in _HOSTS else 2, len(folders))
            return any((user.source, "/".join(folders[size:])) in self._packages for size in above)
        parts = re.split(r"[./]", imported)
        return any(
            (user.source, ".".join(parts[:size])) in self._packages for size in range(1, len(parts) + 1)
        )

    def similar(self, asked: Asked, most: int) -> Chunk | None:
        """Return the member of another file of the source that is most like what is asked about."""
        return self._chunks.similar(asked, most)

    def table(self, name: str, user: SqlAsset) -> SqlAsset | None:
        """Return the statement of the same source that creates a table, the nearest one of several."""
        return _nearest(self._tables.get((user.source, name.lower()), []), user)

    def entity(self, name: str, user: SqlAsset) -> TypeAsset | None:
        """Return the entity of the same source that a table, or a name of JPQL, stands for.

        Of several the nearest one; a table may have a prefix and be named in the plural. What stands before
        the name of another table is no prefix: `vet_specialties` beside `specialties`.
        """
        bare = name.lower().replace("_", "")
        rest = name.lower().partition("_")[2]
        tries = [bare, bare.removesuffix("s")]
        tries += [] if (user.source, rest) in self._tables else [rest.replace("_", "")]
        found = (
            self._read(self._entities.get((user.source, tried), []))
            for tried in dict.fromkeys(tries)
            if tried
        )
        return next((entity for entities in found if (entity := _nearest(entities, user))), None)

    def holder(self, statement: SqlAsset) -> TypeAsset | None:
        """Return the type that a statement stands in, or whose mapper does."""
        named = self._by_name.get((statement.source, statement.owner), [])
        return _nearest(self._read(named), statement)

    def mapped_method(self, statement: SqlAsset) -> Member | None:
        """Return the method of the mapper's interface that a mapped statement stands for."""
        holder = self.holder(statement) if statement.origin == "mapper" else None
        members = holder.members if holder else []
        return next((m for m in members if m.name == statement.name and m.kind == "method"), None)

    def builds(self, source: str, path: PurePosixPath, tools: Iterable[str]) -> list[BuildAsset]:
        """Return the build files of these tools in the folder of a file and above it, the nearest first."""
        folders = ["" if str(folder) == "." else str(folder) for folder in path.parents]
        return [build for f in folders for build in self._builds.get((source, f), []) if build.tool in tools]

    def neighbours(self, asset: TypeAsset) -> list[TypeAsset]:
        """Return the other types of the same file."""
        return [a for a in self._read(self._by_document[asset.document]) if a.id != asset.id]

    def signature_types(self, member: Member, user: TypeAsset) -> list[TypeAsset]:
        """Return the types of the parameters and of the result."""
        return self.named_in([*(parameter.type for parameter in member.parameters), member.type], user)

    def _field_types(self, asset: TypeAsset) -> list[TypeAsset]:
        """Return the types of the fields."""
        return self.named_in((field.type for field in fields(asset)), asset)

    def _given_types(self, asset: TypeAsset) -> list[TypeAsset]:
        """Return the types that the methods give."""
        return self.named_in((method.type for method in methods(asset)), asset)

    def _inherited(self, asset: TypeAsset) -> list[TypeAsset]:
        """Return the supertypes, each with what the type does not declare itself."""
        own = {member.name for member in asset.members}
        return [
            replace(found, members=[member for member in found.members if member.name not in own])
            for found in self.named_in(asset.supertypes, asset)
        ]

    def _imported_types(self, asset: TypeAsset) -> list[TypeAsset]:
        """Return the types of the same source that the file imports by name."""
        return self.named_in(asset.imports, asset)


_Asset = TypeVar("_Asset", TypeAsset, SqlAsset)


def _may_mean(found: TypeAsset, user: TypeAsset) -> bool:
    """Say whether a type of another package may be meant by its simple name, though it is not imported."""
    name = simple_name(found)
    inherited = found.name != name or f"{found.package}.*" in user.imports
    return inherited and not any(one.endswith(f".{name}") for one in user.imports)


def _nearest(found: list[_Asset], user: SqlAsset | TypeAsset) -> _Asset | None:
    """Return the asset whose file shares most folders with that of `user`, the first one of several."""
    return max(found, key=lambda asset: len(commonprefix([asset.document, user.document])), default=None)


def _places(asset: TypeAsset) -> Iterator[_Place]:
    """Yield by what others of its source know a type: its file, its package, and what they import."""
    yield "document", asset.document
    yield "package", asset.package
    yield "import", f"/{asset.package}" if asset.language == "go" else f"{asset.package}.{asset.name}"


def _tails(target: str) -> list[str]:
    """Return an import, and what may be the folder of a package of Go: what follows each slash, with it."""
    return [target, *(target[start:] for start, sign in enumerate(target) if sign == "/")]


def table_names(asset: TypeAsset) -> set[str]:
    """Return the names, in lower case and without underscores, that a table may have for an entity."""
    if asset.role not in ("entity", "dto", "other") or asset.kind not in ("class", "record"):
        return set()
    said = {found[1] for found in map(_TABLE.search, asset.annotations) if found}
    own = {simple_name(asset)} if asset.role == "entity" or asset.package.endswith(_MODELS) else set[str]()
    return {name.lower().replace("_", "") for name in said | own}


def is_constant(asset: TypeAsset, field: Member) -> bool:
    """Say whether a field is a constant of an enum."""
    return asset.kind == "enum" and field.type in ("", simple_name(asset))


def fields(asset: TypeAsset) -> Iterator[Member]:
    """Yield the fields of a type that every object has of its own, and the constants of an enum."""
    return (
        member
        for member in asset.members
        if member.kind == "field" and ("static" not in member.modifiers or asset.kind == "enum")
    )


def methods(asset: TypeAsset) -> Iterator[Member]:
    """Yield the methods of a type that say more than a field does."""
    return (member for member in asset.members if member.kind == "method" and not is_accessor(asset, member))


def is_accessor(asset: TypeAsset, member: Member) -> bool:
    """Say whether a method only gets or sets a field of its type, or is one that every object has."""
    if member.name in ("equals", "hashCode", "toString"):
        return True
    statements = member.body.strip().strip("{}").strip()
    if statements.count(";") > 2 or "(" in statements:
        return False
    found = _ACCESSOR.fullmatch(member.name)
    name = (found[1] or found[2]) if found else ""
    return not _field_names(asset).isdisjoint((name, name[:1].lower() + name[1:], f"_{name}"))


def has_code(member: Member) -> bool:
    """Say whether a member has a body that does something: not `...` or a docstring alone, as in a protocol,
    nor what is still to be written, nor comments alone."""
    return bool(member.body) and _STUB.fullmatch(member.body) is None


_field_names = kept(lambda asset: frozenset(field.name for field in fields(asset)))
