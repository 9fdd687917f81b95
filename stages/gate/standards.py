"""The rules that look at candidates, by id, in the order in which they are heard."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from stages.core.standards import asked
from stages.core.standards.finding import Finding, Rule
from stages.gate.candidate import CandidateRule, Measured
from stages.gate.held_out import HeldOutTexts
from stages.gate.params import GateParams
from stages.gate.rules import benchmark_overlap, token_budget, undetermined


class Looking(NamedTuple):
    """The rules that are not off; duplicate-sample is heard last, after all of these."""

    first: dict[str, CandidateRule]
    answers: dict[str, Rule]
    """Rules that look at the answer alone."""
    last: dict[str, CandidateRule]


def looking(params: GateParams, held_out: HeldOutTexts) -> Looking:
    """Return the rules that look. A sample is dropped by the first one that finds something and drops."""
    answers = asked.rules(params)
    first: dict[str, CandidateRule] = {"benchmark-overlap": partial(benchmark_overlap.find, texts=held_out)}
    last: dict[str, CandidateRule] = {"undetermined": undetermined.find, "token-budget": token_budget.find}
    return Looking(_on(first, params), answers, _on(last, params))


def findings(measured: Measured, looking: Looking, params: GateParams) -> list[tuple[str, Finding]]:
    """Return what the rules find, in their order."""
    return [
        *_found(measured, looking.first, params),
        *asked.findings(measured.answer, looking.answers, params.standards),
        *_found(measured, looking.last, params),
    ]


def _on(rules: Mapping[str, CandidateRule], params: GateParams) -> dict[str, CandidateRule]:
    return {name: find for name, find in rules.items() if params.standards[name].action != "off"}


def _found(
    measured: Measured, rules: Mapping[str, CandidateRule], params: GateParams
) -> list[tuple[str, Finding]]:
    return [
        (rule, finding)
        for rule, find in rules.items()
        for finding in find(measured, params.standards[rule].threshold)
    ]
