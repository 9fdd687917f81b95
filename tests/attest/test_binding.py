"""What was trained on is what was prepared, and the report says what the reports say."""

import json
from pathlib import Path

import pytest

from stages.attest.binding import refuse_other_rows
from stages.attest.report import Asked, report, table
from stages.attest.results import ReportContent, headings, results
from stages.core.contract import Counts, Figures
from stages.core.errors import PipelineError
from tests.records import base_model

PREPARED = {"train_sha256": "a1", "base_sha256": "b2"}


def test_the_same_digests_pass() -> None:
    refuse_other_rows("user-story", {"trained": {**PREPARED, "order_sha256": "c3"}, "rows": 4}, PREPARED)


@pytest.mark.parametrize(
    ("evaluated", "named"),
    [
        ({"trained": {**PREPARED, "train_sha256": "a2"}}, "train_sha256"),
        ({"trained": {"train_sha256": "a1"}}, "base_sha256"),
        ({"trained": "nothing"}, "base_sha256, train_sha256"),
        ({}, "base_sha256, train_sha256"),
    ],
)
def test_other_rows_or_another_base_stop_the_run(evaluated: dict, named: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(PipelineError, match=f"trained with another {named} than lies here"):
        refuse_other_rows("user-story", evaluated, PREPARED)


def write(path: str, figures: dict[str, object]) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    counts = {"read": 1, "written": 1, "dropped": {}}
    Path(path).write_text(json.dumps({"counts": counts, "figures": figures}))


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(-1.5, -1.0, "-1.25 [-1.50, -1.00]"), ("unknown", "unknown", "-1.25 [unknown, unknown]")],
    ids=["some groups", "one group"],
)
def test_a_result_is_read_from_the_three_reports_and_a_missing_placebo_is_not_measured(
    low: float | str, high: float | str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write("reports/split/a.json", {"train": 90})
    write("reports/probe/a.json", {"base": {"at_40": 0.0}, "adapter": {"at_40": 0.25}})
    write(
        "reports/evaluate/a.json",
        {
            "rows": 12,
            "base": {"loss": 3.5, "valid": 0.0},
            "adapter": {"loss": 2.25, "valid": 0.5},
            "loss_adapter_minus_base": {"mean": -1.25, "low": low, "high": high, "verdict": "no evidence"},
            "loss_adapter_minus_placebo": "not measured",
            "verdict": "no evidence",
        },
    )
    assert tuple(results(["a"], 40)[0]) == (
        "a",
        "90 / 12",
        "3.50 / - / 2.25",
        shown,
        "not measured",
        "0% / - / 50%",
        "0% / 25%",
        "no evidence",
    )
    with pytest.raises(PipelineError, match="'at_30' is missing"):
        results(["a"], 30)


def test_a_table_has_a_row_per_result_and_a_cell_per_heading() -> None:
    lines = table(headings(30), [tuple("abcdefgh")]).splitlines()
    assert len(lines) == 3
    assert lines[2] == "| a | b | c | d | e | f | g | h |"
    assert all(line.count("|") == len(headings(30)) + 1 for line in lines)


def test_the_report_names_the_settings_of_its_figures() -> None:
    base = base_model(sha256="b2")
    text = report([], {}, base, "c3", Asked(shortest=40, confidence=0.999))
    assert "| copied >= 40 lexemes: base / adapter |" in text
    assert "the 99.9 % interval" in text


def test_the_report_says_when_the_key_is_everybodys() -> None:
    figures: Figures = {"key_id": "demo", "key": "demo key of the samples, known to everybody"}
    stages = {"anonymize": ReportContent(counts=Counts(read=1, written=1, dropped={}), figures=figures)}
    text = report([], stages, base_model(sha256="b2"), "c3", Asked(shortest=40, confidence=0.95))
    assert "Masked with the key `demo`: demo key of the samples, known to everybody." in text
