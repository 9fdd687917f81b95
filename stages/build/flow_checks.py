"""Refuse a flow that could never work, before anybody is asked."""

from collections.abc import Iterator

from stages.build.params import BuildParams, Flow
from stages.build.recipe_checks import languages_of, refuse_filter, refuse_format, refuse_pieces
from stages.build.teaching import REFERENCE
from stages.core.errors import PipelineError

LIST = "numbered-list"
"""Format of an answer whose items are gone through one by one."""


def check_flow(name: str, params: BuildParams) -> None:
    """Raise PipelineError with the first reason why a flow could never give a record."""
    where, flow = f"conf/flows/{name}.yaml", params.flows[name]
    refuse_pieces(where, flow.input)
    refuse_filter(where, flow.unit, flow.filter, params)
    for format in filter(None, (step.format for step in flow.steps)):
        refuse_format(where, format)
    languages = languages_of(where, flow.instructions)
    for found, expected in _faults(name, flow, params, languages):
        raise PipelineError(f"{where}: {found}, expected {expected}. Mend the flow.")


def _faults(name: str, flow: Flow, params: BuildParams, languages: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what was found and what was expected."""
    if name in params.recipes:
        yield f"a recipe is named '{name}', too", "another name"
    if not flow.steps or not flow.steps[-1].format or flow.steps[-1].each:
        yield "no last step with a format and without `each`", "one: its answer is the record's"
    if any(step.each and step.format != LIST for step in flow.steps):
        yield "`each` of a step with another format", LIST
    for number, step in enumerate(flow.steps, 1):
        missing = sorted(languages - {language for language, text in step.prompt.items() if text.strip()})
        if missing:
            yield f"step {number} has no prompt in {missing[0]}", "one in each language of the instructions"
        known = _known(flow, number)
        for text in step.prompt.values():
            yield from _unknown(f"step {number}", text, known)
    yield from _unknown("given", flow.given, _known(flow, len(flow.steps)))
    untold = sorted(languages - params.correction.keys())
    if untold:
        yield f"no build.correction in {untold[0]}", "one in each language of the instructions"


def _known(flow: Flow, number: int) -> list[str]:
    """Return what the text of a step may refer to: what is known before it is answered."""
    before = flow.steps[: number - 1]
    item = ["item"] if any(step.each for step in before) else []
    return ["input", *item, *(f"steps.{earlier}" for earlier in range(1, number))]


def _unknown(place: str, text: str, known: list[str]) -> Iterator[tuple[str, str]]:
    for name in REFERENCE.findall(text):
        if name not in known:
            yield f"{place} refers to '{name}'", f"one of {', '.join(known)}"
