"""Turn a teacher's recorded answers into records: go through the steps of each flow, unit by unit.

The same walk asks the teacher (`adaptrail teach`, which records) and replays (`build`, which opens no
connection): what is asked next depends on the answers before it and on nothing else.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

import msgspec

from stages.build.build import Built, Known, ambiguous, asked, dropped, figures, input_of, maker, outside
from stages.build.flow_checks import check_flow
from stages.build.params import BuildParams, Flow, Recipe
from stages.build.piece import Piece, Refusal
from stages.build.record import Draft, Input, draw, id_of, language_of, written
from stages.build.recordings import Answers
from stages.build.teaching import Question, filled, told
from stages.build.unit import Assets, Unit, units
from stages.build.world import World
from stages.core.contract import Figures
from stages.core.formats import numbered_list
from stages.core.on_disk import Sorting
from stages.core.records.drop import Drop
from stages.core.records.sample import Sample
from stages.core.similarity import NGrams, jaccard, shingles

Texts = dict[tuple[str, ...], list[NGrams]]
"""Texts that an item must differ from, as their n-grams, by each n-gram."""


class Result(NamedTuple):
    """What one walk through a flow came to; a unit has several where a step is gone through for each item."""

    unit: Unit
    outcome: Sample | Refusal


class Walk(NamedTuple):
    """What a walk through the steps needs."""

    name: str
    flow: Flow
    recipe: Recipe
    params: BuildParams
    known: Known
    texts: Texts


class Said(NamedTuple):
    """What was answered so far."""

    answers: tuple[str, ...]
    """By step."""
    item: str
    """The item that is at hand, or an empty string."""
    keys: tuple[str, ...]
    """Of the requests, in order."""


class Drawn(NamedTuple):
    """Units that the teacher is asked about, in the order of the draw, and why it is not about the others."""

    units: list[Unit]
    refused: list[Result]


def taught(built: Built, assets: Assets, params: BuildParams, answers: Answers) -> Built:
    """Return what recipes built, and beside it what the flows make of recorded answers.

    Raises PipelineError when a flow could never work.
    """
    known = Known(World(assets, params), params)
    results = {name: list(walked(name, assets, known, lambda _: answers)) for name in sorted(params.flows)}
    if not results:
        return built
    made = [one.outcome for found in results.values() for one in found if isinstance(one.outcome, Sample)]
    other = ambiguous(made, [asked(one) for one in made])
    samples = [one for number, one in enumerate(made) if number not in other]
    drops = [*other.values()] + [
        dropped(name, one.unit, one.outcome)
        for name, found in results.items()
        for one in found
        if isinstance(one.outcome, Refusal)
    ]
    return _joined(built, samples, drops, {name: len(found) for name, found in results.items()})


def _joined(built: Built, samples: list[Sample], drops: list[Drop], offers: dict[str, int]) -> Built:
    candidates, refusals = Sorting(Sample), Sorting(Drop)
    for sample in chain(built.candidates, samples):
        candidates.add(sample, sample.id)
    for drop in chain(built.drops, drops):
        refusals.add(drop, "")
    refused = Counter(f"{drop.recipe}/{drop.rule}" for drop in drops)
    return Built(
        candidates=candidates.sorted(),
        drops=refusals.sorted(),
        dropped=built.dropped + Counter(drop.rule for drop in drops),
        offers=built.offers + sum(offers.values()),
        figures=_merged(built.figures, figures(offers, refused, samples)),
    )


def _merged(recipes: Figures, flows: Figures) -> Figures:
    """Return the groups of figures of recipes and of flows by name: no flow has the name of a recipe."""
    return {
        name: dict(sorted({**group, **beside}.items()))
        for name, group in recipes.items()
        if isinstance(group, dict) and isinstance(beside := flows[name], dict)
    }


def walked(name: str, assets: Assets, known: Known, answers: Callable[[Unit], Answers]) -> Iterator[Result]:
    """Yield what each unit of a flow comes to: a record or a refusal, several where a step gives a list.

    `answers` says whom to ask about a unit: the recordings alone, or a teacher beside them.
    """
    params = known.params
    flow = params.flows[name]
    check_flow(name, params)
    recipe = as_recipe(flow)
    drawn = drawn_units(name, assets, params)
    yield from drawn.refused
    inputs = {unit.id: input_of(maker(unit, known), recipe, []) for unit in offered(name, assets, params)}
    walk = Walk(name, flow, recipe, params, known, {})
    for given in inputs.values():
        if isinstance(given, Input):
            _remember(walk.texts, given.text)
    for unit in drawn.units:
        yield from (Result(unit, outcome) for outcome in _about(walk, unit, inputs[unit.id], answers(unit)))


def offered(name: str, assets: Assets, params: BuildParams) -> list[Unit]:
    """Return the units that a flow's filter lets in and that may feed adapters."""
    flow = params.flows[name]
    return [
        unit
        for unit in units(as_recipe(flow), assets)
        if unit.asset.source_class in params.source_classes
        if not flow.sources or unit.asset.source in flow.sources
    ]


def drawn_units(name: str, assets: Assets, params: BuildParams) -> Drawn:
    """Return at most as many units as the flow asks about, by draw, and a refusal for each other one."""
    flow = params.flows[name]
    allowed = sorted(
        offered(name, assets, params), key=lambda unit: (draw(params.seed, name, unit.id), unit.id)
    )
    most = flow.most or len(allowed)
    foreign = [
        Result(unit, Refusal("source-class", unit.asset.source_class, ", ".join(params.source_classes)))
        for unit in units(as_recipe(flow), assets)
        if unit.asset.source_class not in params.source_classes
        if not flow.sources or unit.asset.source in flow.sources
    ]
    beyond = [Result(unit, Refusal("not-drawn", "", str(most))) for unit in allowed[most:]]
    return Drawn(allowed[:most], [*foreign, *beyond])


def as_recipe(flow: Flow) -> Recipe:
    """Return what a flow has in common with a recipe: which units, which input, which instruction."""
    return Recipe(
        version=flow.version,
        step=flow.step,
        unit=flow.unit,
        filter=flow.filter,
        limits=flow.limits,
        natural_language="unit",
        instructions=flow.instructions,
        input=flow.input,
        output="",
        format=flow.steps[-1].format if flow.steps else "",
    )


def _about(walk: Walk, unit: Unit, given: Input | Refusal, answers: Answers) -> Iterator[Sample | Refusal]:
    if isinstance(given, Refusal):
        yield given
        return
    language = language_of(unit, walk.recipe, "", unit.id, walk.params.seed)
    for said in _steps(walk, given, language, answers, Said((), "", ())):
        yield said if isinstance(said, Refusal) else _sample(walk, unit, given, language, said)


def _steps(walk: Walk, given: Input, language: str, answers: Answers, said: Said) -> Iterator[Said | Refusal]:
    """Yield what was said at the end of each way through the steps that are left."""
    number = len(said.answers)
    if number == len(walk.flow.steps):
        yield said
        return
    step = walk.flow.steps[number]
    prompt = filled(step.prompt[language], _values(given, said))
    correction = walk.params.correction[language]
    answer = told(
        Question(walk.name, number + 1, prompt, step.format, language, correction),
        walk.params.teacher,
        answers,
    )
    if isinstance(answer, Refusal):
        yield answer
        return
    grown = Said((*said.answers, answer.text), said.item, (*said.keys, *answer.keys))
    if not step.each:
        yield from _steps(walk, given, language, answers, grown)
        return
    for item in numbered_list.parse(answer.text) or ():
        likeness = _likeness(walk.texts, item)
        if likeness >= walk.flow.near:
            yield Refusal("near-duplicate", f"step {number + 1}: {likeness:.3f}", f"{walk.flow.near:g}")
        else:
            _remember(walk.texts, item)
            yield from _steps(walk, given, language, answers, grown._replace(item=item))


def _values(given: Input, said: Said) -> dict[str, str]:
    steps = {f"steps.{number}": answer for number, answer in enumerate(said.answers, 1)}
    return {"input": given.text, "item": said.item, **steps}


def _sample(walk: Walk, unit: Unit, given: Input, language: str, said: Said) -> Sample | Refusal:
    answer = said.answers[-1]
    refusal = outside(answer, walk.flow.limits)
    if refusal:
        return refusal
    spans = given.spans or tuple(unit.places)
    shown = Input(filled(walk.flow.given, _values(given, said)), spans, given.pieces)
    draft = Draft(walk.name, walk.recipe, unit, shown, Piece(answer, spans), walk.known.world)
    id = id_of(draft, "/".join([*given.pieces, *unit.cells[:1], said.item]))
    teacher = walk.params.teacher
    return msgspec.structs.replace(
        written(draft, id, language, walk.params.seed),
        teacher=f"{teacher.provider}/{teacher.model}",
        recordings=list(said.keys),
    )


def _remember(known: Texts, text: str) -> None:
    """Let no later item be near to a line of `text`."""
    for line in filter(str.strip, text.split("\n")):
        grams = shingles(line)
        for gram in grams:
            known.setdefault(gram, []).append(grams)


def _likeness(known: Texts, item: str) -> float:
    """Return the similarity of an item to the nearest text that is known."""
    grams = shingles(item)
    near = {id(other): other for gram in grams for other in known.get(gram, ())}
    return max((jaccard(grams, other) for other in near.values()), default=0.0)
