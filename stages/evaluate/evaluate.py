"""Compare base, placebo and adapter on the test rows: loss, validity, likeness, and how sure that is."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from stages.core.bootstrap import Interval, interval, printable
from stages.core.contract import Figures
from stages.core.formats.violation import Violation
from stages.core.records.output import Output
from stages.core.records.sample import Sample
from stages.core.records.trained import Trained
from stages.core.standards.asked import findings
from stages.core.standards.finding import Answer, Rule
from stages.core.standards.settings import Standard
from stages.evaluate.params import EvaluateParams
from stages.evaluate.similarity import edit_similarity

Validator = Callable[[str, str], list[Violation]]
"""Takes the name of a format and a text."""


class Checks(NamedTuple):
    """What an answer is held against, beside its reference."""

    validate: Validator
    rules: dict[str, Rule]
    standards: dict[str, Standard]


class Given(NamedTuple):
    """What one model made of one test row."""

    sample: str
    model: str
    text: str
    stopped: bool
    loss: float


def outputs(samples: Iterable[Sample], answers: Iterable[Given], checks: Checks) -> list[Output]:
    """Return one row per answer, compared with its reference, validated and held against the standards,
    sorted by sample and model."""
    by_id = {sample.id: sample for sample in samples}
    rows = [_output(by_id[given.sample], given, checks) for given in answers]
    return sorted(rows, key=lambda row: (row.sample, row.model))


def figures(rows: Sequence[Output], samples: Sequence[Sample], params: EvaluateParams) -> Figures:
    """Return means per model, differences of the adapter with their intervals, and one verdict on the loss.

    A loss is the mean over answers of nats a token. Without placebo its comparisons are "not measured".
    """
    groups = {sample.id: sample.group for sample in samples}
    models = sorted({row.model for row in rows})
    per_model: Figures = {model: _means([row for row in rows if row.model == model]) for model in models}
    differences: Figures = {}
    for other in ("base", "placebo"):
        for name, better in (("loss", -1), ("valid", 1), ("passes", 1)):
            key = f"{name}_adapter_minus_{other}"
            differences[key] = (
                _compared(_difference(rows, groups, name, other, params), better)
                if other in models
                else "not measured"
            )
    return (
        per_model
        | differences
        | {
            "findings": _counted(f"{row.model}/{rule}" for row in rows for rule in row.findings),
            "rows": len({row.sample for row in rows}),
            "groups": len({groups[row.sample] for row in rows}),
            "verdict": verdict(
                [differences["loss_adapter_minus_base"], differences["loss_adapter_minus_placebo"]]
            ),
        }
    )


def of_training(trained: Trained) -> Figures:
    """Return what Git must know of the training: its figures, and the digests of all that it read."""
    names = ("train_sha256", "validation_sha256", "order_sha256", "base_sha256", "template_sha256")
    return {"training": {**trained.figures}, "trained": {name: getattr(trained, name) for name in names}}


def verdict(losses: Sequence[object]) -> str:
    """Return `better` when the adapter beats all others, `worse` when one beats it, else `no evidence`.

    A comparison that was not measured is no win.
    """
    said = {str(one["verdict"]) if isinstance(one, dict) else "not measured" for one in losses}
    if "worse" in said:
        return "worse"
    return "better" if said == {"better"} else "no evidence"


def _output(sample: Sample, given: Given, checks: Checks) -> Output:
    broken = sorted({violation.rule for violation in checks.validate(sample.format, given.text)})
    answer = Answer(sample.format, sample.instruction, sample.input, given.text)
    every = sorted(rule for rule, _ in findings(answer, checks.rules, checks.standards))
    found = ["format"] if "format" in every else every
    return Output(
        sample=sample.id,
        model=given.model,
        text=given.text,
        stopped=given.stopped,
        loss=round(given.loss, 6),
        exact=given.text == sample.output,
        edit_similarity=round(edit_similarity(given.text, sample.output), 6),
        valid=not broken,
        violations=broken,
        findings=found,
        passes=not any(checks.standards[rule].action == "drop" for rule in found),
    )


def _means(rows: Sequence[Output]) -> dict[str, float | int | str]:
    names = ("loss", "exact", "edit_similarity", "valid", "passes")
    means = {name: sum(getattr(row, name) for row in rows) / len(rows) for name in names}
    cut = sum(not row.stopped for row in rows) / len(rows)
    return {name: round(mean, 6) for name, mean in (means | {"cut": cut}).items()}


def _counted(found: Iterable[str]) -> dict[str, float | int | str]:
    return dict(sorted(Counter(found).items()))


def _difference(
    rows: Sequence[Output], groups: dict[str, str], name: str, other: str, params: EvaluateParams
) -> Interval:
    values = {(row.sample, row.model): float(getattr(row, name)) for row in rows}
    ids = sorted({row.sample for row in rows})
    return interval(
        [values[one, "adapter"] - values[one, other] for one in ids],
        [groups[one] for one in ids],
        params.draws,
        params.confidence,
        params.seed,
    )


def _compared(found: Interval, better: int) -> dict[str, float | int | str]:
    said = "no evidence"
    if found.low > 0 or found.high < 0:
        said = "better" if found.mean * better > 0 else "worse"
    return printable(found) | {"verdict": said}
