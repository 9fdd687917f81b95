"""Keep the keys and values of a model where those of the next tokens fit in."""

from typing import Any

from torch import Tensor
from transformers.cache_utils import Cache, DynamicLayer

SPARE = 64
"""Tokens that there is room for when the keys and values are moved."""


class Roomy(DynamicLayer):  # type: ignore[no-untyped-call]
    """The keys and values of a layer; those of transformers are moved for each token."""

    def update(
        self,
        key_states: Tensor,
        value_states: Tensor,
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> tuple[Tensor, Tensor]:
        """Return all keys and values, each (rows, heads, tokens, width), with the new ones at the end."""
        if not self.is_initialized:
            self.lazy_initialization(key_states, value_states)
        self.keys, self.values = keys, values = (
            _joined(self.keys, key_states),
            _joined(self.values, value_states),
        )
        return keys, values


def roomy() -> Cache:
    """Return an empty cache for one batch; every layer keeps all tokens, and masks say what it looks at."""
    return Cache(layer_class_to_replicate=Roomy)


def _joined(kept: Tensor | None, new: Tensor) -> Tensor:
    """Return `kept` with `new` behind it, written into the room there where it is enough."""
    if kept is None or not kept.numel():
        kept = new[:, :, :0]
    held = kept.shape[2]
    size = held + new.shape[2]
    if not held or kept.stride(1) < size * kept.shape[3]:
        room = new.new_empty((*new.shape[:2], size + SPARE, new.shape[3]))
        room[:, :, :held] = kept
    else:
        room = kept
    joined = room.as_strided((*new.shape[:2], size, new.shape[3]), room.stride())
    joined[:, :, held:] = new
    return joined
