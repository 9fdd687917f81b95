"""The results of a run: what each adapter gained over its base and its placebo, and what it gives back
verbatim."""

from collections.abc import Mapping
from typing import NamedTuple

from stages.core.contract import Counts, Figures, read_json, report_path
from stages.core.errors import PipelineError
from stages.core.records.record import Record


class ReportContent(Record, frozen=True):
    """The content of a report: counts and figures."""

    counts: Counts
    figures: Figures


class Result(NamedTuple):
    """One adapter's line in the table of results."""

    adapter: str
    rows: str
    """Training and test rows."""
    loss: str
    """In nats a token of the reference answer."""
    over_base: str
    """Difference of the loss with its interval; below zero is better."""
    over_placebo: str
    valid: str
    """Share of answers that the format's validator accepts."""
    copied: str
    """Share of answers to training prompts that hold a run of training text of `probe.shortest` lexemes."""
    verdict: str
    """`better` when the loss beats base and placebo with its interval, else `no evidence` or `worse`."""


def headings(shortest: int) -> tuple[str, ...]:
    """Return the headings of the table, in the order of the fields of `Result`."""
    return (
        "adapter",
        "train / test",
        "loss: base / placebo / adapter",
        "adapter - base",
        "adapter - placebo",
        "valid: base / placebo / adapter",
        f"copied >= {shortest} lexemes: base / adapter",
        "verdict",
    )


def results(adapters: list[str], shortest: int) -> list[Result]:
    """Return one line per adapter from its reports; `shortest` is the setting of `probe`."""
    return [_result(adapter, shortest) for adapter in adapters]


def content(stage: str, adapter: str = "") -> ReportContent:
    """Return the report of a stage, or of one entry of its matrix."""
    return read_json(report_path(stage, adapter), ReportContent)


def _result(adapter: str, shortest: int) -> Result:
    dealt, evaluated, probed = (content(stage, adapter).figures for stage in ("split", "evaluate", "probe"))
    try:
        return _line(adapter, dealt, evaluated, _copied(probed, shortest))
    except (KeyError, TypeError, ValueError) as error:
        raise PipelineError(
            f"reports/*/{adapter}.json: {error} is missing or no number, expected the figures of split, "
            f"evaluate and probe. Run `dvc repro evaluate@{adapter} probe@{adapter}`."
        ) from error


def _copied(probed: Figures, shortest: int) -> str:
    shares = (_group(probed, model)[f"at_{shortest}"] for model in ("base", "adapter"))
    return " / ".join(f"{share:.0%}" for share in shares)


def _line(adapter: str, dealt: Figures, evaluated: Figures, copied: str) -> Result:
    return Result(
        adapter=adapter,
        rows=f"{dealt['train']} / {evaluated['rows']}",
        loss=_models(evaluated, "loss", "{:.2f}"),
        over_base=_interval(evaluated["loss_adapter_minus_base"]),
        over_placebo=_interval(evaluated["loss_adapter_minus_placebo"]),
        valid=_models(evaluated, "valid", "{:.0%}"),
        copied=copied,
        verdict=str(evaluated["verdict"]),
    )


def _models(figures: Figures, name: str, shown: str) -> str:
    models = ("base", "placebo", "adapter")
    return " / ".join(shown.format(_group(figures, m)[name]) if m in figures else "-" for m in models)


def _interval(compared: object) -> str:
    if not isinstance(compared, Mapping):
        return str(compared)
    mean, low, high = (_signed(compared[name]) for name in ("mean", "low", "high"))
    return f"{mean} [{low}, {high}]"


def _signed(value: float | str) -> str:
    """Return a number with its sign; a bound that one group leaves open is a word."""
    return value if isinstance(value, str) else f"{value:+.2f}"


def _group(figures: Figures, name: str) -> Mapping[str, float | int | str]:
    group = figures[name]
    return group if isinstance(group, Mapping) else {}
