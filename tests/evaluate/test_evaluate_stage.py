"""Evaluation and probing run on what was trained, and on nothing else."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stages.core.errors import PipelineError
from stages.core.language_model.encoding import encode
from stages.core.language_model.loading import load_base
from stages.core.records.output import Output
from stages.evaluate import contract
from stages.evaluate.answers import answers
from stages.probe import answers as probing
from stages.probe.contract import TRAIN
from tests.small_model import (
    ADAPTER,
    environment,
    evaluate_params,
    probe_params,
    train_params,
)
from tests.trained import enter_copy, make_base, produced

TRAINED = Path("out/train") / ADAPTER


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    with pytest.MonkeyPatch.context() as patch:
        make_base(folder, patch)
        produced(train_params())
    return folder


@pytest.fixture(autouse=True)
def _copy(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_copy(inputs, tmp_path, monkeypatch)


def evaluated() -> dict[str, list[float]]:
    rows = contract.TEST.of(ADAPTER).read()
    given = answers(rows, contract.BASE, TRAINED, evaluate_params())
    return {
        model: [one.loss for one in given if one.model == model] for model in ("base", "placebo", "adapter")
    }


def test_three_models_answer_the_same_rows() -> None:
    losses = evaluated()
    assert {len(values) for values in losses.values()} == {10}
    assert len({tuple(values) for values in losses.values()}) == 3


def test_the_adapter_is_better_than_the_base_on_what_it_learnt() -> None:
    losses = evaluated()
    assert sum(losses["adapter"]) < sum(losses["base"])


def test_the_base_is_measured_without_any_adapter() -> None:
    with_adapters = evaluated()["base"]
    shutil.rmtree(TRAINED / "placebo")
    trained = json.loads((TRAINED / "trained.json").read_text())
    trained["files"] = {name: one for name, one in trained["files"].items() if "placebo" not in name}
    (TRAINED / "trained.json").write_text(json.dumps(trained))
    losses = evaluated()
    assert losses["base"] == with_adapters
    assert losses["placebo"] == []


def test_no_answer_is_longer_than_the_longest_reference_or_the_setting() -> None:
    rows = contract.TEST.of(ADAPTER).read()[:3]
    tokenizer = load_base(contract.BASE, "cpu", "none").tokenizer
    longest = max(len(row.answer) for row in encode(rows, tokenizer))
    for most in (7, 10 * longest):
        given = answers(rows, contract.BASE, TRAINED, evaluate_params(max_new_tokens=most))
        cut = [len(tokenizer.encode(one.text)) for one in given if not one.stopped]
        assert cut
        assert max(cut) <= min(most, longest)


def change_weights() -> None:
    path = TRAINED / "adapter" / "adapter_model.safetensors"
    path.write_bytes(path.read_bytes()[:-1] + b"\x07")


def change_field(name: str) -> None:
    path = TRAINED / "trained.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {name: "0" * 64}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (change_weights, "the files of the adapter changed"),
        (lambda: (TRAINED / "adapter" / "more.bin").write_bytes(b""), "the files of the adapter changed"),
        (lambda: change_field("template_sha256"), "the prompt template changed"),
        (lambda: change_field("base_sha256"), "the base model changed"),
    ],
    ids=["weights", "a file more", "template", "base"],
)
def test_what_was_not_trained_is_not_measured(change, said: str) -> None:  # noqa: ANN001
    change()
    with pytest.raises(PipelineError, match=said) as error:
        evaluated()
    assert "\n" not in str(error.value)
    asked = TRAIN.of(ADAPTER).read()[:2]
    with pytest.raises(PipelineError, match=said):
        probing.answers(asked, contract.BASE, TRAINED, probe_params())


def run(stage: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", f"stages.{stage}", ADAPTER],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.slow
def test_the_stages_write_rows_report_and_curve_and_the_same_twice() -> None:
    assert run("evaluate") == f"evaluate@{ADAPTER}: read 10, wrote 10\n"
    assert run("probe").startswith(f"probe@{ADAPTER}: read 12, wrote ")
    first = {path: path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}
    run("evaluate")
    run("probe")
    assert {path: path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()} == first
    rows = contract.OUTPUTS.of(ADAPTER).read()
    assert len(rows) == 30
    assert all(isinstance(row, Output) for row in rows)
    curve = Path(contract.CURVE.format(adapter=ADAPTER))
    assert curve.read_bytes() == (TRAINED / "losses.csv").read_bytes()
    report = json.loads(Path(f"reports/evaluate/{ADAPTER}.json").read_text())
    trained = json.loads((TRAINED / "trained.json").read_text())
    assert report["figures"]["training"] == trained["figures"]
    assert report["figures"]["trained"]["train_sha256"] == trained["train_sha256"]
