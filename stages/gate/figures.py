"""The figures of the report, and the tables of its plots."""

import csv
import hashlib
import io
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

from stages.core.contract import Figures
from stages.core.records.drop import Drop
from stages.core.records.resource import Resource
from stages.core.records.sample import Sample
from stages.core.standards.finding import Finding
from stages.core.standards.rules.single_ac import criteria
from stages.core.standards.settings import Standard
from stages.gate.candidate import Measured
from stages.gate.diversity import CASES, cases, share_beyond_happy
from stages.gate.resources import pattern

Group = dict[str, float | int | str]


class Judged(NamedTuple):
    """A sample and all that the rules found, in the order of the rules."""

    measured: Measured
    found: list[tuple[str, Finding]]


class Outcome(NamedTuple):
    """What `gate` found and decided."""

    judged: list[Judged]
    kept: list[Sample]
    drops: list[Drop]
    resources: list[Resource]
    reviews: Group


def figures(outcome: Outcome, recipes: dict[str, str], standards: dict[str, Standard]) -> Figures:
    """Return the figures of the report; `recipes` are those of all candidates, by id."""
    judged, drops = outcome.judged, outcome.drops
    stories = [entry.measured for entry in judged if entry.measured.sample.format == "story"]
    counts = [criteria(story.answer) for story in stories]
    told = [cases(story.sample) for story in stories]
    single = sum(count <= 1 for count in counts) / len(counts) if counts else 0.0
    return {
        "kept": _sorted(Counter(sample.recipe for sample in outcome.kept)),
        "rules": _sorted(Counter(f"{recipes[drop.item]}/{drop.rule}" for drop in drops)),
        "tagged": _sorted(_acted(judged, standards, "tag")),
        "downweighted": _sorted(_acted(judged, standards, "downweight")),
        "findings": _faulty_assets(judged),
        "severity": _sorted(Counter(standards[rule].severity for entry in judged for rule, _ in entry.found)),
        "criteria": _sorted(Counter(f"{count:02}" for count in counts)),
        "cases": {case: sum(found.count(case) for found in told) for case in CASES},
        "single_ac_share": round(single, 6),
        "edge_or_failure_share": round(share_beyond_happy(told), 6),
        "crud": _sorted(Counter(f"{found.source}/{pattern(found)}" for found in outcome.resources)),
        "reviews": outcome.reviews,
        "tokens": _tokens(judged),
    }


def _sorted(counter: Counter[str]) -> Group:
    return dict(sorted(counter.items()))


def _acted(judged: Iterable[Judged], standards: dict[str, Standard], action: str) -> Counter[str]:
    return Counter(
        f"{entry.measured.sample.recipe}/{rule}"
        for entry in judged
        for rule in {rule for rule, _ in entry.found if standards[rule].action == action}
    )


def _faulty_assets(judged: Iterable[Judged]) -> Group:
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


def _tokens(judged: Iterable[Judged]) -> Group:
    """Return the median and the 95th percentile (nearest rank) of the samples' tokens by recipe."""
    lengths: dict[str, list[int]] = defaultdict(list)
    for entry in judged:
        lengths[entry.measured.sample.recipe].append(entry.measured.tokens)
    return {
        f"{recipe}/p{percent}": sorted(found)[ceil(len(found) * percent / 100) - 1]
        for recipe, found in sorted(lengths.items())
        for percent in (50, 95)
    }


def plot_of_drops(drops: Iterable[Drop]) -> bytes:
    """Return the table of drops by rule, as CSV, most first."""
    counted = Counter(drop.rule for drop in drops)
    return _table(("rule", "samples"), [*sorted(counted.items(), key=lambda item: (-item[1], item[0]))])


def plot_of_criteria(judged: Figures) -> bytes:
    """Return the table of stories by number of criteria, as CSV."""
    counted = judged["criteria"]
    return _table(("criteria", "stories"), counted.items() if isinstance(counted, dict) else ())


def _table(header: tuple[str, str], rows: Iterable[tuple[str, object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue().encode()
