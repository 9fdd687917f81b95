"""Let those candidates through that meet every standard, and say of each other one why not."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec

from stages.core.contract import Figures, canonical
from stages.core.records.drop import Drop
from stages.core.records.resource import Resource
from stages.core.records.sample import Sample
from stages.core.records.verdict import Verdict
from stages.core.standards.asked import findings
from stages.core.standards.settings import Standard
from stages.core.template import prompt
from stages.gate import mixing, reviews
from stages.gate.candidate import CandidateRule, Measured, answer_of
from stages.gate.duplicates import RULE as DUPLICATE
from stages.gate.duplicates import Duplicate, duplicates
from stages.gate.figures import Judged, Outcome, figures
from stages.gate.held_out import HeldOutTexts
from stages.gate.params import GateParams
from stages.gate.resources import resources
from stages.gate.standards import rules

CountTokens = Callable[[list[str]], list[int]]
"""Returns the tokens of each text."""


class Given(NamedTuple):
    """What a sample is held against, beside the settings."""

    count_tokens: CountTokens
    held_out: HeldOutTexts
    verdicts: list[Verdict]


class Gated(NamedTuple):
    """Samples that went through and drops, both sorted, and what there is to say of them."""

    samples: list[Sample]
    drops: list[Drop]
    edits: list[Sample]
    """Samples with the answer of a reviewer, kept or dropped: those that `build` did not make."""
    resources: list[Resource]
    figures: Figures


def gate(candidates: list[Sample], params: GateParams, given: Given) -> Gated:
    """Return the candidates, and what reviewers made of them, that no standard drops."""
    heard = reviews.reviewed(candidates, given.verdicts)
    looking = rules(params, given.held_out)
    judged = _judged(_measure(heard.samples, given.count_tokens), looking, params.standards)
    by_id = {sample.id: sample for sample in candidates}
    drops = [
        _drop(by_id[id], reviews.RULE, why, "", _id(heard.edits.get(id))) for id, why in heard.refused.items()
    ]
    left, dropped = _by_standards(judged, params)
    kept, beyond = _by_number(left, params)
    drops = sorted([*drops, *dropped, *beyond], key=canonical)
    edits = sorted(heard.edits.values(), key=lambda sample: sample.id)
    found = resources(heard.samples)
    outcome = Outcome(judged, kept, drops, found, heard.figures)
    recipes = {sample.id: sample.recipe for sample in [*candidates, *edits]}
    return Gated(kept, drops, edits, found, figures(outcome, recipes, params.standards))


def _id(sample: Sample | None) -> str:
    return sample.id if sample else ""


def _measure(candidates: list[Sample], count_tokens: CountTokens) -> list[Measured]:
    prompts = count_tokens([prompt(sample.instruction, sample.input) for sample in candidates])
    answers = count_tokens([sample.output for sample in candidates])
    return [
        Measured(sample, answer_of(sample), before + after + 1)
        for sample, before, after in zip(candidates, prompts, answers, strict=True)
    ]


def _judged(
    candidates: list[Measured], looking: dict[str, CandidateRule], standards: dict[str, Standard]
) -> list[Judged]:
    """Return what the rules find; equal answers are looked at one after the other, so that they are read
    once."""
    order = sorted(range(len(candidates)), key=lambda number: candidates[number].answer[::-1])
    found = {number: findings(candidates[number], looking, standards) for number in order}
    return [Judged(one, found[number]) for number, one in enumerate(candidates)]


def _by_standards(judged: list[Judged], params: GateParams) -> tuple[list[Sample], list[Drop]]:
    """Return the samples that go on, with what the standards wrote on them, and the drops."""
    left, drops = [], []
    for entry in judged:
        sample = entry.measured.sample
        reason = next((said for said in entry.found if _drops(said[0], sample, params.standards)), None)
        if reason is None:
            left.append(_marked(sample, {rule for rule, _ in entry.found}, params))
        else:
            drops.append(_drop(sample, reason[0], reason[1].value, _threshold(reason[0], params)))
    copies = (
        duplicates(left, params.standards[DUPLICATE].threshold)
        if params.standards[DUPLICATE].action != "off"
        else {}
    )
    return _without_copies(left, copies, params, drops)


def _drops(rule: str, sample: Sample, standards: dict[str, Standard]) -> bool:
    standard = standards[rule]
    return standard.action == "drop" and (standard.severity == "blocker" or not reviews.is_accepted(sample))


def _threshold(rule: str, params: GateParams) -> str:
    return f"{params.standards[rule].threshold:g}"


def _without_copies(
    left: list[Sample], copies: dict[str, Duplicate], params: GateParams, drops: list[Drop]
) -> tuple[list[Sample], list[Drop]]:
    if params.standards[DUPLICATE].action != "drop":
        return [_marked(s, {DUPLICATE} if s.id in copies else set(), params) for s in left], drops
    said = [
        _drop(
            sample,
            DUPLICATE,
            f"{copies[sample.id].similarity:.3f}",
            _threshold(DUPLICATE, params),
            copies[sample.id].of,
        )
        for sample in left
        if sample.id in copies
    ]
    return [sample for sample in left if sample.id not in copies], [*drops, *said]


def _marked(sample: Sample, found: Iterable[str], params: GateParams) -> Sample:
    """Return a sample with the rules that found something, weighed down when one of them says so."""
    rules_ = set(found)
    if not rules_:
        return sample
    is_light = any(params.standards[rule].action == "downweight" for rule in rules_)
    weight = params.downweight if is_light else sample.weight
    return msgspec.structs.replace(sample, weight=weight, tags=sorted({*sample.tags, *rules_}))


def _by_number(left: list[Sample], params: GateParams) -> tuple[list[Sample], list[Drop]]:
    beyond = mixing.left_out(left, params.mix, params.seed)
    kept = sorted((sample for sample in left if sample.id not in beyond), key=lambda sample: sample.id)
    drops = [
        _drop(sample, mixing.RULE, "beyond", beyond[sample.id]) for sample in left if sample.id in beyond
    ]
    return kept, drops


def _drop(sample: Sample, rule: str, value: str, threshold: str, duplicate_of: str = "") -> Drop:
    origin = sample.outputs[0]
    return Drop(
        stage="gate",
        item=sample.id,
        source=sample.source,
        path=origin.document.removeprefix(f"{sample.source}:"),
        blob=origin.blob,
        rule=rule,
        value=value,
        threshold=threshold,
        duplicate_of=duplicate_of,
    )
