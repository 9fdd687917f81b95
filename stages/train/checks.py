"""Check that training did what it says, before anything is published."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from peft import PeftModel

from stages.core.errors import PipelineError
from stages.core.language_model.encoding import Encoded
from stages.core.language_model.scoring import mean, pad, score
from stages.train.fit import Fitted

TOLERANCE = 1e-6
"""Nats a token between the adapter in memory and the one read from disk."""


def checksum(model: torch.nn.Module) -> int:
    """Return the sum of all bytes of the frozen weights: it changes when the base is trained by mistake."""
    return sum(
        int(weight.detach().contiguous().view(torch.uint8).sum(dtype=torch.int64))
        for name, weight in model.named_parameters()
        if "lora_" not in name
    )


class Measured(NamedTuple):
    """Rows to measure on, and how they are put together."""

    rows: Sequence[Encoded]
    own: Sequence[Encoded]
    """Some of the rows that the adapter was trained on."""
    pad_id: int
    batch: int


def examine(fitted: Fitted, before: int, saved: Path, measured: Measured) -> dict[str, float | int]:
    """Return what was measured on the rows: losses, layers, and the difference after reading from disk.

    Raises PipelineError when a layer was not trained, the adapter changes nothing or learnt none of its rows,
    the base changed, a loss is no number, or the files on disk are another adapter than the one in memory.
    """
    model = fitted.model
    rest = (measured.pad_id, measured.batch)
    layers = [weight for name, weight in model.named_parameters() if "lora_B" in name]
    untrained = sum(not bool(weight.any()) for weight in layers)
    in_memory, own = (mean(score(model, rows, *rest)) for rows in (measured.rows, measured.own))
    with model.disable_adapter():
        of_base, own_of_base = (mean(score(model, rows, *rest)) for rows in (measured.rows, measured.own))
    changed = _largest_change(model, measured.rows[0], measured.pad_id)
    model.load_adapter(saved, adapter_name="read")
    model.set_adapter("read")
    from_disk = mean(score(model, measured.rows, *rest))
    faults = {
        "no layer has an adapter": not layers,
        f"{untrained} of {len(layers)} layers were not trained": untrained > 0,
        "the adapter changes no prediction": not changed > 0,
        "the base's weights changed": checksum(model) != before,
        "the loss is no number": not math.isfinite(in_memory),
        "the adapter finds its own training rows no likelier than the base does": own >= own_of_base,
        "the adapter on disk is not the one in memory": abs(from_disk - in_memory) > TOLERANCE,
    }
    for fault in (what for what, found in faults.items() if found):
        raise PipelineError(
            f"train: {fault}; nothing was written. Lower train.rate or check base.target_modules."
        )
    return {
        "layers": len(layers),
        "base_loss": round(of_base, 6),
        "loss": round(in_memory, 6),
        "own_base_loss": round(own_of_base, 6),
        "own_loss": round(own, 6),
        "largest_logit_change": round(changed, 6),
        "reload_difference": round(abs(from_disk - in_memory), 6),
    }


@torch.no_grad()
def _largest_change(model: PeftModel, row: Encoded, pad_id: int) -> float:
    ids = pad([row], pad_id).input_ids.to(next(model.parameters()).device)
    adapted = model(input_ids=ids).logits
    with model.disable_adapter():
        return float((adapted - model(input_ids=ids).logits).abs().max())
