"""An adapter is whole, checked and the same each time; what is not is refused."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from safetensors.torch import load_file

from stages.base.base import made
from stages.core.contract import read_json
from stages.core.errors import PipelineError
from stages.core.records.trained import Trained
from tests.small_model import (
    ADAPTER,
    base_params,
    documents,
    environment,
    scratch,
    train_params,
    tree,
    write_params,
)
from tests.trained import enter_copy, make_base, produced

FOLDER = Path("out/train") / ADAPTER


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    with pytest.MonkeyPatch.context() as patch:
        make_base(folder, patch)
    return folder


@pytest.fixture(autouse=True)
def _copy(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_copy(inputs, tmp_path, monkeypatch)


def test_the_folder_holds_adapter_placebo_and_record_and_nothing_else() -> None:
    trained = produced(train_params())
    assert set(tree(FOLDER)) == {
        *(
            f"{kind}/adapter_{what}"
            for kind in ("adapter", "placebo")
            for what in ("config.json", "model.safetensors")
        ),
        "losses.csv",
        "trained.json",
    }
    found = tree(FOLDER)
    found.pop("trained.json")
    assert trained.files == found
    assert trained == read_json(FOLDER / "trained.json", Trained)
    assert not Path(".cache/train", ADAPTER).exists()


def test_the_adapter_learns_and_the_checks_are_measured() -> None:
    figures = produced(train_params()).figures
    assert figures["adapter_loss"] < figures["adapter_base_loss"]
    assert figures["adapter_reload_difference"] == 0
    assert figures["adapter_layers"] == figures["placebo_layers"] == 6
    assert 0 < figures["answer_share"] < 1
    assert figures["records"] == 60


def test_every_layer_is_trained_and_no_other_weight_is_saved() -> None:
    produced(train_params())
    weights = load_file(FOLDER / "adapter" / "adapter_model.safetensors")
    assert len(weights) == 12
    assert all(("lora_A" in name) or ("lora_B" in name and weight.any()) for name, weight in weights.items())


def test_the_configuration_names_the_base_and_sorts_its_layers() -> None:
    produced(train_params())
    config = json.loads((FOLDER / "adapter" / "adapter_config.json").read_text())
    assert config["base_model_name_or_path"] == "out/base/model"
    assert config["target_modules"] == ["down_proj", "q_proj", "v_proj"]


def test_trained_twice_it_is_the_same_and_another_seed_is_not() -> None:
    produced(train_params())
    first = tree(FOLDER)
    produced(train_params())
    assert tree(FOLDER) == first
    produced(train_params(seed=4))
    assert tree(FOLDER)["adapter/adapter_model.safetensors"] != first["adapter/adapter_model.safetensors"]


def test_the_placebo_is_another_adapter_with_the_same_settings() -> None:
    files = produced(train_params()).files
    assert files["adapter/adapter_model.safetensors"] != files["placebo/adapter_model.safetensors"]
    assert files["adapter/adapter_config.json"] == files["placebo/adapter_config.json"]


def test_the_placebo_can_be_switched_off_without_changing_the_adapter() -> None:
    with_placebo = produced(train_params()).files
    without = produced(train_params(placebo=False)).files
    assert without["adapter/adapter_model.safetensors"] == with_placebo["adapter/adapter_model.safetensors"]
    assert not any(name.startswith("placebo") for name in without)


def test_recomputed_activations_give_the_same_adapter() -> None:
    kept = produced(train_params(placebo=False)).files
    recomputed = produced(train_params(placebo=False, gradient_checkpointing=True)).files
    assert recomputed["adapter/adapter_model.safetensors"] == kept["adapter/adapter_model.safetensors"]


def test_losses_are_a_line_per_step_and_validated_each_epoch() -> None:
    produced(train_params())
    head, *lines = (FOLDER / "losses.csv").read_text().splitlines()
    cells = [line.split(",") for line in lines]
    assert head == "model,step,loss,validation_loss"
    assert [int(step) for kind, step, *_ in cells if kind == "adapter"] == list(range(1, 17))
    assert [int(step) for kind, step, _, measured in cells if kind == "adapter" and measured] == [8, 16]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"max_tokens": 20}, "60 of 60 records are longer than 20 tokens"),
        ({"rate": 0.0}, "6 of 6 layers were not trained"),
        ({"rate": 1e30, "clip": 1e30}, "finds its own training rows no likelier"),
    ],
)
def test_what_teaches_nothing_is_refused_and_leaves_nothing(change: dict[str, object], said: str) -> None:
    with pytest.raises(PipelineError, match=said) as error:
        produced(train_params(**change))
    assert "\n" not in str(error.value)
    assert not FOLDER.exists()


def run(*, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "stages.train", ADAPTER],
        env=environment(PYTHONHASHSEED=seed),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_hash_seed_of_python_changes_no_byte() -> None:
    assert run(seed="0").stdout == f"train@{ADAPTER}: read 60, wrote 60\n"
    first = tree(FOLDER)
    assert run(seed="7").stderr == ""
    assert tree(FOLDER) == first


@pytest.mark.slow
def test_killed_while_training_it_goes_on_and_ends_in_the_same_bytes() -> None:
    write_params(train_params(epochs=12))
    assert run().returncode == 0
    expected = tree(FOLDER)
    shutil.rmtree("out/train")
    process = subprocess.Popen([sys.executable, "-m", "stages.train", ADAPTER], env=environment())
    checkpoints = Path(".cache/train", ADAPTER)
    while not list(checkpoints.glob("*/adapter/checkpoint-*/complete")) and process.poll() is None:
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not FOLDER.exists()
    assert list(checkpoints.glob("*/adapter/checkpoint-*/complete"))
    assert run().returncode == 0
    assert tree(FOLDER) == expected


@pytest.mark.slow
def test_a_base_in_four_bits_is_trained_on_without_a_gpu() -> None:
    pytest.importorskip("bitsandbytes", reason="needs bitsandbytes")
    blocks_of_64 = scratch(hidden=64, feed_forward=128)  # bitsandbytes quantizes 64 values together
    made(documents(), base_params(scratch=blocks_of_64), Path("out/base"))
    write_params(train_params(quantization="nf4", placebo=False))
    done = run()
    assert done.returncode == 0, done.stderr
    figures = read_json(FOLDER / "trained.json", Trained).figures
    assert figures["adapter_loss"] < figures["adapter_base_loss"]


@pytest.mark.slow
def test_a_fault_is_one_line() -> None:
    write_params(train_params(max_tokens=20))
    done = run()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: train@{ADAPTER}: 60 of 60 records")
    assert done.stderr.count("\n") == 1
