"""The folder of the base: whole, vouched for, the same each time; larger bases are pinned and not copied."""

import shutil
from pathlib import Path

import pytest
import torch

from stages.base.base import made
from stages.base.contract import CORPUS
from stages.base.pinned import refuse_unpinned
from stages.core.contract import publish_json, read_json
from stages.core.errors import PipelineError
from stages.core.language_model.loading import load_base
from stages.core.records.base_model import BaseModel
from tests.small_model import base_params, documents, tree
from tests.trained import enter_copy, make_base

FOLDER = Path("out/base")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base")
    with pytest.MonkeyPatch.context() as patch:
        make_base(folder, patch)
    return folder


@pytest.fixture(autouse=True)
def _copy(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_copy(kept, tmp_path, monkeypatch)


def test_it_holds_weights_tokenizer_and_description_and_nothing_that_runs() -> None:
    names = set(tree(FOLDER))
    assert {"base.json", "tokenizer.json", "model/config.json", "model/model.safetensors"} <= names
    assert {Path(name).suffix for name in names} == {".json", ".jsonl", ".safetensors"}


def test_made_again_it_is_the_same() -> None:
    before = tree(FOLDER)
    done = made(documents(), base_params(), FOLDER)
    assert tree(FOLDER) == before
    assert {name: file.sha256 for name, file in done.files.items()} == {
        f"out/base/{name}": digest for name, digest in before.items()
    }
    assert done.counts.read == done.counts.written == len(documents())


def test_it_lists_the_documents_that_it_was_given() -> None:
    done = made(documents(), base_params(), FOLDER)
    publish_json(CORPUS.manifest, done.files)
    rows = CORPUS.read()
    assert done.figures["tokens"] == 10_240  # 20 steps of 512: the budget of 10,000 in whole steps
    assert {row.document for row in rows} == {document.id for document in documents()}
    assert {row.use for row in rows} == {"train", "held-out"}


def test_it_can_be_loaded() -> None:
    loaded = load_base(FOLDER, "cpu", "none")
    assert loaded.tokenizer.eos_token == "<|endoftext|>"
    assert loaded.base.target_modules == ["down_proj", "q_proj", "v_proj"]
    assert loaded.base.figures["parameters"] == sum(p.numel() for p in loaded.model.parameters())


def test_changed_weights_are_refused() -> None:
    weights = FOLDER / "model" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    with pytest.raises(PipelineError, match=r"1 files differ .*first model\.safetensors"):
        load_base(FOLDER, "cpu", "none")


@pytest.mark.skipif(torch.cuda.is_available(), reason="needs a machine without a GPU")
def test_a_missing_gpu_is_one_line() -> None:
    with pytest.raises(PipelineError, match="found no CUDA device"):
        load_base(FOLDER, "cuda", "nf4")


@pytest.mark.parametrize("revision", ["", "main", "v1.0", "a" * 39, "A" * 40, "g" * 40, "a" * 41])
def test_a_hub_model_needs_a_commit(revision: str) -> None:
    params = base_params(source="hub", id="Qwen/Qwen2.5-Coder-7B", revision=revision, scratch=None)
    with pytest.raises(PipelineError, match="branches and tags move"):
        refuse_unpinned(params)


def test_a_commit_is_accepted() -> None:
    refuse_unpinned(base_params(source="hub", id="Qwen/Qwen2.5-Coder-7B", revision="a" * 40, scratch=None))


def test_a_folder_is_pinned_by_digests_and_not_copied() -> None:
    shutil.copytree(FOLDER / "model", "models/ours")
    done = made([], base_params(source="local", id="models/ours", scratch=None), FOLDER)
    assert set(tree(FOLDER)) == {"base.json", "corpus.jsonl", "tokenizer.json"}
    assert (FOLDER / "corpus.jsonl").read_bytes() == b""
    described = read_json(FOLDER / "base.json", BaseModel)
    assert described.location == "models/ours"
    assert described.files == tree(Path("models/ours"))
    assert done.counts.written == len(described.files)
    assert load_base(FOLDER, "cpu", "none").base == described


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": ""}, "id is empty"),
        ({"eos_token": "<|im_end|>"}, "no token '<|im_end|>'"),
        ({"target_modules": ["q_proj", "c_attn"]}, "no layers c_attn"),
        ({"id": "models/none"}, "expected a model in safetensors"),
    ],
)
def test_a_folder_that_cannot_be_trained_on_is_one_line(change: dict[str, object], said: str) -> None:
    shutil.copytree(FOLDER / "model", "models/ours")
    params = base_params(**{"source": "local", "id": "models/ours", "scratch": None, **change})
    with pytest.raises(PipelineError, match="(?s)" + said.replace("|", r"\|")) as error:
        made([], params, FOLDER)
    assert "\n" not in str(error.value)


def test_a_hub_model_that_is_not_here_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    params = base_params(source="hub", id="nobody/nothing", revision="a" * 40, scratch=None)
    with pytest.raises(PipelineError, match="HF_HUB_OFFLINE=0 dvc repro base"):
        made([], params, FOLDER)
