"""The rules that look at candidates, by id, in the order in which they are heard."""

from functools import partial

from stages.core.standards import asked
from stages.gate.candidate import CandidateRule, of_answers
from stages.gate.held_out import HeldOutTexts
from stages.gate.params import GateParams
from stages.gate.rules import benchmark_overlap, token_budget, undetermined


def rules(params: GateParams, held_out: HeldOutTexts) -> dict[str, CandidateRule]:
    """Return the rules that look, in the order in which they are heard; duplicate-sample is heard last.

    A sample is dropped by the first rule that finds something and drops.
    """
    every: dict[str, CandidateRule] = {
        "benchmark-overlap": partial(benchmark_overlap.find, texts=held_out),
        **{name: of_answers(find) for name, find in asked.rules(params).items()},
        "undetermined": undetermined.find,
        "token-budget": token_budget.find,
    }
    return {name: find for name, find in every.items() if params.standards[name].action != "off"}
