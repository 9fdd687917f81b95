"""Give the results of a run as numbers: what the table of `adaptrail audit report` shows, for programs."""

from collections.abc import Mapping
from typing import NamedTuple

from stages.attest.results import content
from stages.core.contract import Figures

Figure = float | int | str | dict[str, float | int | str]
"""A value of `Figures`."""


class Measured(NamedTuple):
    """One adapter's numbers, under the names of `Result`; a model that was not trained is left out."""

    adapter: str
    rows: dict[str, Figure]
    """Training and test rows."""
    loss: dict[str, Figure]
    """By model, in nats a token of the reference answer."""
    over_base: Figure
    """Difference of the loss: its mean, the bounds of its interval and the verdict."""
    over_placebo: Figure
    """The same; `not measured` without placebo."""
    valid: dict[str, Figure]
    """By model, share of answers that the format's validator accepts, 0 to 1."""
    copied: dict[str, Figure]
    """By model, share of answers to training prompts that hold `probe.shortest` lexemes of training text in a
    row."""
    verdict: Figure


def measured(adapter: str, shortest: int) -> Measured:
    """Return the numbers of an adapter whose reports `results` could read with the same `shortest`."""
    dealt, evaluated, probed = (content(stage, adapter).figures for stage in ("split", "evaluate", "probe"))
    return Measured(
        adapter=adapter,
        rows={"train": dealt["train"], "test": evaluated["rows"]},
        loss=_by_model(evaluated, "loss"),
        over_base=evaluated["loss_adapter_minus_base"],
        over_placebo=evaluated["loss_adapter_minus_placebo"],
        valid=_by_model(evaluated, "valid"),
        copied=_by_model(probed, f"at_{shortest}"),
        verdict=evaluated["verdict"],
    )


def _by_model(figures: Figures, name: str) -> dict[str, Figure]:
    groups = {model: figures.get(model) for model in ("base", "placebo", "adapter")}
    return {model: group[name] for model, group in groups.items() if isinstance(group, Mapping)}
