"""Turn assets into instruction records by recipes, and say why an asset gives none."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import NamedTuple

from stages.build.params import BuildParams, Limits, Recipe
from stages.build.piece import NAMED, Piece, Refusal
from stages.build.pieces import PIECES
from stages.build.questions import Questions
from stages.build.recipe_checks import check_recipes
from stages.build.record import Draft, Input, draw, sample
from stages.build.unit import Assets, Unit, everything, of_classes, units, unoffered
from stages.build.words import weight
from stages.build.world import World
from stages.core.contract import Figures, canonical
from stages.core.errors import PipelineError
from stages.core.on_disk import OnDisk, Sorting, ordered
from stages.core.records.drop import Drop
from stages.core.records.sample import Sample
from stages.core.records.type_asset import TypeAsset

_OF_TYPES = ("type", "member", "test")
"""Units of types, and of nothing else."""

Make = Callable[[str, int], Piece | Refusal]
"""Makes the piece of a unit that has this name, of so many characters, once."""


class Built(NamedTuple):
    """Candidates and refusals, both sorted, and the figures of the report."""

    candidates: OnDisk[Sample]
    drops: OnDisk[Drop]
    dropped: Counter[str]
    """Refusals by rule."""
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

    Raises PipelineError when a recipe could never work, or there is no asset.
    """
    if not any(assets):
        raise PipelineError(
            "out/model: no asset in any file, expected at least one. "
            "See reports/model.json for what was dropped."
        )
    check_recipes(params)
    known = Known(World(assets, params), params)
    making = Making(params.recipes)
    for part in _parts(assets, known.world):
        making.take(part, known)
    return making.built(sorted(params.recipes))


class Making:
    """Candidates and refusals as they are made: written to disk one by one, sorted at the end."""

    def __init__(self, recipes: Mapping[str, Recipe]) -> None:
        """Begin with none."""
        self._recipes = sorted(recipes.items())
        self._asking = {
            name: canonical([recipe.unit, recipe.filter, recipe.limits.pack])
            for name, recipe in self._recipes
        }
        self._candidates, self._drops = Sorting(Sample), Sorting(Drop)
        self._asked = Questions()
        self._offers: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()

    def take(self, part: Assets, known: Known) -> None:
        """Make what the recipes make of some assets."""
        own = of_classes(part, known.params.source_classes)
        offered = list(_by_unit(self._offered(own, alone=bool(part.types))))
        made: Counter[str] = Counter()
        for unit, names in _drawn(offered, known.params):
            make = maker(unit, known)
            for name in names:
                beyond = _beyond(unit, made[name], known.params)
                made[name] += self._keep(name, unit, beyond or _made(name, unit, make, known))
        left = unoffered(own, (unit for unit, _ in offered))
        unused = [_refused(unit, Refusal("no-recipe", unit.kind), "", "") for unit in left]
        others = everything(part) if own != part else ()
        foreign = [_foreign(unit, known.params) for unit in others if not _is_own(unit, known.params)]
        for drop in (*unused, *foreign):
            self._drop(drop)
            self._offers[""] += 1

    def _offered(self, own: Assets, *, alone: bool) -> dict[str, list[Unit]]:
        """Return the units of each recipe, of types alone where there is nothing else; recipes that ask for
        the same are given the same list."""
        found: dict[bytes, list[Unit]] = {}
        for name, recipe in self._recipes:
            if not alone or recipe.unit in _OF_TYPES:
                what = self._asking[name]
                found[what] = found[what] if what in found else list(units(recipe, own))
        return {name: found[what] for name, what in self._asking.items() if what in found}

    def _keep(self, name: str, unit: Unit, result: Sample | Refusal) -> bool:
        """Keep what was made of a unit, or why nothing was; return whether it is a candidate."""
        self._offers[name] += 1
        is_new = isinstance(result, Sample) and self._asked.note(result.id, asked(result))
        if isinstance(result, Sample) and is_new:
            self._candidates.add(result, result.id)
        else:
            self._drop(dropped(name, unit, result))
        return is_new

    def _drop(self, drop: Drop) -> None:
        self._drops.add(drop, "")
        self._dropped[drop.rule] += 1
        if drop.recipe:
            self._refused[f"{drop.recipe}/{drop.rule}"] += 1

    def built(self, recipes: list[str]) -> Built:
        """Return all that was made."""
        candidates = self._candidates.sorted()
        other = ambiguous(candidates, self._asked.by_id())
        for drop in other.values():
            self._drop(drop)
        candidates = candidates.without(other)
        offers = {name: self._offers[name] for name in recipes}
        return Built(
            candidates=candidates,
            drops=self._drops.sorted(),
            dropped=self._dropped,
            offers=self._offers.total(),
            figures=figures(offers, self._refused, candidates),
        )


def _parts(assets: Assets, world: World) -> Iterator[Assets]:
    """Yield all assets but the types, then type by type: what is read of one is needed for the next recipe,
    and no more after the last one."""
    yield assets._replace(types=[])
    nothing = Assets(*([] for _ in Assets._fields))
    yield from (nothing._replace(types=[asset]) for asset in world.types())


def _by_unit(offered: dict[str, list[Unit]]) -> Iterator[tuple[Unit, list[str]]]:
    """Yield each unit with the recipes that are offered it, member by member."""
    found: dict[tuple[int, str], list[tuple[str, Unit]]] = defaultdict(list)
    pairs = ((name, unit) for name, those in offered.items() for unit in those)
    for number, (name, unit) in enumerate(pairs):
        asset = unit.asset
        if isinstance(asset, TypeAsset):
            found[(unit.member or asset).span.start, unit.id].append((name, unit))
        else:
            found[number, ""].append((name, unit))
    for _, same in sorted(found.items(), key=lambda item: item[0]):
        yield same[0][1], [name for name, _ in same]


def _drawn(offered: list[tuple[Unit, list[str]]], params: BuildParams) -> list[tuple[Unit, list[str]]]:
    """Return units in the order in which a recipe takes them: as drawn where it may not take all."""
    if not params.most_of_type or len(offered) <= params.most_of_type:
        return offered
    return sorted(offered, key=lambda one: draw(params.seed, "member", one[0].id))


def _beyond(unit: Unit, made: int, params: BuildParams) -> Refusal | None:
    """Return why a recipe takes no further member of a type, where it made so many records of others."""
    if unit.member is None or not params.most_of_type or made < params.most_of_type:
        return None
    return Refusal("not-drawn", "", str(params.most_of_type))


def _is_own(unit: Unit, params: BuildParams) -> bool:
    return unit.asset.source_class in params.source_classes


def _foreign(unit: Unit, params: BuildParams) -> Drop:
    """Return the row of a unit whose source feeds no adapter: it is offered to no recipe."""
    refusal = Refusal("source-class", unit.asset.source_class, ", ".join(params.source_classes))
    return _refused(unit, refusal, "", "")


def asked(sample: Sample) -> int:
    """Return a number that is equal for equal questions, in this process."""
    return hash((sample.recipe, sample.input))


def ambiguous(samples: Sequence[Sample], questions: Sequence[int]) -> dict[int, Drop]:
    """Return the row of each sample, by number, whose question an earlier one asks for another answer.

    `questions` holds what `asked` gives of each; samples are read where two of these are equal.
    """
    alike = groupby(ordered(len(questions), questions.__getitem__), key=questions.__getitem__)
    return {number: drop for _, some in alike for number, drop in _ambiguous_of(samples, list(some))}


def _ambiguous_of(samples: Sequence[Sample], numbers: list[int]) -> Iterator[tuple[int, Drop]]:
    first: dict[tuple[str, str], Sample] = {}
    for number in numbers if len(numbers) > 1 else ():
        made = samples[number]
        earlier = first.setdefault((made.recipe, made.input), made)
        if earlier.output != made.output:
            yield number, _ambiguous(made, earlier)


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
    stars = _stars(recipe.input)
    left = room - _heaviest(*chain.from_iterable(recipe.instructions.values()))
    inputs = (input_of(make, recipe, stars[kept:]) for kept in range(len(stars), 0, -1))
    fitting = (one for one in inputs if isinstance(one, Refusal) or weight(one.text) <= left)
    return next(fitting, None) or input_of(make, recipe, stars)


@lru_cache(maxsize=256)
def _heaviest(*instructions: str) -> int:
    return max(map(weight, instructions))


class _Named(NamedTuple):
    """A piece of an input."""

    name: str
    most: int | None
    """Characters that it may take; those of the recipe when it says nothing."""
    mark: str


class _Line(NamedTuple):
    """A line of what a recipe says of its input."""

    pieces: tuple[_Named, ...]
    """Each once."""
    said: tuple[str, ...]
    """What stands before, between and after the pieces, one more than `names`."""
    names: tuple[str, ...]
    """Of the pieces, as often as they stand in the line."""

    def filled(self, present: dict[str, Piece]) -> str:
        """Return the line with what is present of its pieces."""
        parts = [*self.said[:1]]
        for name, said in zip(self.names, self.said[1:], strict=True):
            parts += [present[name].text, said] if name in present else [said]
        return "".join(parts)


@lru_cache(maxsize=256)
def _lines(text: str) -> list[_Line]:
    """Return the lines of what a recipe says of its input."""
    return list(map(_line, text.strip("\n").split("\n")))


def _line(text: str) -> _Line:
    said, names, numbers, marks = (tuple(NAMED.split(text)[part::4]) for part in range(4))
    pieces = map(_Named, names, (int(one) if one else None for one in numbers), marks)
    return _Line(tuple(dict.fromkeys(pieces)), said, names)


@lru_cache(maxsize=256)
def _stars(text: str) -> list[str]:
    """Return the pieces that give way, in their order."""
    return [piece.name for line in _lines(text) for piece in line.pieces if piece.mark == "*"]


def input_of(make: Make, recipe: Recipe, without: list[str]) -> Input | Refusal:
    """Return what the lines of `input` say of a unit, but for the pieces `without`, or why there is none."""
    lines: list[str] = []
    used: dict[str, Piece] = {}
    for line in _lines(recipe.input):
        present: dict[str, Piece] = {}
        for name, most, mark in line.pieces:
            if name in without:
                continue
            piece = make(name, recipe.limits.context if most is None else most)
            if isinstance(piece, Piece):
                present[name] = piece
            elif not mark:
                return piece
        if (filled := line.filled(present)).strip():
            lines.append(filled)
        used |= {name: piece for name, piece in present.items() if piece.text}
    spans = dict.fromkeys(span for piece in used.values() for span in piece.spans)
    return Input("\n".join(lines), tuple(spans), tuple(used))


def dropped(name: str, unit: Unit, result: Sample | Refusal) -> Drop:
    """Return the row of a unit of which a recipe makes nothing, or nothing new."""
    refusal = result if isinstance(result, Refusal) else Refusal("same-origin", "")
    said = refusal._replace(value=f"{name}: {refusal.value}" if refusal.value else name)
    return _refused(unit, said, name, "" if isinstance(result, Refusal) else result.id)


def _refused(unit: Unit, refusal: Refusal, recipe: str, duplicate_of: str) -> Drop:
    """Return the row of a unit that becomes no record."""
    places = unit.places
    return Drop(
        stage="build",
        item=unit.id,
        source=unit.asset.source,
        path=unit.path,
        blob=places[0].blob,
        rule=refusal.rule,
        value=refusal.value,
        threshold=refusal.threshold,
        duplicate_of=duplicate_of,
        recipe=recipe,
        spans=places,
    )


def figures(offers: dict[str, int], refused: Counter[str], candidates: Iterable[Sample]) -> Figures:
    """Return the figures of recipes with this many offers; `refused` counts by recipe and rule."""
    shares: dict[str, array[float]] = defaultdict(lambda: array("d"))
    languages: Counter[str] = Counter()
    for made in candidates:
        shares[made.recipe].append(made.named)
        languages[f"{made.recipe}/{made.natural_language}"] += 1
    return {
        "offers": dict(offers),
        "samples": {name: len(shares[name]) if name in shares else 0 for name in offers},
        "languages": dict(sorted(languages.items())),
        "named": {name: round(sum(found) / len(found), 4) for name, found in sorted(shares.items())},
        "refused": dict(sorted(refused.items())),
    }
