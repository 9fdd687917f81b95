"""What recipes are offered: stories, groups of operations, types, members, tests, statements, diagrams."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from stages.build.kept import kept
from stages.build.params import Filter, Recipe
from stages.core.formats.api_table import render_row
from stages.core.formats.markdown import cells, plain
from stages.core.records.api_asset import ApiAsset, Operation
from stages.core.records.build_asset import BuildAsset
from stages.core.records.change_asset import ChangeAsset
from stages.core.records.diagram_asset import DiagramAsset
from stages.core.records.section_asset import SectionAsset
from stages.core.records.span import Span
from stages.core.records.sql_asset import SqlAsset
from stages.core.records.story_asset import StoryAsset
from stages.core.records.suggestion_asset import SuggestionAsset
from stages.core.records.type_asset import Member, TypeAsset
from stages.core.standards.source import simple_names

TESTS = frozenset(("Test", "ParameterizedTest", "RepeatedTest"))
"""Annotations of a test method in Java."""

_CASE = re.compile(
    r"(?:it|test)(?:\.\w+)?\("
    r"|func (?:\(\w+ \*?\w*Suite\) )?Test\w*\((?:\w+ \*testing\.T)?\)"
)
"""How a test begins in TypeScript, and in Go with the suites of testify."""
_VERSION = re.compile(r"v\d+|api")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(\S.*?)\s*")


_KINDS: dict[type, str] = {
    TypeAsset: "type",
    ApiAsset: "api",
    SqlAsset: "sql",
    StoryAsset: "story",
    SectionAsset: "section",
    DiagramAsset: "diagram",
    SuggestionAsset: "suggestion",
    ChangeAsset: "change",
}


class Assets(NamedTuple):
    """Everything that `model` found."""

    types: Sequence[TypeAsset]
    apis: list[ApiAsset]
    sql: list[SqlAsset]
    stories: list[StoryAsset]
    sections: list[SectionAsset]
    diagrams: list[DiagramAsset]
    builds: list[BuildAsset]
    """No unit: what the frameworks of types are known by."""
    suggestions: list[SuggestionAsset]
    changes: list[ChangeAsset]


def of_classes(assets: Assets, classes: Sequence[str]) -> Assets:
    """Return the assets of the sources of these classes."""
    return Assets(
        types=[asset for asset in assets.types if asset.source_class in classes],
        apis=[asset for asset in assets.apis if asset.source_class in classes],
        sql=[asset for asset in assets.sql if asset.source_class in classes],
        stories=[asset for asset in assets.stories if asset.source_class in classes],
        sections=[asset for asset in assets.sections if asset.source_class in classes],
        diagrams=[asset for asset in assets.diagrams if asset.source_class in classes],
        builds=[asset for asset in assets.builds if asset.source_class in classes],
        suggestions=[asset for asset in assets.suggestions if asset.source_class in classes],
        changes=[asset for asset in assets.changes if asset.source_class in classes],
    )


Asset = (
    TypeAsset | ApiAsset | SqlAsset | StoryAsset | SectionAsset | DiagramAsset | SuggestionAsset | ChangeAsset
)
"""What a unit is, or stands in."""


class Unit(NamedTuple):
    """One thing that a recipe may make a record of."""

    id: str
    """Id of the asset, and the name of the member or the number of the group; a member whose name the type
    has again, such as an overloaded method, gets `~2`, `~3`, ... in the order of the members."""
    asset: Asset
    member: Member | None = None
    operations: tuple[Operation, ...] = ()
    spans: tuple[Span, ...] = ()
    """Where the operations, with all that they refer to, or the cells stand."""
    cells: tuple[str, ...] = ()
    """Of a row of a glossary; the text of an item alone."""
    stories: tuple[StoryAsset, ...] = ()
    """Of an epic."""

    @property
    def name(self) -> str:
        """What an instruction calls it."""
        match self.asset:
            case TypeAsset(name=name):
                said = self.member.name if self.member else name
            case ApiAsset(tag=tag, title=title):
                said = tag or title
            case SqlAsset(name=name, tables=tables):
                said = name or " ".join(tables[:1])
            case StoryAsset(title=title, topic=topic, domain=domain):
                said = domain if self.stories else title or topic
            case SectionAsset(title=title):
                said = self.cells[0] if self.cells else plain(title).strip()
            case DiagramAsset(title=title):
                said = title
            case SuggestionAsset(step=step):
                said = step
            case ChangeAsset(subject=subject, member=member):
                said = member.name if member else subject
        return said

    @property
    def kind(self) -> str:
        """Which of the units that a recipe can name it is."""
        if self.member is not None:
            return "test" if is_test(self.member) else "member"
        if self.cells:
            return "term" if len(self.cells) > 1 else "item"
        return "epic" if self.stories else _KINDS[type(self.asset)]

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells it from every other unit; a group of operations is known by its tag."""
        id = self.id if self.cells or self.stories else self.asset.id
        return self.kind, id, self.member.span.start if self.member else 0

    @property
    def places(self) -> list[Span]:
        """Return where the unit stands: the member, the operations of the group, or the whole asset."""
        if self.member is not None:
            return [self.member.span]
        if isinstance(self.asset, ChangeAsset):
            return [span for place in self.asset.places for span in (place.before_span, place.after_span)]
        whole = joined(self.asset.spans) if isinstance(self.asset, ApiAsset) else (self.asset.span,)
        return list(self.spans or whole)

    @property
    def path(self) -> str:
        """Path of the asset's document."""
        return self.asset.document.removeprefix(f"{self.asset.source}:")


def joined(places: Iterable[Iterable[Span]]) -> tuple[Span, ...]:
    """Return the spans of several operations, each once."""
    return tuple(dict.fromkeys(span for spans in places for span in spans))


def simple_name(asset: TypeAsset) -> str:
    """Return the name of a type without the types around it."""
    return asset.name.rpartition(".")[2]


def is_test(member: Member) -> bool:
    """Say whether a member is a test method, in Java, Kotlin, Python, TypeScript or Go."""
    names = simple_names(member.annotations)
    named = member.name.startswith("test_") and "fixture" not in names
    return named or not TESTS.isdisjoint(names) or _CASE.match(member.signature) is not None


def comment(unit: Unit) -> str:
    """Return what opens a comment in the language of a type or statement."""
    if isinstance(unit.asset, SqlAsset):
        return "--"
    return "#" if isinstance(unit.asset, TypeAsset) and unit.asset.language == "python" else "//"


def units(recipe: Recipe, assets: Assets) -> Iterator[Unit]:
    """Yield what `recipe` is offered, in the order of the assets."""
    match recipe.unit:
        case "story":
            yield from (
                Unit(s.id, s) for s in assets.stories if _has(recipe.filter.languages, s.natural_language)
            )
        case "epic":
            told = [s for s in assets.stories if _has(recipe.filter.languages, s.natural_language)]
            yield from _epics(told)
        case "api":
            wanted = (a for a in assets.apis if _has(recipe.filter.languages, a.natural_language))
            yield from (unit for asset in wanted for unit in _groups(asset, recipe.limits.pack))
        case "sql":
            yield from (Unit(s.id, s) for s in assets.sql if _fits_statement(recipe.filter, s))
        case "diagram":
            yield from (
                Unit(d.id, d) for d in assets.diagrams if _has(recipe.filter.languages, d.natural_language)
            )
        case "section":
            yield from (
                Unit(s.id, s) for s in assets.sections if _has(recipe.filter.languages, s.natural_language)
            )
        case "term":
            wanted_terms = (s for s in assets.sections if _has(recipe.filter.languages, s.natural_language))
            yield from (unit for asset in wanted_terms for unit in _terms(asset))
        case "item":
            listing = (s for s in assets.sections if _has(recipe.filter.languages, s.natural_language))
            yield from (unit for asset in listing for unit in _items(asset))
        case "suggestion":
            yield from (Unit(s.id, s) for s in assets.suggestions if _fits_suggestion(recipe.filter, s))
        case "change":
            yield from (Unit(c.id, c) for c in assets.changes if _fits_change(recipe.filter, c))
        case "type":
            yield from (Unit(t.id, t) for t in assets.types if _fits_type(recipe.filter, t))
        case "member" | "test":
            yield from (
                Unit(id, asset, member)
                for asset in assets.types
                if _has(recipe.filter.languages, asset.language) and _has(recipe.filter.roles, asset.role)
                for id, member, kind in _identified(asset)
                if kind == recipe.unit and _fits_member(recipe.filter, member)
            )


@kept
def _identified(asset: TypeAsset) -> list[tuple[str, Member, str]]:
    """Return every member with its id, which does not depend on what a recipe lets in, and what it is."""
    seen: Counter[str] = Counter()
    found: list[tuple[str, Member, str]] = []
    for member in asset.members:
        seen[member.name] += 1
        again = f"~{seen[member.name]}" if seen[member.name] > 1 else ""
        kind = "test" if is_test(member) else "member"
        found.append((f"{asset.id}.{member.name}{again}", member, kind))
    return found


def unoffered(assets: Assets, offered: Iterable[Unit]) -> list[Unit]:
    """Return the units that no recipe is offered, fields left out."""
    known = {unit.key for unit in offered}
    return [unit for unit in everything(assets) if unit.key not in known]


def everything(assets: Assets) -> Iterator[Unit]:
    """Yield every unit that a recipe could be offered, whatever its filter; fields are none."""
    for asset in assets.types:
        yield Unit(asset.id, asset)
        yield from (Unit(id, asset, member) for id, member, _ in _identified(asset) if member.kind != "field")
    others: list[Asset] = [
        *assets.apis,
        *assets.sql,
        *assets.diagrams,
        *assets.stories,
        *assets.sections,
        *assets.suggestions,
        *assets.changes,
    ]
    yield from (Unit(asset.id, asset) for asset in others)
    yield from (unit for asset in assets.sections for unit in _terms(asset))
    yield from _epics(assets.stories)


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


def _fits_statement(wanted: Filter, asset: SqlAsset) -> bool:
    return (
        _has(wanted.languages, asset.dialect)
        and _has(wanted.roles, asset.origin)
        and _has(wanted.kinds, asset.kind)
    )


def _fits_suggestion(wanted: Filter, asset: SuggestionAsset) -> bool:
    return _has(wanted.languages, asset.language) and _has(wanted.kinds, asset.step)


def _fits_change(wanted: Filter, asset: ChangeAsset) -> bool:
    return _has(wanted.kinds, asset.kind) and all(
        _has(wanted.languages, place.language) for place in asset.places
    )


def _terms(asset: SectionAsset) -> Iterator[Unit]:
    """Yield the rows of the tables whose first column is in Chinese and whose second one is its English."""
    columns: list[str] = []
    for line in asset.text.split("\n"):
        row = cells(line)
        if not columns and row[:2] == ["中文", "English"]:
            columns = row
        elif columns and len(row) == len(columns) and row[0].strip("-: "):
            yield Unit(f"{asset.id}.{row[0]}", asset, spans=(asset.span,), cells=tuple(row))
        elif not row:
            columns = []


def _items(asset: SectionAsset) -> Iterator[Unit]:
    """Yield the items of the lists of a section, each text once."""
    found = filter(None, map(_ITEM.fullmatch, asset.text.split("\n")))
    for text in dict.fromkeys(item[1] for item in found):
        yield Unit(f"{asset.id}.{text}", asset, spans=(asset.span,), cells=(text,))


def _epics(told: list[StoryAsset]) -> Iterator[Unit]:
    """Yield the stories of each part of the business that a source tells more than one of, in their order."""
    groups: dict[tuple[str, str, str], list[StoryAsset]] = {}
    for story in sorted(told, key=lambda story: (story.document, story.span.start, story.id)):
        if story.domain:
            groups.setdefault((story.source, story.domain, story.natural_language), []).append(story)
    for (source, domain, language), found in groups.items():
        if len(found) > 1:
            spans = tuple(dict.fromkeys(story.span for story in found))
            yield Unit(f"{source}:{domain}/{language}", found[0], spans=spans, stories=tuple(found))


def _fits_member(wanted: Filter, member: Member) -> bool:
    return _has(wanted.kinds, member.kind) and _carries(wanted.annotations, member.annotations)


def resource_words(path: str) -> list[str]:
    """Return the fixed segments of a path, without base segments such as `api` and `v1`."""
    segments = [segment for segment in path.split("/") if segment and "{" not in segment]
    return [segment for segment in segments if not _VERSION.fullmatch(segment)]


def _groups(asset: ApiAsset, most: int) -> Iterator[Unit]:
    """Yield groups of operations whose rows together stay within `most` characters; one alone may exceed it.

    Operations of one resource stay together where they fit: they are sorted by their first path segment.
    There are as few groups as can be, and of these the most even ones: no row is left over alone.
    """
    indexed = sorted(
        zip(asset.operations, asset.spans, strict=True),
        key=lambda entry: (resource_words(entry[0].path)[:1], entry[1][0].start),
    )
    lengths = [len(render_row(operation)) for operation, _ in indexed]
    fewest = len(_packed(lengths, most))
    least = bisect_left(range(most), -fewest, key=lambda limit: -len(_packed(lengths, limit)))
    even = _packed(lengths, least)
    for number, (start, end) in enumerate(pairwise([0, *even])):
        operations, spans = zip(*indexed[start:end], strict=True)
        id = f"{asset.id}[{number}]" if len(even) > 1 else asset.id
        yield Unit(id, asset, None, operations, joined(spans))


def _packed(lengths: list[int], most: int) -> list[int]:
    """Return the ends of groups that are filled one after the other."""
    ends: list[int] = []
    size = 0
    for index, length in enumerate(lengths):
        if index and size + length > most:
            ends.append(index)
            size = 0
        size += length
    return [*ends, len(lengths)] if lengths else []
