"""The discriminator: losses by hand, a penalty equal to the true gradient, and simple distributions distinguished."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from trainer.losses.discriminator import (
    Discriminator,
    condition_of,
    deception_loss,
    discrimination_loss,
    gradient_penalty,
)

WIDTHS, TEXT = (6, 8), 5


def discriminator(seed: int = 0) -> Discriminator:
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return Discriminator(WIDTHS, TEXT)


def features(batch: int = 3, tokens: int = 7, seed: int = 1) -> list[Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return [torch.randn(batch, tokens, width, generator=generator) for width in WIDTHS]


def condition(batch: int = 3) -> Tensor:
    return condition_of(torch.randn(batch, TEXT), features(batch), torch.ones(batch))


def test_every_layer_and_every_token_is_scored() -> None:
    assert [scores.shape for scores in discriminator()(features(), condition())] == [(3, 7), (3, 7)]


def test_scores_depend_on_features_text_and_clean_latents() -> None:
    judge, text, clean = discriminator(), torch.randn(3, TEXT), features()
    before = judge(features(), condition_of(text, clean, torch.ones(3)))
    for other in (
        judge(features(seed=2), condition_of(text, clean, torch.ones(3))),
        judge(features(), condition_of(text.flip(1), clean, torch.ones(3))),
        judge(features(), condition_of(text, features(seed=2), torch.ones(3))),
    ):
        assert all(not torch.allclose(a, b, atol=1e-4) for a, b in zip(before, other, strict=True))


def test_clean_latents_count_as_much_as_the_student_could_see_of_them() -> None:
    text = torch.zeros(2, TEXT)
    given = condition_of(text, features(2), torch.tensor([0.0, 0.5]))
    assert (given[0] == 0).all()
    assert torch.allclose(given[1, TEXT:], 0.5 * features(2)[-1][1].mean(0))


@pytest.mark.parametrize(
    ("kind", "discrimination", "deception"),
    [
        # The heads score the true ones 2 and 0.5, the made ones 0 and -2.
        ("hinge", (0 + 1) + (0.5 + 0), -0 + 2),
        ("relativistic", 0.126928 + 0.078889, 2.126928 + 2.578889),
    ],
)
def test_losses_by_hand(kind: str, discrimination: float, deception: float) -> None:
    real, made = [torch.tensor([[2.0]]), torch.tensor([[0.5]])], [torch.tensor([[0.0]]), torch.tensor([[-2.0]])]
    assert discrimination_loss(made, real, kind).item() == pytest.approx(discrimination, abs=1e-5)
    assert deception_loss(made, real, kind).item() == pytest.approx(deception, abs=1e-5)


def test_the_penalty_is_the_gradient_that_finite_differences_find() -> None:
    judge = discriminator().double()
    given = condition(2).double()
    seen = [layer.double().requires_grad_() for layer in features(2, 3)]
    found = gradient_penalty(judge(seen, given), seen).item()
    expected = 0.0
    for index, layer in enumerate(seen):
        slopes = torch.zeros_like(layer)
        for place in torch.ones_like(layer).nonzero():
            difference = torch.zeros_like(layer)
            difference[tuple(place)] = 1e-4
            sides = []
            for moved in (layer + difference, layer - difference):
                shown = [moved if position == index else other for position, other in enumerate(seen)]
                sides.append(judge(shown, given)[index].sum().item())
            slopes[tuple(place)] = (sides[0] - sides[1]) / 2e-4
        expected += slopes.square().sum(-1).mean().item()
    assert found == pytest.approx(expected, rel=1e-5)


def test_the_penalty_teaches_the_heads() -> None:
    judge = discriminator()
    seen = [layer.requires_grad_() for layer in features()]
    gradient_penalty(judge(seen, condition()), seen).backward()
    assert all(parameter.grad is not None and parameter.grad.any() for parameter in judge.heads[0].matched.parameters())


@pytest.mark.parametrize("kind", ["hinge", "relativistic"])
def test_simple_distributions_are_distinguished(kind: str) -> None:
    torch.manual_seed(3)
    judge = discriminator()
    optimizer = torch.optim.AdamW(judge.parameters(), lr=3e-3, betas=(0.0, 0.99))
    given = condition(32)

    def draw() -> tuple[list[Tensor], list[Tensor]]:
        real = [torch.randn(32, 16, width) for width in WIDTHS]
        # Made features have the same mean and half the spread.
        return real, [0.5 * torch.randn(32, 16, width) for width in WIDTHS]

    for _ in range(60):
        real, made = draw()
        seen = [layer.requires_grad_() for layer in real]
        scores = judge(seen, given)
        loss = discrimination_loss(judge(made, given), scores, kind) + 0.01 * gradient_penalty(scores, seen)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    real, made = draw()
    for of_real, of_made in zip(judge(real, given), judge(made, given), strict=True):
        assert (of_real.mean(1) > of_made.mean(1)).float().mean() > 0.9


def test_heads_compute_in_single_precision_inside_autocast() -> None:
    judge = discriminator()
    given = condition()
    with torch.autocast("cpu", torch.bfloat16):
        inside = judge(features(), given)
    assert all(torch.equal(a, b) for a, b in zip(inside, judge(features(), given), strict=True))
