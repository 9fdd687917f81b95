"""Refuse a model that is not pinned, or that adapters cannot be trained on."""

import re
from pathlib import Path

from safetensors import safe_open
from tokenizers import Tokenizer

from stages.base.params import BaseParams
from stages.core.errors import PipelineError

COMMIT = re.compile(r"[0-9a-f]{40}")


def refuse_unpinned(params: BaseParams) -> None:
    """Raise PipelineError when the id is missing, or a hub model is named by a branch, a tag or nothing."""
    where = f"conf/base/{params.name}.yaml"
    if not params.id:
        raise PipelineError(f"{where}: id is empty, expected a hub id or a folder. Set base.id.")
    if params.source == "hub" and not COMMIT.fullmatch(params.revision):
        raise PipelineError(
            f"{where}: revision '{params.revision}' of {params.id}, expected a commit of 40 hex digits: "
            "branches and tags move. Set base.revision."
        )


def examined_weights(weights: Path, params: BaseParams) -> int:
    """Return the bytes of the weights in folder `weights`.

    Raises PipelineError when a file, the tokenizer's end token or a target module is missing.
    """
    tensors = sorted(weights.glob("*.safetensors"))
    missing = [name for name in ("config.json", "tokenizer.json") if not (weights / name).is_file()]
    if missing or not tensors:
        raise PipelineError(
            f"{weights}: no {' and no '.join(missing or ['*.safetensors'])}, expected a model in safetensors "
            "with its fast tokenizer. Convert it, or choose another base."
        )
    if Tokenizer.from_file(str(weights / "tokenizer.json")).token_to_id(params.eos_token) is None:
        raise PipelineError(
            f"{weights}/tokenizer.json: no token '{params.eos_token}', expected it to end answers. "
            "Set base.eos_token."
        )
    names = [name for path in tensors for name in _names(path)]
    absent = sorted(one for one in params.target_modules if not any(f".{one}." in name for name in names))
    if absent:
        raise PipelineError(
            f"{weights}: no layers {', '.join(absent)}, expected every one of base.target_modules. "
            "Set them to names of linear layers of this architecture."
        )
    return sum(path.stat().st_size for path in tensors)


def _names(path: Path) -> list[str]:
    with safe_open(path, framework="numpy") as tensors:
        return list(tensors.keys())
