"""Say what each source holds, by kind and language, and which recipes that can feed.

It looks at files only: a recipe that asks for a controller may still find none. Files count as read when
`screen` let them through; only those of the classes that `build` takes feed a recipe.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from stages.build.params import Recipe
from stages.core.records.annotation import Annotation
from stages.core.records.file import File
from stages.core.records.screened_file import ScreenedFile

_CODE = ("go", "java", "javascript", "kotlin", "python", "typescript")


class Feed(NamedTuple):
    """What `model` makes of files of one kind in these languages, in the words of recipes."""

    languages: tuple[str, ...]
    units: tuple[str, ...]


FEEDS: Mapping[str, Feed] = {
    "code": Feed((*_CODE, "sql"), ("type", "member", "sql")),
    "test": Feed(_CODE, ("test",)),
    "api": Feed(("json", "yaml"), ("api",)),
    "postman": Feed(("json",), ("api",)),
    "story": Feed(("csv", "gherkin", "jsonl", "markdown", "text", "tsv"), ("story", "epic")),
    "document": Feed(("markdown",), ("section", "term", "item", "diagram")),
    "model": Feed(("mermaid", "plantuml"), ("diagram",)),
    "config": Feed(("xml",), ("sql",)),
    "change": Feed(("change",), ("change",)),
    "feedback": Feed(("jsonl",), ("suggestion",)),
}
"""Kinds of assets that give units; the others give none. SQL stands in scripts, code and mappers."""


class Holding(NamedTuple):
    """Files of one source, kind and language."""

    source: str
    source_class: str
    asset: str
    language: str
    files: int
    read: int
    """How many of them `screen` let through."""
    size: int
    """Bytes of all of them."""


class Fed(NamedTuple):
    """What can feed a recipe."""

    recipe: str
    unit: str
    sources: dict[str, int]
    """Files by source, most first."""


def holdings(
    files: Iterable[File], annotations: Iterable[Annotation], kept: Iterable[ScreenedFile]
) -> list[Holding]:
    """Return what the sources hold, sorted by source, then kind, then language."""
    languages = {(row.blob, row.path): row.language for row in annotations}
    through = {(row.source, row.path) for row in kept}
    groups: dict[tuple[str, str, str, str], list[File]] = defaultdict(list)
    for file in files:
        language = languages.get((file.blob, file.path), "unknown")
        groups[file.source, file.source_class, file.asset, language].append(file)
    return [
        Holding(
            *key,
            files=len(group),
            read=sum((file.source, file.path) in through for file in group),
            size=sum(file.size for file in group),
        )
        for key, group in sorted(groups.items())
    ]


def fed(held: Iterable[Holding], recipes: Mapping[str, Recipe], classes: Iterable[str]) -> list[Fed]:
    """Return for each recipe the files that can feed it, by recipe."""
    allowed = set(classes)
    usable = [one for one in held if one.read and one.source_class in allowed and one.asset in FEEDS]
    return [Fed(name, recipe.unit, _sources(recipe, usable)) for name, recipe in sorted(recipes.items())]


def _sources(recipe: Recipe, held: Iterable[Holding]) -> dict[str, int]:
    found = Counter[str]()
    for one in held:
        if _feeds(one, recipe):
            found[one.source] += one.read
    return dict(sorted(found.items(), key=lambda entry: (-entry[1], entry[0])))


def _feeds(held: Holding, recipe: Recipe) -> bool:
    """Return whether files can give the unit of a recipe; `zh` and `en` are told later, from the text."""
    feed = FEEDS[held.asset]
    wanted = recipe.filter.languages if held.asset in ("code", "test") else []
    told = not wanted or held.language in wanted
    return told and recipe.unit in feed.units and held.language in feed.languages
