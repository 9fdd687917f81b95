"""Turn assets into instruction records by recipes, and say why an asset gives none."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from stages.build.params import BuildParams, Limits, Recipe
from stages.build.piece import Piece, Refusal
from stages.build.pieces import PIECES
from stages.build.record import Draft, Input, sample
from stages.build.unit import Assets, Unit, everything, of_classes, units, unoffered
from stages.build.words import weight
from stages.build.world import World
from stages.core.contract import Figures, canonical
from stages.core.errors import PipelineError
from stages.core.formats.check import ALTERNATIVES, BY_LANGUAGE, FORMATS
from stages.core.records.drop import Drop
from stages.core.records.sample import Sample
from stages.core.records.type_asset import TypeAsset

_PIECE = re.compile(r"\{(\w+)(?::(\d+))?([?*]?)\}")
"""A piece, the characters it may take, a question mark when it may be missing, a star when it gives way."""


Make = Callable[[str, int], Piece | Refusal]
"""Makes the piece of a unit that has this name, of so many characters, once."""


class Built(NamedTuple):
    """Candidates and refusals, both sorted, and the figures of the report."""

    candidates: list[Sample]
    drops: list[Drop]
    offers: int
    """Units that a recipe's filter lets in, once for each recipe, units that none lets in, and units of
    sources that feed no adapter: each is a candidate or a drop."""
    figures: Figures


class Known(NamedTuple):
    """What every record is made with."""

    world: World
    params: BuildParams


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
    known = Known(World(assets, params), params)
    own = of_classes(assets, params.source_classes)
    offered = {name: list(units(recipe, own)) for name, recipe in sorted(params.recipes.items())}
    made: dict[str, Sample] = {}
    drops: list[Drop] = []
    for unit, names in _by_unit(offered, own.types):
        make = maker(unit, known)
        for name in names:
            result = _made(name, unit, make, known)
            if isinstance(result, Sample) and result.id not in made:
                made[result.id] = result
            else:
                drops.append(dropped(name, unit, result))
    candidates, ambiguous = unambiguous([made[id] for id in sorted(made)])
    unused = [_refused(unit, "no-recipe", unit.kind) for unit in unoffered(own, offered.values())]
    foreign = [_foreign(unit, params) for unit in everything(assets) if not _is_own(unit, params)]
    offers = {name: len(found) for name, found in offered.items()}
    return Built(
        candidates=candidates,
        drops=sorted([*drops, *ambiguous, *unused, *foreign], key=canonical),
        offers=sum(offers.values()) + len(unused) + len(foreign),
        figures=figures(offers, [*drops, *ambiguous], candidates),
    )


def _by_unit(offered: dict[str, list[Unit]], types: list[TypeAsset]) -> Iterator[tuple[Unit, list[str]]]:
    """Yield each unit with the recipes that are offered it, type by type and member by member: what is read
    of one is needed for the next recipe, and no more after the last one."""
    places = {(asset.id, asset.span.start): number for number, asset in enumerate(types)}
    found: dict[tuple[int, int, str], list[tuple[str, Unit]]] = defaultdict(list)
    pairs = ((name, unit) for name, those in offered.items() for unit in those)
    for number, (name, unit) in enumerate(pairs):
        asset = unit.asset
        if isinstance(asset, TypeAsset):
            place = places[asset.id, asset.span.start]
            found[place, (unit.member or asset).span.start, unit.id].append((name, unit))
        else:
            found[-1, number, ""].append((name, unit))
    for _, same in sorted(found.items(), key=lambda item: item[0]):
        yield same[0][1], [name for name, _ in same]


def _is_own(unit: Unit, params: BuildParams) -> bool:
    return unit.asset.source_class in params.source_classes


def _foreign(unit: Unit, params: BuildParams) -> Drop:
    """Return the row of a unit whose source feeds no adapter: it is offered to no recipe."""
    refused = _refused(unit, "source-class", unit.asset.source_class)
    return msgspec.structs.replace(refused, threshold=", ".join(params.source_classes))


def unambiguous(samples: list[Sample]) -> tuple[list[Sample], list[Drop]]:
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
    refuse_pieces(where, f"{recipe.input}{{{recipe.output}}}")
    refuse_format(where, recipe.format)
    known = BY_LANGUAGE.get(recipe.format, {})
    if known and not (recipe.filter.languages and known.keys() >= set(recipe.filter.languages)):
        raise PipelineError(
            f"{where}: format '{recipe.format}' for languages {recipe.filter.languages}, expected some of "
            f"{', '.join(known)}. Mend the file."
        )
    languages_of(where, recipe.instructions)


def refuse_pieces(where: str, text: str) -> None:
    """Raise PipelineError when a text with `{piece}` names one that nobody knows."""
    unknown = [piece for piece, _, _ in _PIECE.findall(text) if piece not in PIECES]
    if unknown:
        raise PipelineError(
            f"{where}: no piece '{unknown[0]}', expected one of {', '.join(PIECES)}. Mend the file."
        )


def refuse_format(where: str, format: str) -> None:
    """Raise PipelineError when nobody knows a format."""
    formats = [*FORMATS, *ALTERNATIVES, *BY_LANGUAGE]
    if format not in formats:
        raise PipelineError(
            f"{where}: no format '{format}', expected one of {', '.join(formats)}. Mend the file."
        )


def languages_of(where: str, instructions: dict[str, list[str]]) -> set[str]:
    """Return the languages of instructions; raises PipelineError when there is none, or another than two."""
    languages = {language for language, variants in instructions.items() if variants}
    if not languages or languages - {"zh", "en"}:
        raise PipelineError(
            f"{where}: instructions in {sorted(languages)}, expected zh or en, one at least. Mend the file."
        )
    return languages


def maker(unit: Unit, known: Known) -> Make:
    """Return what makes the pieces of a unit: recipes that show the same one share it."""
    return cache(lambda name, most: PIECES[name](unit, known.world, most))


def _made(name: str, unit: Unit, make: Make, known: Known) -> Sample | Refusal:
    recipe, params = known.params.recipes[name], known.params
    answer = make(recipe.output, recipe.limits.context)
    if isinstance(answer, Refusal):
        return answer
    refusal = outside(answer.text, recipe.limits)
    given = refusal or _fitting(make, recipe, params.budget - weight(answer.text))
    if isinstance(given, Refusal):
        return given
    return sample(Draft(name, recipe, unit, given, answer, known.world), params.seed)


def outside(text: str, limits: Limits) -> Refusal | None:
    """Return why an answer is too long or too short, if it is."""
    lines = text.count("\n") + 1
    if lines > limits.max_lines:
        return Refusal("too-many-lines", str(lines), str(limits.max_lines))
    if lines < limits.min_lines:
        return Refusal("too-few-lines", str(lines), str(limits.min_lines))
    if len(text) > limits.max_characters:
        return Refusal("too-many-characters", str(len(text)), str(limits.max_characters))
    return None


def _fitting(make: Make, recipe: Recipe, room: int) -> Input | Refusal:
    """Return the input; of the pieces with a star the last ones are left out where it would exceed `room`."""
    stars = [name for line in _lines(recipe.input) for name, _, mark in line.pieces if mark == "*"]
    left = room - max(weight(one) for variants in recipe.instructions.values() for one in variants)
    inputs = (input_of(make, recipe, stars[kept:]) for kept in range(len(stars), 0, -1))
    fitting = (one for one in inputs if isinstance(one, Refusal) or weight(one.text) <= left)
    return next(fitting, None) or input_of(make, recipe, stars)


class _Line(NamedTuple):
    text: str
    pieces: tuple[tuple[str, str, str], ...]
    """Name, characters and mark of each piece, once."""


@lru_cache(maxsize=256)
def _lines(text: str) -> list[_Line]:
    """Return the lines of what a recipe says of its input."""
    lines = text.strip("\n").split("\n")
    return [_Line(line, tuple(dict.fromkeys(_PIECE.findall(line)))) for line in lines]


def input_of(make: Make, recipe: Recipe, without: list[str]) -> Input | Refusal:
    """Return what the lines of `input` say of a unit, but for the pieces `without`, or why there is none."""
    lines: list[str] = []
    used: dict[str, Piece] = {}
    for line in _lines(recipe.input):
        pieces = {
            found: make(found[0], int(found[1] or recipe.limits.context))
            for found in line.pieces
            if found[0] not in without
        }
        refusals = [piece for (*_, mark), piece in pieces.items() if isinstance(piece, Refusal) and not mark]
        if refusals:
            return refusals[0]
        present = {name: piece for (name, *_), piece in pieces.items() if isinstance(piece, Piece)}
        filled = _filled(line.text, present)
        if filled.strip():
            lines.append(filled)
        used |= {name: piece for name, piece in present.items() if piece.text}
    spans = dict.fromkeys(span for piece in used.values() for span in piece.spans)
    return Input("\n".join(lines), tuple(spans), tuple(used))


def _filled(line: str, present: dict[str, Piece]) -> str:
    return _PIECE.sub(lambda found: present[found[1]].text if found[1] in present else "", line)


def dropped(name: str, unit: Unit, result: Sample | Refusal) -> Drop:
    """Return the row of a unit of which a recipe makes nothing, or nothing new."""
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


def figures(offers: dict[str, int], drops: list[Drop], candidates: list[Sample]) -> Figures:
    """Return the figures of recipes with this many offers."""
    samples = Counter(made.recipe for made in candidates)
    languages = Counter(f"{made.recipe}/{made.natural_language}" for made in candidates)
    refused = Counter(f"{drop.recipe}/{drop.rule}" for drop in drops)
    return {
        "offers": dict(offers),
        "samples": {name: samples[name] for name in offers},
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
