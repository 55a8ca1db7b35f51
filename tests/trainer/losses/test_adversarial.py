"""The adversarial step: who gets gradients, when it starts, what the teacher's features show, and its state."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from musiccm_daw.errors import RequestError
from musiccm_daw.model.noise_schedule import COSINE
from trainer.losses.adversarial import AdversarialOptions, Adversary, Round, balanced
from trainer.losses.feature_networks import TeacherFeatures, chosen_layers

OPTIONS = AdversarialOptions(adversarial="teacher", adversarial_from=10, adversarial_ramp=4)
WIDTH, TEXT = 8, 5


def states(x: Tensor, timesteps: Tensor, conditions: Tensor) -> list[Tensor]:
    """Return tokens (B, W, D) of two layers of a stand-in for a diffusion model; a column is a token."""
    tokens = x.transpose(1, 2) + conditions[:, None] + timesteps[:, None, None] / 1000
    return [tokens, tokens.tanh()]


def adversary(options: AdversarialOptions = OPTIONS) -> Adversary[Tensor]:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        features = TeacherFeatures(states, [WIDTH, WIDTH], COSINE, noise_mean=0.0, noise_spread=1.0)
        return Adversary(features, TEXT, options)


def meet(opponent: Adversary[Tensor], estimate: Tensor, seed: int = 1) -> Round:
    generator = torch.Generator().manual_seed(seed)
    x0 = torch.randn(estimate.shape, generator=generator)
    conditions, text = torch.randn(len(x0), WIDTH, generator=generator), torch.randn(len(x0), TEXT, generator=generator)
    return opponent.meet(x0, estimate, conditions, conditions.roll(1, 0), text, torch.ones(len(x0)), generator)


VARIANTS = [
    OPTIONS,
    replace(OPTIONS, adversarial_loss="relativistic"),
    replace(OPTIONS, adversarial_loss="relativistic", contrastive_weight=1.0),
    replace(OPTIONS, gradient_penalty=0.0),
]


@pytest.mark.parametrize("options", VARIANTS)
def test_each_side_learns_from_its_own_loss_alone(options: AdversarialOptions) -> None:
    opponent, estimate = adversary(options), torch.randn(4, WIDTH, 6, requires_grad=True)
    met = meet(opponent, estimate)
    opponent.deception_loss(met).backward()
    assert estimate.grad is not None
    assert estimate.grad.abs().sum() > 0
    assert all(parameter.grad is None for parameter in opponent.discriminator.parameters())
    estimate.grad = None
    opponent.discrimination_loss(met).backward()
    assert estimate.grad is None
    assert all(parameter.grad is not None for parameter in opponent.discriminator.parameters())


def test_a_balanced_loss_pushes_each_item_as_hard_as_the_distillation_does_and_its_own_way() -> None:
    weight = torch.ones(3, 2, 4, requires_grad=True)
    estimate = weight * torch.randn(3, 2, 4)
    scales = torch.tensor([0.01, 1.0, 100.0])[:, None, None]
    deception, distillation = (scales * estimate.tanh()).sum(), estimate.abs().mean()
    (expected,) = torch.autograd.grad((scales * estimate.tanh()).sum(), estimate, retain_graph=True)
    loss = balanced(deception, distillation, [estimate])
    (found,) = torch.autograd.grad(loss, estimate, retain_graph=True)
    assert torch.allclose(found.flatten(1).norm(dim=1), torch.full((3,), 8**0.5 / 24), rtol=1e-4)
    assert torch.allclose(torch.cosine_similarity(found.flatten(1), expected.flatten(1)), torch.ones(3))
    (distillation + loss).backward()
    assert weight.grad is not None


def test_a_shuffled_condition_is_learnt_to_be_wrong() -> None:
    opponent = adversary(replace(OPTIONS, adversarial_loss="relativistic", contrastive_weight=1.0))
    # The estimates are the true latents: only the conditions differ.
    losses = []
    for seed in range(50):
        generator = torch.Generator().manual_seed(seed)
        label = torch.randn(16, 1, generator=generator)
        x0 = label[:, :, None].expand(-1, WIDTH, 6) * torch.linspace(-1, 1, WIDTH)[:, None]
        text = label * torch.ones(1, TEXT) * torch.linspace(-1, 1, TEXT)
        conditions = torch.zeros(16, WIDTH)
        met = opponent.meet(x0, x0, conditions, conditions, text, torch.ones(16), generator)
        loss = opponent.discrimination_loss(met)
        opponent.descent.backward(loss)
        opponent.descent.step(OPTIONS.discriminator_rate)
        losses.append(loss.item())
    assert sum(losses[-10:]) < sum(losses[:10]) - 0.5


def test_the_weight_grows_from_the_first_adversarial_step() -> None:
    opponent = adversary()
    assert [opponent.weight(step) for step in (0, 10, 11, 12, 14, 100)] == [0, 0, 0.25, 0.5, 1, 1]
    assert [opponent.begins(step) for step in (0, 9, 10, 100)] == [False, False, True, True]


def test_a_look_shows_both_sides_under_the_same_noise_and_the_next_look_under_another() -> None:
    opponent = adversary()
    generator = torch.Generator().manual_seed(1)
    latents, conditions = torch.randn(4, WIDTH, 6), torch.zeros(4, WIDTH)
    look = opponent.features.look(latents, generator)
    assert all(torch.equal(a, b) for a, b in zip(look(latents, conditions), look(latents, conditions), strict=True))
    another = opponent.features.look(latents, generator)
    assert not torch.allclose(look(latents, conditions)[0], another(latents, conditions)[0], atol=1e-3)


def test_the_noise_follows_its_mean_and_spread() -> None:
    seen: list[Tensor] = []

    def note(x: Tensor, timesteps: Tensor, conditions: Tensor) -> list[Tensor]:
        seen.append(timesteps)
        return [x.transpose(1, 2)]

    for mean in (-1.0, 0.0, 1.0):
        features = TeacherFeatures(note, [1], COSINE, noise_mean=mean, noise_spread=0.5)
        like = torch.zeros(2_000, 1, 1)
        features.look(like, torch.Generator().manual_seed(1))(like, like)
    medians = [timesteps.float().median().item() / 1000 for timesteps in seen]
    assert medians == pytest.approx([0.269, 0.5, 0.731], abs=0.02)
    assert all(timesteps.min() >= 0 and timesteps.max() <= 999 for timesteps in seen)


def test_layers_are_the_quarters_unless_they_are_named() -> None:
    assert chosen_layers((), 8) == [2, 4, 6]
    assert chosen_layers((), 2) == [1]
    assert chosen_layers((8, 1), 8) == [1, 8]
    with pytest.raises(RequestError, match="layers 1 to 8"):
        chosen_layers((9,), 8)


def test_a_restored_adversary_goes_on_alike() -> None:
    def learn(opponent: Adversary[Tensor], seed: int) -> float:
        loss = opponent.discrimination_loss(meet(opponent, torch.zeros(4, WIDTH, 6), seed))
        opponent.descent.backward(loss)
        opponent.descent.step(OPTIONS.discriminator_rate)
        return loss.item()

    one, other = adversary(), adversary()
    for seed in range(3):
        learn(one, seed)
    other.restore(copy.deepcopy(one.state()))
    assert [learn(one, seed) for seed in (7, 8, 9)] == [learn(other, seed) for seed in (7, 8, 9)]
