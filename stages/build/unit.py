"""What recipes are offered: stories, groups of operations, types, members, tests."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from stages.build.params import Filter, Recipe
from stages.core.formats.api_table import render_row
from stages.core.records.api_asset import ApiAsset, Operation
from stages.core.records.section_asset import SectionAsset
from stages.core.records.span import Span
from stages.core.records.story_asset import StoryAsset
from stages.core.records.type_asset import Member, TypeAsset

TESTS = frozenset(("Test", "ParameterizedTest", "RepeatedTest"))
"""Annotations of a test method in Java."""

_ANNOTATION = re.compile(r"@(?:[\w]+\.)*(\w+)")
_VERSION = re.compile(r"v\d+|api")


class Assets(NamedTuple):
    """Everything that `model` found."""

    types: list[TypeAsset]
    apis: list[ApiAsset]
    stories: list[StoryAsset]
    sections: list[SectionAsset]


class Unit(NamedTuple):
    """One thing that a recipe may make a record of."""

    id: str
    """Id of the asset, and the name of the member or the number of the group; a member whose name the type
    has again, such as an overloaded method, gets `~2`, `~3`, ... in the order of the members."""
    asset: TypeAsset | ApiAsset | StoryAsset
    member: Member | None = None
    operations: tuple[Operation, ...] = ()
    spans: tuple[Span, ...] = ()
    """Where the operations stand."""

    @property
    def name(self) -> str:
        """What an instruction calls it."""
        if self.member is not None:
            return self.member.name
        match self.asset:
            case TypeAsset(name=name):
                return name
            case ApiAsset(tag=tag, title=title):
                return tag or title
            case StoryAsset(title=title, topic=topic):
                return title or topic

    @property
    def blob(self) -> str:
        """Blob of the asset."""
        return self.asset.spans[0].blob if isinstance(self.asset, ApiAsset) else self.asset.span.blob

    @property
    def places(self) -> list[Span]:
        """Return where the unit stands: the member, the operations of the group, or the whole asset."""
        if self.member is not None:
            return [self.member.span]
        return list(self.spans) if isinstance(self.asset, ApiAsset) else [self.asset.span]

    @property
    def path(self) -> str:
        """Path of the asset's document."""
        return self.asset.document.removeprefix(f"{self.asset.source}:")


def simple_names(annotations: list[str]) -> set[str]:
    """Return the names of annotations without package and arguments."""
    return {found[1] for found in map(_ANNOTATION.match, annotations) if found}


def is_test(member: Member) -> bool:
    """Say whether a member is a test method, in Java or Python."""
    return bool(simple_names(member.annotations) & TESTS) or member.name.startswith("test_")


def units(recipe: Recipe, assets: Assets) -> Iterator[Unit]:
    """Yield what `recipe` is offered, in the order of the assets."""
    match recipe.unit:
        case "story":
            yield from (
                Unit(s.id, s) for s in assets.stories if _has(recipe.filter.languages, s.natural_language)
            )
        case "api":
            wanted = (a for a in assets.apis if _has(recipe.filter.languages, a.natural_language))
            yield from (unit for asset in wanted for unit in _groups(asset, recipe.limits.pack))
        case "type":
            yield from (Unit(t.id, t) for t in assets.types if _fits_type(recipe.filter, t))
        case "member" | "test":
            yield from (
                Unit(id, asset, member)
                for asset in assets.types
                for id, member in _identified(asset)
                if _fits_member(recipe.filter, asset, member) and is_test(member) == (recipe.unit == "test")
            )


def _identified(asset: TypeAsset) -> Iterator[tuple[str, Member]]:
    """Yield every member with its id, which does not depend on what a recipe lets in."""
    seen: Counter[str] = Counter()
    for member in asset.members:
        seen[member.name] += 1
        again = f"~{seen[member.name]}" if seen[member.name] > 1 else ""
        yield f"{asset.id}.{member.name}{again}", member


def _has(wanted: list[str], found: str) -> bool:
    return not wanted or found in wanted


def _carries(wanted: list[str], annotations: list[str]) -> bool:
    return not wanted or not simple_names(annotations).isdisjoint(wanted)


def _fits_type(wanted: Filter, asset: TypeAsset) -> bool:
    return (
        _has(wanted.languages, asset.language)
        and _has(wanted.roles, asset.role)
        and _has(wanted.kinds, asset.kind)
        and _carries(wanted.annotations, asset.annotations)
    )


def _fits_member(wanted: Filter, asset: TypeAsset, member: Member) -> bool:
    return (
        _has(wanted.languages, asset.language)
        and _has(wanted.roles, asset.role)
        and _has(wanted.kinds, member.kind)
        and _carries(wanted.annotations, member.annotations)
    )


def resource_words(path: str) -> list[str]:
    """Return the fixed segments of a path, without base segments such as `api` and `v1`."""
    segments = [segment for segment in path.split("/") if segment and "{" not in segment]
    return [segment for segment in segments if not _VERSION.fullmatch(segment)]


def _groups(asset: ApiAsset, most: int) -> Iterator[Unit]:
    """Yield groups of operations whose rows together stay within `most` characters; one alone may exceed it.

    Operations of one resource stay together where they fit: they are sorted by their first path segment.
    """
    indexed = sorted(
        zip(asset.operations, asset.spans, strict=True),
        key=lambda entry: (resource_words(entry[0].path)[:1], entry[1].start),
    )
    groups: list[list[tuple[Operation, Span]]] = []
    size = 0
    for operation, span in indexed:
        length = len(render_row(operation))
        if not groups or size + length > most:
            groups.append([])
            size = 0
        groups[-1].append((operation, span))
        size += length
    for number, group in enumerate(groups):
        operations, spans = zip(*group, strict=True)
        yield Unit(f"{asset.id}[{number}]" if len(groups) > 1 else asset.id, asset, None, operations, spans)
