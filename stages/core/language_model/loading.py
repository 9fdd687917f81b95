"""Load the base model that out/base/ describes, and put adapters on it."""

import importlib.util
from pathlib import Path
from typing import Literal, NamedTuple

import torch
from peft import PeftModel
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    BitsAndBytesConfig,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)

from stages.core.contract import canonical, read_json
from stages.core.errors import PipelineError
from stages.core.language_model.files import digests
from stages.core.language_model.snapshot import weights_folder
from stages.core.records.base_model import BaseModel
from stages.core.records.trained import Trained
from stages.core.template import TEMPLATE_SHA256

Device = Literal["cpu", "cuda"]
Quantization = Literal["none", "nf4"]


class Loaded(NamedTuple):
    """A base model in memory."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    base: BaseModel


def load_base(folder: Path, device: Device, quantization: Quantization) -> Loaded:
    """Return the base of `folder` after comparing every file with base.json.

    Raises PipelineError when a file differs, or when the weights, the device or a library are not here.
    """
    _require(device, quantization)
    base = read_json(folder / "base.json", BaseModel)
    weights = weights_folder(base.source, base.location, base.revision)
    _compare(weights, base)
    tokenizer = AutoTokenizer.from_pretrained(weights, local_files_only=True)
    tokenizer.eos_token = base.eos_token
    model = AutoModelForCausalLM.from_pretrained(
        weights,
        dtype=getattr(torch, base.dtype),
        quantization_config=_quantization(base.dtype) if quantization == "nf4" else None,
        device_map={"": device},
        local_files_only=True,
        use_safetensors=True,
    )
    if quantization == "nf4" and device == "cpu":
        _keep_trainable(model)
    return Loaded(model, tokenizer, base)


def read_trained(folder: Path, base: BaseModel) -> Trained:
    """Return trained.json of `folder`.

    Raises PipelineError when the adapter's files, the base or the template are not what it was trained with.
    """
    trained = read_json(folder / "trained.json", Trained)
    found = {name: digest for name, digest in digests(folder).items() if name != "trained.json"}
    _same(folder, "files of the adapter", found, trained.files)
    _same(folder, "base model", base.sha256, trained.base_sha256)
    _same(folder, "prompt template", TEMPLATE_SHA256, trained.template_sha256)
    return trained


def with_adapters(model: PreTrainedModel, folder: Path, kinds: list[str]) -> PeftModel:
    """Return `model` with the adapters of `folder` by the names of their kinds; `set_adapter` chooses one."""
    first, *others = kinds
    adapted = PeftModel.from_pretrained(model, folder / first, adapter_name=first)
    for kind in others:
        adapted.load_adapter(folder / kind, adapter_name=kind)
    return adapted.eval()


def _require(device: Device, quantization: Quantization) -> None:
    if device == "cuda" and not torch.cuda.is_available():
        raise PipelineError(
            "device: cuda is set, found no CUDA device. Run on a GPU machine, or compose the CPU presets: "
            "train=cpu evaluate=default probe=default."
        )
    if quantization == "nf4":
        require_bitsandbytes("quantization: nf4")


def _quantization(dtype: str) -> BitsAndBytesConfig:
    return BitsAndBytesConfig(  # type: ignore[no-untyped-call]
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=getattr(torch, dtype),
    )


def require_bitsandbytes(setting: str) -> None:
    """Raise PipelineError when bitsandbytes, which `setting` asks for, is not installed."""
    if importlib.util.find_spec("bitsandbytes") is None:
        raise PipelineError(
            f"{setting} is set, found no bitsandbytes. Install it (`pip install bitsandbytes`), or compose "
            "train=lora_gpu."
        )


def _keep_trainable(model: PreTrainedModel) -> None:
    """Stop bitsandbytes from repacking weights for CPU inference: its packed product has no gradient."""
    for module in model.modules():
        if hasattr(module, "support_avx512bf16_for_cpu"):
            setattr(module, "support_avx512bf16_for_cpu", False)  # noqa: B010  no attribute of Module


def _compare(weights: Path, base: BaseModel) -> None:
    found = {name: digest for name, digest in digests(weights).items() if name in base.files}
    changed = sorted(name for name, digest in base.files.items() if found.get(name) != digest)
    if changed:
        raise PipelineError(
            f"base {base.name}: {len(changed)} files differ from out/base/base.json, first {changed[0]}. "
            "Remove out/base and run `dvc repro base`."
        )


def _same(folder: Path, what: str, found: object, expected: object) -> None:
    if canonical(found) != canonical(expected):
        raise PipelineError(
            f"{folder}: the {what} changed after training, expected what trained.json says. "
            f"Run `dvc repro train@{folder.name}`."
        )
