"""Let those candidates through that meet every standard, and say of each other one why not."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from math import ceil
from typing import NamedTuple

from stages.core.contract import Figures, canonical
from stages.core.records.drop import Drop
from stages.core.records.sample import Sample
from stages.core.template import prompt
from stages.gate.duplicates import RULE as DUPLICATE
from stages.gate.duplicates import duplicates
from stages.gate.finding import Finding, Measured
from stages.gate.params import GateParams, Standard
from stages.gate.rules.single_ac import criteria
from stages.gate.standards import FAMILIES, RULES, check_standards

CountTokens = Callable[[list[str]], list[int]]
"""Returns the tokens of each text."""


class Gated(NamedTuple):
    """Samples that went through and drops, both sorted, and the figures of the report."""

    samples: list[Sample]
    drops: list[Drop]
    figures: Figures


class Judged(NamedTuple):
    """A sample and all that the rules found, in the order of the rules."""

    measured: Measured
    found: list[tuple[str, Finding]]


def gate(candidates: list[Sample], params: GateParams, count_tokens: CountTokens) -> Gated:
    """Return the candidates that no standard drops."""
    check_standards(params.standards)
    judged = [
        Judged(measured, _judge(measured, params.standards))
        for measured in _measure(candidates, count_tokens)
    ]
    reasons = {entry.measured.sample.id: _reason(entry, params.standards) for entry in judged}
    left = [sample for sample in candidates if reasons[sample.id] is None]
    drops = [_drop(s, *reason, params.standards) for s in candidates if (reason := reasons[s.id]) is not None]
    standard = params.standards[DUPLICATE]
    copies = duplicates(left, standard.threshold) if standard.action == "drop" else {}
    drops += [
        _drop(
            sample, DUPLICATE, f"{copies[sample.id].similarity:.3f}", params.standards, copies[sample.id].of
        )
        for sample in left
        if sample.id in copies
    ]
    kept = sorted((sample for sample in left if sample.id not in copies), key=lambda sample: sample.id)
    return Gated(kept, sorted(drops, key=canonical), _figures(judged, kept, drops, params.standards))


def _measure(candidates: list[Sample], count_tokens: CountTokens) -> list[Measured]:
    prompts = count_tokens([prompt(sample.instruction, sample.input) for sample in candidates])
    answers = count_tokens([sample.output for sample in candidates])
    return [
        Measured(sample, before + after + 1)
        for sample, before, after in zip(candidates, prompts, answers, strict=True)
    ]


def _judge(measured: Measured, standards: dict[str, Standard]) -> list[tuple[str, Finding]]:
    found = [
        (rule, finding)
        for rule, find in RULES.items()
        if standards[rule].action != "off"
        for finding in find(measured, standards[rule].threshold)
    ]
    first: dict[tuple[tuple[str, ...], str], str] = {}
    for rule, finding in found:
        first.setdefault((_family(rule), finding.unit), rule)
    return [(rule, finding) for rule, finding in found if first[_family(rule), finding.unit] == rule]


def _family(rule: str) -> tuple[str, ...]:
    return next((family for family in FAMILIES if rule in family), (rule,))


def _reason(judged: Judged, standards: dict[str, Standard]) -> tuple[str, str] | None:
    return next(
        ((rule, finding.value) for rule, finding in judged.found if standards[rule].action == "drop"), None
    )


def _drop(
    sample: Sample, rule: str, value: str, standards: dict[str, Standard], duplicate_of: str = ""
) -> Drop:
    origin = sample.outputs[0]
    return Drop(
        stage="gate",
        item=sample.id,
        source=sample.source,
        path=origin.document.removeprefix(f"{sample.source}:"),
        blob=origin.blob,
        rule=rule,
        value=value,
        threshold=f"{standards[rule].threshold:g}",
        duplicate_of=duplicate_of,
    )


def _figures(
    judged: list[Judged], kept: list[Sample], drops: list[Drop], standards: dict[str, Standard]
) -> Figures:
    recipes = {entry.measured.sample.id: entry.measured.sample.recipe for entry in judged}
    stories = [criteria(entry.measured) for entry in judged if entry.measured.sample.format == "story"]
    tagged = Counter(
        f"{entry.measured.sample.recipe}/{rule}"
        for entry in judged
        for rule in {rule for rule, _ in entry.found if standards[rule].action == "tag"}
    )
    single = sum(count <= 1 for count in stories) / len(stories) if stories else 0.0
    return {
        "kept": _sorted(Counter(sample.recipe for sample in kept)),
        "rules": _sorted(Counter(f"{recipes[drop.item]}/{drop.rule}" for drop in drops)),
        "tagged": _sorted(tagged),
        "findings": _faulty_assets(judged),
        "criteria": _sorted(Counter(f"{count:02}" for count in stories)),
        "single_ac_share": round(single, 6),
        "tokens": _tokens(judged),
    }


def _sorted(counter: Counter[str]) -> dict[str, float | int | str]:
    return dict(sorted(counter.items()))


def _faulty_assets(judged: Iterable[Judged]) -> dict[str, float | int | str]:
    """Return how many distinct faulty methods, operations or texts each rule found in each source.

    The same method in two samples is one: what is counted is what somebody has to mend.
    """
    assets: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for entry in judged:
        sample = entry.measured.sample
        for rule, finding in entry.found:
            unit = hashlib.sha256(finding.unit.encode()).hexdigest()
            assets[f"{sample.source}/{rule}"].add((sample.outputs[0].document, unit))
    return {name: len(found) for name, found in sorted(assets.items())}


def _tokens(judged: Iterable[Judged]) -> dict[str, float | int | str]:
    """Return the median and the 95th percentile (nearest rank) of the samples' tokens by recipe."""
    lengths: dict[str, list[int]] = defaultdict(list)
    for entry in judged:
        lengths[entry.measured.sample.recipe].append(entry.measured.tokens)
    return {
        f"{recipe}/p{percent}": sorted(found)[ceil(len(found) * percent / 100) - 1]
        for recipe, found in sorted(lengths.items())
        for percent in (50, 95)
    }
