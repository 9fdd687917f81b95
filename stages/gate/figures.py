"""The figures of the report, and the tables of its plots."""

import csv
import hashlib
import io
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import ceil

from stages.core.contract import Figures, canonical
from stages.core.records.drop import Drop
from stages.core.records.resource import Resource
from stages.core.standards.finding import Finding
from stages.core.standards.rules.single_ac import criteria
from stages.core.standards.settings import Standard
from stages.gate.candidate import Measured
from stages.gate.diversity import CASES, cases, is_beyond_happy
from stages.gate.resources import pattern

Group = dict[str, float | int | str]


class Tally:
    """What is counted of candidates as they are judged."""

    def __init__(self, standards: dict[str, Standard]) -> None:
        """Begin with none."""
        self._standards = standards
        self._rules: Counter[str] = Counter()
        self._acted: dict[str, Counter[str]] = defaultdict(Counter)
        self._severity: Counter[str] = Counter()
        self._criteria: Counter[int] = Counter()
        self._cases: Counter[str] = Counter()
        self._beyond_happy = 0
        self._tokens: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._faulty: dict[str, set[bytes]] = defaultdict(set)

    def drop(self, recipe: str, rule: str) -> None:
        """Count a drop."""
        self._rules[f"{recipe}/{rule}"] += 1

    def judge(self, measured: Measured, found: list[tuple[str, Finding]]) -> None:
        """Count a sample and all that the rules found, in the order of the rules."""
        sample = measured.sample
        self._tokens[sample.recipe].append(measured.tokens)
        for rule, finding in found:
            self._severity[self._standards[rule].severity] += 1
            unit = canonical([sample.outputs[0].document, finding.unit])
            self._faulty[f"{sample.source}/{rule}"].add(hashlib.sha256(unit).digest())
        for rule in {rule for rule, _ in found}:
            self._acted[self._standards[rule].action][f"{sample.recipe}/{rule}"] += 1
        if sample.format == "story":
            told = cases(sample)
            self._criteria[criteria(measured.answer)] += 1
            self._cases.update(told)
            self._beyond_happy += is_beyond_happy(told)

    def figures(self, kept: Counter[str], resources: list[Resource], reviews: Group) -> Figures:
        """Return the figures of the report; `kept` counts samples by recipe."""
        stories = self._criteria.total()
        single = sum(count for number, count in self._criteria.items() if number <= 1)
        return {
            "kept": _sorted(kept),
            "rules": _sorted(self._rules),
            "tagged": _sorted(self._acted["tag"]),
            "downweighted": _sorted(self._acted["downweight"]),
            "findings": {name: len(found) for name, found in sorted(self._faulty.items())},
            "severity": _sorted(self._severity),
            "criteria": {f"{number:02}": count for number, count in sorted(self._criteria.items())},
            "cases": {case: self._cases[case] for case in CASES},
            "single_ac_share": _share(single, stories),
            "edge_or_failure_share": _share(self._beyond_happy, stories),
            "crud": _sorted(Counter(f"{found.source}/{pattern(found)}" for found in resources)),
            "reviews": reviews,
            "tokens": self._percentiles(),
        }

    def _percentiles(self) -> Group:
        """Return the median and the 95th percentile (nearest rank) of the samples' tokens by recipe."""
        return {
            f"{recipe}/p{percent}": sorted(found)[ceil(len(found) * percent / 100) - 1]
            for recipe, found in sorted(self._tokens.items())
            for percent in (50, 95)
        }


def _sorted(counter: Counter[str]) -> Group:
    return dict(sorted(counter.items()))


def _share(some: int, all_: int) -> float:
    return round(some / all_, 6) if all_ else 0.0


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
