"""Let those candidates through that meet every standard, and say of each other one why not."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from stages.core.contract import Figures, canonical
from stages.core.on_disk import OnDisk, Sorting, encoded, ordered
from stages.core.records.drop import Drop
from stages.core.records.resource import Resource
from stages.core.records.sample import Sample
from stages.core.records.verdict import Verdict
from stages.core.standards.settings import Standard
from stages.core.template import prompt
from stages.gate import mixing, reviews
from stages.gate.candidate import Measured, answer_of
from stages.gate.duplicates import RULE as DUPLICATE
from stages.gate.duplicates import Duplicates, duplicates
from stages.gate.figures import Tally
from stages.gate.held_out import HeldOutTexts
from stages.gate.names import Names
from stages.gate.params import GateParams
from stages.gate.resources import resources
from stages.gate.standards import findings, looking

CountTokens = Callable[[list[str]], list[int]]
"""Returns the tokens of each text."""

TOGETHER = 512
"""Samples that are measured and judged at a time."""


class Given(NamedTuple):
    """What a sample is held against, beside the settings."""

    count_tokens: CountTokens
    held_out: HeldOutTexts
    verdicts: list[Verdict]


class Gated(NamedTuple):
    """Samples that went through and drops, both sorted, and what there is to say of them."""

    samples: OnDisk[Sample]
    drops: OnDisk[Drop]
    edits: list[Sample]
    """Samples with the answer of a reviewer, kept or dropped: those that `build` did not make."""
    resources: list[Resource]
    figures: Figures


def gate(candidates: Sequence[Sample], params: GateParams, given: Given) -> Gated:
    """Return the candidates, and what reviewers made of them, that no standard drops.

    They are read from where they are, some at a time; held is what is global, a few bytes of each.
    """
    heard = reviews.reviewed(candidates, given.verdicts)
    judging = Judging(params, given)
    for sample in candidates if heard.refused else ():
        if sample.id in heard.refused:
            judging.drop(sample, reviews.RULE, heard.refused[sample.id], "", _id(heard.edits.get(sample.id)))
    outputs = array("q")
    found = resources(_noted(heard.samples, outputs))
    order = ordered(len(outputs), outputs.__getitem__)
    while numbers := list(islice(order, TOGETHER)):
        judging.judge([heard.samples[number] for number in numbers])
    kept = judging.kept()
    return Gated(
        samples=kept.samples,
        drops=judging.drops.sorted(),
        edits=sorted(heard.edits.values(), key=lambda sample: sample.id),
        resources=found,
        figures=judging.tally.figures(kept.counts, found, heard.figures),
    )


def _id(sample: Sample | None) -> str:
    return sample.id if sample else ""


def _noted(samples: Iterable[Sample], outputs: "array[int]") -> Iterator[Sample]:
    """Yield samples, and note what tells their outputs apart: equal answers are looked at one after the
    other, so that they are read once."""
    for sample in samples:
        outputs.append(hash(sample.output))
        yield sample


class Kept(NamedTuple):
    """Samples that went through, and how many of each recipe."""

    samples: OnDisk[Sample]
    counts: Counter[str]


class Judging:
    """Samples as they are judged: written to disk one by one, and what they are counted by."""

    def __init__(self, params: GateParams, given: Given) -> None:
        """Begin with none."""
        self._params, self._count_tokens = params, given.count_tokens
        self._looking = looking(params, given.held_out)
        self._left = Sorting(Sample)
        self.drops = Sorting(Drop)
        self.tally = Tally(params.standards)

    def judge(self, samples: list[Sample]) -> None:
        """Keep what goes on, with what the standards write on it, and drop what does not."""
        standards = self._params.standards
        for measured in _measure(samples, self._count_tokens):
            sample = measured.sample
            found = findings(measured, self._looking, self._params)
            self.tally.judge(measured, found)
            reason = next((said for said in found if _drops(said[0], sample, standards)), None)
            if reason is None:
                marked = _marked(sample, {rule for rule, _ in found}, self._params)
                self._left.add(marked, f"{sample.recipe} {sample.id}")
            else:
                self.drop(sample, reason[0], reason[1].value, _threshold(reason[0], self._params))

    def drop(self, sample: Sample, rule: str, value: str, threshold: str, duplicate_of: str = "") -> None:
        """Write the row of a sample that does not go on."""
        self.tally.drop(sample.recipe, rule)
        self.drops.add(_drop(sample, rule, value, threshold, duplicate_of), "")

    def kept(self) -> Kept:
        """Return what is left, sorted, without copies and what is beyond the mixture, which are dropped."""
        params, left = self._params, self._left.sorted()
        names, standard = Names(left), params.standards[DUPLICATE]
        copies = duplicates(left, standard.threshold) if standard.action != "off" else Duplicates()
        dropped = copies if standard.action == "drop" else Duplicates()
        mixed = (
            names[number]
            for number, recipe in names.recipes()
            if recipe in params.mix and dropped.of(number) is None
        )
        beyond = mixing.left_out(mixed, params.mix, params.seed)
        counts: Counter[str] = Counter()
        out: set[int] = set()
        for number, recipe in names.recipes():
            if copy := dropped.of(number):
                threshold = _threshold(DUPLICATE, params)
                self.drop(left[number], DUPLICATE, f"{copy.similarity:.3f}", threshold, names[copy.of].id)
            elif beyond and (id := names[number].id) in beyond:
                self.drop(left[number], mixing.RULE, "beyond", beyond[id])
                out.add(number)
            else:
                counts[recipe] += 1
        rows = (
            canonical(_marked(left[number], [DUPLICATE], params)) if copies.of(number) else left.row(number)
            for number in names.by_id()
            if number not in out and dropped.of(number) is None
        )
        return Kept(encoded(Sample, rows), counts)


def _measure(samples: list[Sample], count_tokens: CountTokens) -> list[Measured]:
    prompts = count_tokens([prompt(sample.instruction, sample.input) for sample in samples])
    answers = count_tokens([sample.output for sample in samples])
    return [
        Measured(sample, answer_of(sample), before + after + 1)
        for sample, before, after in zip(samples, prompts, answers, strict=True)
    ]


def _drops(rule: str, sample: Sample, standards: dict[str, Standard]) -> bool:
    standard = standards[rule]
    return standard.action == "drop" and (standard.severity == "blocker" or not reviews.is_accepted(sample))


def _threshold(rule: str, params: GateParams) -> str:
    return f"{params.standards[rule].threshold:g}"


def _marked(sample: Sample, found: Iterable[str], params: GateParams) -> Sample:
    """Return a sample with the rules that found something, weighed down when one of them says so."""
    rules_ = set(found)
    if not rules_:
        return sample
    is_light = any(params.standards[rule].action == "downweight" for rule in rules_)
    weight = params.downweight if is_light else sample.weight
    return msgspec.structs.replace(sample, weight=weight, tags=sorted({*sample.tags, *rules_}))


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
