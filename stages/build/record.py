"""Make the record of a unit: its id, its instruction, its group."""

import hashlib
import re
from typing import NamedTuple

from stages.build.params import Recipe
from stages.build.piece import Piece
from stages.build.unit import Unit
from stages.build.words import named_share
from stages.build.world import World
from stages.core.contract import canonical
from stages.core.formats.check import format_of
from stages.core.natural_language import natural_language
from stages.core.records.change_asset import ChangeAsset
from stages.core.records.diagram_asset import DiagramAsset
from stages.core.records.sample import Sample
from stages.core.records.span import Span
from stages.core.records.sql_asset import SqlAsset
from stages.core.records.type_asset import TypeAsset

PROPER = {
    "go": "Go", "java": "Java", "javascript": "JavaScript", "jpql": "JPQL", "kotlin": "Kotlin",
    "mysql": "MySQL", "oracle": "Oracle", "postgres": "PostgreSQL", "python": "Python", "sql": "SQL",
    "sqlserver": "SQL Server", "typescript": "TypeScript",
}  # fmt: skip
"""Names of programming languages and dialects of SQL as people write them."""

NAMES = ("name", "type", "language", "kind")
"""What an instruction may name in braces."""
_BRACED = re.compile(rf"\{{({'|'.join(NAMES)})\}}")

CONSTRUCTOR = {"en": "the constructor", "zh": "构造方法"}
"""What an instruction that names the type calls its constructor, by language: not by the same name again."""

_KIND = {
    "en": {"constructor": "constructor", "method": "method", "function": "function"},
    "zh": {"constructor": "构造方法", "method": "方法", "function": "函数"},
}
"""What an instruction calls a member; one of a module is a function."""

_NAME = {"en": re.compile(r"\{name\}"), "zh": re.compile(r" ?\{name\} ?")}
"""Where a word of the language takes the place of a name: Chinese sets names apart by blanks, words not."""


class Input(NamedTuple):
    """The text that is given, and what it was put together from."""

    text: str
    spans: tuple[Span, ...]
    pieces: tuple[str, ...]
    """Names of the pieces that are there."""


class Draft(NamedTuple):
    """All that a record is made of."""

    name: str
    """Of the recipe."""
    recipe: Recipe
    unit: Unit
    given: Input
    answer: Piece
    world: World


def sample(draft: Draft, seed: int) -> Sample:
    """Return the record. Language and wording of the instruction depend on the id and the seed alone."""
    id = _id(draft)
    return written(draft, id, language_of(draft.unit, draft.recipe, draft.answer.text, id, seed), seed)


def written(draft: Draft, id: str, language: str, seed: int) -> Sample:
    """Return the record with this id, its instruction in `language`."""
    recipe, unit, asset = draft.recipe, draft.unit, draft.unit.asset
    variants = recipe.instructions[language]
    code = asset.language if isinstance(asset, TypeAsset) else ""
    code = asset.dialect if isinstance(asset, SqlAsset) else code
    chosen = variants[draw(seed, "instruction", id) % len(variants)]
    made = unit.member is not None and unit.member.kind == "constructor" and "{type}" in chosen
    chosen = _NAME[language].sub(CONSTRUCTOR[language], chosen) if made else chosen
    kind = _KIND[language].get(_kind(unit), "")
    filled = {"name": unit.name, "type": _type(unit), "language": PROPER.get(code, code), "kind": kind}
    instruction = _BRACED.sub(lambda found: filled[found[1]], chosen)
    return Sample(
        id=id,
        recipe=draft.name,
        step=recipe.step,
        natural_language=language,
        format=format_of(recipe.format, draft.answer.text, code),
        instruction=instruction,
        input=draft.given.text,
        output=draft.answer.text,
        group=_group(unit, draft.world),
        source=asset.source,
        source_class=asset.source_class,
        licence=asset.licence,
        generator=f"{draft.name}@{recipe.version}",
        inputs=list(draft.given.spans),
        outputs=list(draft.answer.spans),
        named=round(named_share(draft.answer.text, f"{instruction} {draft.given.text}"), 4),
        least_named=recipe.limits.named,
    )


def _id(draft: Draft) -> str:
    return id_of(draft, "/".join([*draft.given.pieces, *draft.unit.cells[:1]]))


def id_of(draft: Draft, variant: str) -> str:
    """Return the id of a record; `variant` tells those apart that have the same recipe and the same spans."""
    spans = (*draft.given.spans, *draft.answer.spans)
    origins = sorted({f"{span.blob}:{span.start}:{span.end}" for span in spans})
    return hashlib.sha256(canonical([draft.name, draft.recipe.version, variant, origins])).hexdigest()


def language_of(unit: Unit, recipe: Recipe, answer: str, id: str, seed: int) -> str:
    """Return the language of the instruction; a recipe that lacks the wanted one uses the one it has."""
    asset = unit.asset
    available = sorted(language for language, variants in recipe.instructions.items() if variants)
    if recipe.natural_language == "answer":
        own = natural_language(answer)
        return own if own in available else available[0]
    if recipe.natural_language == "unit" and not isinstance(asset, TypeAsset):
        own = asset.natural_language
        return own if own in available else available[0]
    return available[draw(seed, "language", id) % len(available)]


def draw(seed: int, what: str, id: str) -> int:
    """Return a number that depends on its arguments alone, as a fair die would give it."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{what}:{id}".encode()).digest()[:8])


def _kind(unit: Unit) -> str:
    asset, member = unit.asset, unit.member
    if member is None or not isinstance(asset, TypeAsset):
        return ""
    return "function" if asset.kind == "module" else member.kind


def _type(unit: Unit) -> str:
    match unit.asset:
        case TypeAsset(name=name):
            return name
        case SqlAsset(owner=owner):
            return owner or unit.name
    return unit.name


def _group(unit: Unit, world: World) -> str:
    """Return what must stay in one split: a story, a tag, or a file; a test goes with the type it tests,
    a change with the first file that it changed."""
    if isinstance(unit.asset, ChangeAsset):
        return f"{unit.asset.source}:{unit.asset.places[0].path}"
    if isinstance(unit.asset, SqlAsset | DiagramAsset):
        return unit.asset.document
    if not isinstance(unit.asset, TypeAsset):
        return unit.asset.id
    subject = world.type(unit.asset.subject)
    return (subject or unit.asset).document
