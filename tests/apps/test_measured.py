"""`adaptrail audit report --json` gives the numbers that its table shows."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from apps.audit.measured import measured
from stages.attest.results import Result, results
from stages.core.contract import Counts, publish_json, report_path
from tests.layout import ROOT
from tests.small_model import environment

COUNTS = Counts(read=1, written=1, dropped={})
OVER = {"mean": -0.5, "low": -0.75, "high": -0.25, "verdict": "better"}


def printed(*words: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "apps.adaptrail", "audit", "report", *words],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def line(one: dict[str, Any]) -> Result:
    """The line of the table, from the numbers."""
    models = ("base", "placebo", "adapter")

    def over(found: dict[str, float] | str) -> str:
        if isinstance(found, str):
            return found
        return f"{found['mean']:+.2f} [{found['low']:+.2f}, {found['high']:+.2f}]"

    return Result(
        adapter=one["adapter"],
        rows=f"{one['rows']['train']} / {one['rows']['test']}",
        loss=" / ".join(f"{one['loss'][m]:.2f}" if m in one["loss"] else "-" for m in models),
        over_base=over(one["over_base"]),
        over_placebo=over(one["over_placebo"]),
        valid=" / ".join(f"{one['valid'][m]:.0%}" if m in one["valid"] else "-" for m in models),
        copied=f"{one['copied']['base']:.0%} / {one['copied']['adapter']:.0%}",
        verdict=one["verdict"],
    )


def test_the_json_is_one_document_with_sorted_keys_and_the_results_of_the_table() -> None:
    text = printed("--json")
    found = json.loads(text)
    assert text == json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    table = printed()
    assert found
    for one in found:
        assert all(cell in table for cell in line(one))


@pytest.mark.parametrize("placebo", [True, False], ids=["placebo", "no placebo"])
def test_the_numbers_give_the_line_of_the_table(
    placebo: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    models = ("base", "placebo", "adapter") if placebo else ("base", "adapter")
    figures: dict[str, dict[str, Any]] = {
        "split": {"train": 40, "test": 9},
        "evaluate": {
            "rows": 8,
            "verdict": "better",
            "loss_adapter_minus_base": OVER,
            "loss_adapter_minus_placebo": OVER if placebo else "not measured",
            **{model: {"loss": 1.25, "valid": 0.5} for model in models},
        },
        "probe": {"base": {"at_40": 0.0}, "adapter": {"at_40": 0.25}},
    }
    for stage, values in figures.items():
        publish_json(report_path(stage, "toy"), {"counts": COUNTS, "figures": values})
    found = measured("toy", 40)
    assert line(found._asdict()) == results(["toy"], 40)[0]
    assert set(found.loss) == set(models)
