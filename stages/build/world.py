"""Find the types that a type uses."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from stages.core.records.type_asset import Member, TypeAsset

_NAME = re.compile(r"\b[A-Z]\w*")


class World:
    """The types of all sources, by what other code calls them."""

    def __init__(self, types: list[TypeAsset]) -> None:
        """Index `types`."""
        self._by_id = {asset.id: asset for asset in types}
        self._by_name: dict[tuple[str, str], list[TypeAsset]] = defaultdict(list)
        self._by_document: dict[str, list[TypeAsset]] = defaultdict(list)
        for asset in types:
            self._by_name[asset.source, simple_name(asset)].append(asset)
            self._by_document[asset.document].append(asset)

    def type(self, id: str) -> TypeAsset | None:
        """Return the type with this id."""
        return self._by_id.get(id)

    def resolve(self, name: str, user: TypeAsset) -> TypeAsset | None:
        """Return the type of the same source that `user` means by a simple name.

        In this order: one of the same file, of the same package, an imported one, or the only one.
        """
        found = self._by_name.get((user.source, name), [])
        return next(
            (
                asset
                for rank in (_nested, _same_package, _imported, lambda *_: len(found) == 1)
                for asset in found
                if rank(asset, user)
            ),
            None,
        )

    def named_in(self, texts: Iterable[str], user: TypeAsset) -> list[TypeAsset]:
        """Return the types of the same source that the texts name, in order, once each, without `user`."""
        found = (self.resolve(name, user) for text in texts for name in _NAME.findall(text))
        return list(
            {asset.id: asset for asset in found if asset is not None and asset.id != user.id}.values()
        )

    def neighbours(self, asset: TypeAsset) -> list[TypeAsset]:
        """Return the other types of the same file."""
        return [a for a in self._by_document[asset.document] if a.id != asset.id]

    def signature_types(self, member: Member, user: TypeAsset) -> list[TypeAsset]:
        """Return the types of the parameters and of the result."""
        return self.named_in([*(parameter.type for parameter in member.parameters), member.type], user)

    def field_types(self, asset: TypeAsset) -> list[TypeAsset]:
        """Return the types of the fields."""
        return self.named_in((field.type for field in fields(asset)), asset)


def _nested(asset: TypeAsset, user: TypeAsset) -> bool:
    return asset.document == user.document


def _same_package(asset: TypeAsset, user: TypeAsset) -> bool:
    return asset.package == user.package


def _imported(asset: TypeAsset, user: TypeAsset) -> bool:
    if asset.language == "go":
        return any(target.endswith(f"/{asset.package}") for target in user.imports)
    return f"{asset.package}.{asset.name}" in user.imports


def simple_name(asset: TypeAsset) -> str:
    """Return the name of a type without the types around it."""
    return asset.name.rpartition(".")[2]


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
    found = re.fullmatch(r"(?:get|set|is|with)([A-Z]\w*)|(\w+)", member.name)
    name = (found[1] or found[2]) if found else ""
    named = {field.name for field in fields(asset)} & {name, name[:1].lower() + name[1:]}
    statements = member.body.strip().strip("{}").strip()
    return bool(named) and statements.count(";") <= 2 and "(" not in statements
