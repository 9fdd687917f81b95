"""Turn assets into instruction records by recipes, and say why an asset gives none."""

import re
from collections import Counter
from typing import NamedTuple

import msgspec

from stages.build.params import BuildParams, Limits, Recipe
from stages.build.piece import Piece, Refusal
from stages.build.pieces import PIECES
from stages.build.record import Draft, Input, sample
from stages.build.unit import Assets, Unit, units, unoffered
from stages.build.world import World
from stages.core.contract import Figures, canonical
from stages.core.errors import PipelineError
from stages.core.formats.check import ALTERNATIVES, FORMATS
from stages.core.records.drop import Drop
from stages.core.records.sample import Sample

_PIECE = re.compile(r"\{(\w+)(?::(\d+))?(\??)\}")
"""A piece, the characters that it may take, and a question mark when it may be missing."""


class Built(NamedTuple):
    """Candidates and refusals, both sorted, and the figures of the report."""

    candidates: list[Sample]
    drops: list[Drop]
    offers: int
    """Units that a recipe's filter lets in, once for each recipe, and units that none lets in: each is a
    candidate or a drop."""
    figures: Figures


def build(assets: Assets, params: BuildParams) -> Built:
    """Return the records that the recipes make of the assets.

    Raises PipelineError when a recipe names a piece or a format that nobody knows, or there is no asset.
    """
    if not any(assets):
        raise PipelineError(
            "out/model: no asset in any file, expected at least one. "
            "See reports/model.json for what was dropped."
        )
    for name, recipe in params.recipes.items():
        _check(name, recipe)
    world = World(assets.types, assets.sql, assets.builds)
    offered = {name: list(units(recipe, assets)) for name, recipe in sorted(params.recipes.items())}
    made: dict[str, Sample] = {}
    drops: list[Drop] = []
    for name, found in offered.items():
        for unit in found:
            result = _made(name, unit, world, params)
            if isinstance(result, Sample) and result.id not in made:
                made[result.id] = result
            else:
                drops.append(_drop(name, unit, result))
    candidates, ambiguous = _unambiguous([made[id] for id in sorted(made)])
    unused = [_refused(unit, "no-recipe", unit.kind) for unit in unoffered(assets, offered.values())]
    offers = {name: len(found) for name, found in offered.items()}
    return Built(
        candidates=candidates,
        drops=sorted([*drops, *ambiguous, *unused], key=canonical),
        offers=sum(offers.values()) + len(unused),
        figures=_figures(offers, [*drops, *ambiguous], candidates),
    )


def _unambiguous(samples: list[Sample]) -> tuple[list[Sample], list[Drop]]:
    """Return the samples whose question no earlier one asks for another answer, and a row for each other."""
    first: dict[tuple[str, str], Sample] = {}
    for made in samples:
        first.setdefault((made.recipe, made.input), made)
    other = {made.id: first[made.recipe, made.input] for made in samples}
    kept = [made for made in samples if other[made.id].output == made.output]
    return kept, [
        _ambiguous(made, other[made.id]) for made in samples if other[made.id].output != made.output
    ]


def _ambiguous(sample: Sample, earlier: Sample) -> Drop:
    origin = sample.outputs[0]
    return Drop(
        stage="build",
        item=sample.id,
        source=sample.source,
        path=origin.document.removeprefix(f"{sample.source}:"),
        blob=origin.blob,
        rule="ambiguous-input",
        value=sample.recipe,
        threshold="",
        duplicate_of=earlier.id,
        recipe=sample.recipe,
        spans=sample.outputs,
    )


def _check(name: str, recipe: Recipe) -> None:
    """Refuse a recipe that could never work."""
    where = f"conf/recipes/{name}.yaml"
    named = [*(piece for piece, _, _ in _PIECE.findall(recipe.input)), recipe.output]
    unknown = [piece for piece in named if piece not in PIECES]
    if unknown:
        raise PipelineError(
            f"{where}: no piece '{unknown[0]}', expected one of {', '.join(PIECES)}. Mend the recipe."
        )
    formats = [*FORMATS, *ALTERNATIVES]
    if recipe.format not in formats:
        raise PipelineError(
            f"{where}: no format '{recipe.format}', expected one of {', '.join(formats)}. Mend the recipe."
        )
    languages = {language for language, variants in recipe.instructions.items() if variants}
    if not languages or languages - {"zh", "en"}:
        raise PipelineError(
            f"{where}: instructions in {sorted(languages)}, expected zh or en, one at least. Mend the recipe."
        )


def _made(name: str, unit: Unit, world: World, params: BuildParams) -> Sample | Refusal:
    recipe = params.recipes[name]
    if unit.asset.source_class not in params.source_classes:
        return Refusal("source-class", unit.asset.source_class, ", ".join(params.source_classes))
    answer = PIECES[recipe.output](unit, world, recipe.limits.context)
    if isinstance(answer, Refusal):
        return answer
    refusal = _outside(answer.text, recipe.limits)
    given = refusal or _input(unit, world, recipe)
    if isinstance(given, Refusal):
        return given
    return sample(Draft(name, recipe, unit, given, answer, world), params.seed)


def _outside(text: str, limits: Limits) -> Refusal | None:
    lines = text.count("\n") + 1
    if lines > limits.max_lines:
        return Refusal("too-many-lines", str(lines), str(limits.max_lines))
    if lines < limits.min_lines:
        return Refusal("too-few-lines", str(lines), str(limits.min_lines))
    if len(text) > limits.max_characters:
        return Refusal("too-many-characters", str(len(text)), str(limits.max_characters))
    return None


def _input(unit: Unit, world: World, recipe: Recipe) -> Input | Refusal:
    lines: list[str] = []
    used: dict[str, Piece] = {}
    for line in recipe.input.strip("\n").split("\n"):
        pieces = {
            found: PIECES[found[0]](unit, world, int(found[1] or recipe.limits.context))
            for found in _PIECE.findall(line)
        }
        refusals = [
            piece for (*_, optional), piece in pieces.items() if isinstance(piece, Refusal) and not optional
        ]
        if refusals:
            return refusals[0]
        present = {name: piece for (name, *_), piece in pieces.items() if isinstance(piece, Piece)}
        filled = _filled(line, present)
        if filled.strip():
            lines.append(filled)
        used |= {name: piece for name, piece in present.items() if piece.text}
    spans = dict.fromkeys(span for piece in used.values() for span in piece.spans)
    return Input("\n".join(lines), tuple(spans), tuple(used))


def _filled(line: str, present: dict[str, Piece]) -> str:
    return _PIECE.sub(lambda found: present[found[1]].text if found[1] in present else "", line)


def _drop(name: str, unit: Unit, result: Sample | Refusal) -> Drop:
    refusal = result if isinstance(result, Refusal) else Refusal("same-origin", "")
    return msgspec.structs.replace(
        _refused(unit, refusal.rule, f"{name}: {refusal.value}" if refusal.value else name),
        threshold=refusal.threshold,
        duplicate_of="" if isinstance(result, Refusal) else result.id,
        recipe=name,
    )


def _refused(unit: Unit, rule: str, value: str) -> Drop:
    """Return the row of a unit that becomes no record; no recipe is named in it."""
    return Drop(
        stage="build",
        item=unit.id,
        source=unit.asset.source,
        path=unit.path,
        blob=unit.blob,
        rule=rule,
        value=value,
        threshold="",
        duplicate_of="",
        spans=unit.places,
    )


def _figures(offers: dict[str, int], drops: list[Drop], candidates: list[Sample]) -> Figures:
    languages = Counter(f"{made.recipe}/{made.natural_language}" for made in candidates)
    refused = Counter(f"{drop.recipe}/{drop.rule}" for drop in drops)
    return {
        "offers": dict(offers),
        "samples": {name: sum(made.recipe == name for made in candidates) for name in offers},
        "languages": dict(sorted(languages.items())),
        "named": _shares(candidates),
        "refused": dict(sorted(refused.items())),
    }


def _shares(candidates: list[Sample]) -> dict[str, float | int | str]:
    """Return the mean share of the words of an answer that its question holds, by recipe."""
    shares: dict[str, list[float]] = {}
    for made in candidates:
        shares.setdefault(made.recipe, []).append(made.named)
    return {name: round(sum(found) / len(found), 4) for name, found in sorted(shares.items())}
