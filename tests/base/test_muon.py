"""Muon steps along orthogonal directions."""

import pytest
import torch

from stages.base.muon import Muon, orthogonalize


@pytest.mark.parametrize("shape", [(1, 16, 16), (3, 32, 8), (2, 8, 32)], ids=["square", "tall", "wide"])
def test_singular_values_come_near_one(shape: tuple[int, int, int]) -> None:
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonalize(torch.randn(shape)))
    assert values.min() > 0.3
    assert values.max() < 1.4


def test_a_stack_is_as_each_matrix_alone() -> None:
    torch.manual_seed(0)
    stack = torch.randn(4, 12, 20)
    alone = torch.cat([orthogonalize(one[None]) for one in stack])
    assert torch.allclose(orthogonalize(stack), alone, atol=1e-5)


def test_a_zero_gradient_is_no_step() -> None:
    weight = torch.nn.Parameter(torch.ones(4, 4))
    weight.grad = torch.zeros(4, 4)
    Muon([weight], lr=0.1).step()
    assert torch.allclose(weight, torch.full((4, 4), 1 - 0.1 * 0.01))


def test_it_finds_the_solution_of_least_squares() -> None:
    torch.manual_seed(0)
    inputs, wanted = torch.randn(64, 6), torch.randn(6, 3)
    weight = torch.nn.Parameter(torch.zeros(6, 3))
    optimizer = Muon([weight], lr=0.05)
    losses = []
    for step in range(200):
        optimizer.param_groups[0]["lr"] = 0.05 * (1 - step / 200)
        loss = (inputs @ weight - inputs @ wanted).square().mean()
        torch.autograd.backward(loss)
        losses.append(loss.item())
        optimizer.step()
        weight.grad = None
    assert losses[-1] < 0.01 * losses[0]
