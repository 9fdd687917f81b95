"""The rules that look at candidates, by id, in the order in which they are heard."""

from functools import partial

from stages.core.errors import PipelineError
from stages.core.standards import asked
from stages.core.standards.settings import Standard
from stages.gate.candidate import CandidateRule, of_answers
from stages.gate.duplicates import RULE as DUPLICATE
from stages.gate.held_out import HeldOutTexts
from stages.gate.params import GateParams
from stages.gate.rules import benchmark_overlap, token_budget, undetermined

OF_CANDIDATES = ("benchmark-overlap", "undetermined", "token-budget", DUPLICATE)
"""Rules that look at more than an answer. A sample is dropped by the first rule that finds something and
drops; duplicate-sample is heard last."""


def rules(params: GateParams, held_out: HeldOutTexts) -> dict[str, CandidateRule]:
    """Return the rules that look, in the order in which they are heard."""
    every: dict[str, CandidateRule] = {
        "benchmark-overlap": partial(benchmark_overlap.find, texts=held_out),
        **{name: of_answers(find) for name, find in asked.rules(params).items()},
        "undetermined": undetermined.find,
        "token-budget": token_budget.find,
    }
    return {name: find for name, find in every.items() if params.standards[name].action != "off"}


def check_standards(standards: dict[str, Standard]) -> None:
    """Refuse settings that name a rule that nobody knows, or leave one out."""
    known = {*asked.RULES, *asked.WITH_SETTINGS, *OF_CANDIDATES}
    wrong = sorted(known ^ standards.keys())
    if wrong:
        found = "no standard" if wrong[0] in known else "a standard without a rule"
        raise PipelineError(
            f"conf/standards/: {found} '{wrong[0]}', expected one for each of {', '.join(sorted(known))}. "
            "Mend the file."
        )
