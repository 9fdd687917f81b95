"""Write an adapter so that the same weights give the same bytes."""

import json
from pathlib import Path

from peft import PeftModel, get_peft_model_state_dict
from safetensors.torch import save_file

from stages.core.contract import publish
from stages.train.fit import Step


def save_adapter(model: PeftModel, folder: Path) -> None:
    """Write weights and configuration; PEFT itself would order target_modules by a string hash."""
    folder.mkdir(parents=True)
    weights = {
        name: weight.detach().contiguous().cpu() for name, weight in get_peft_model_state_dict(model).items()
    }
    save_file(weights, folder / "adapter_model.safetensors", metadata={"format": "pt"})
    config = model.peft_config["default"].to_dict() | {"inference_mode": True}
    text = json.dumps(config, default=sorted, indent=2, sort_keys=True)
    publish(folder / "adapter_config.json", f"{text}\n".encode())


def curve_csv(curves: dict[str, list[Step]]) -> str:
    """Return the losses of all adapters as CSV: one line per step, empty cells where nothing was measured."""
    lines = [
        f"{kind},{point.step},{_cell(point.loss)},{_cell(point.validation_loss)}"
        for kind, curve in curves.items()
        for point in curve
    ]
    return "\n".join(["model,step,loss,validation_loss", *lines, ""])


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"
