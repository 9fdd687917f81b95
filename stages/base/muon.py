"""The Muon optimizer in float32: torch.optim.Muon works in bfloat16, which a CPU does 50 times slower."""

from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor

MOMENTUM = 0.95
WEIGHT_DECAY = 0.01
COEFFICIENTS = (3.4445, -4.7750, 2.0315)
"""Of the Newton-Schulz iteration in Jordan et al., Muon (2024): steep at zero, so that 5 steps suffice."""


def orthogonalize(matrices: Tensor, steps: int = 5) -> Tensor:
    """Return matrices near the closest semi-orthogonal ones; shape n x rows x columns.

    Singular values end between about 0.7 and 1.2, which is enough for a step.
    """
    a, b, c = COEFFICIENTS
    tall = matrices.shape[1] > matrices.shape[2]
    x = matrices.mT if tall else matrices
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    nearest: Tensor = x.mT if tall else x
    return nearest


class Muon(torch.optim.Optimizer):
    """Momentum whose step is orthogonalized, for the weight matrices of hidden layers."""

    def __init__(self, parameters: Iterable[Tensor], lr: float) -> None:
        """Take matrices of any shapes; those of one shape are orthogonalized together."""
        super().__init__(parameters, {"lr": lr})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Change every matrix once."""
        for group in self.param_groups:
            for alike in _by_shape(group["params"]):
                self._step_alike(alike, group["lr"])

    def _step_alike(self, parameters: list[Tensor], lr: float) -> None:
        gradient = torch.stack([p.grad for p in parameters if p.grad is not None])
        momentum = self.state[parameters[0]].setdefault("momentum", torch.zeros_like(gradient))
        momentum.lerp_(gradient, 1 - MOMENTUM)
        change = orthogonalize(gradient.lerp(momentum, MOMENTUM))
        scale = max(1.0, gradient.shape[1] / gradient.shape[2]) ** 0.5
        for parameter, direction in zip(parameters, change, strict=True):
            parameter.mul_(1 - lr * WEIGHT_DECAY).add_(direction, alpha=-lr * scale)


def _by_shape(parameters: list[Tensor]) -> list[list[Tensor]]:
    groups: dict[torch.Size, list[Tensor]] = defaultdict(list)
    for parameter in parameters:
        groups[parameter.shape].append(parameter)
    return list(groups.values())
