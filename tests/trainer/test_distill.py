"""Consistency distillation: the loss of the paper, its zero, its gradients, and that it falls."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from musiccm_daw.engine.conditioning import UNCONDITIONAL_FEATURES, drop
from musiccm_daw.model.noise_schedule import signal_and_noise, x0_from_velocity
from tests.tiny_model import tiny_denoiser
from tests.trainer.stages import random_latent_corpus, silent
from trainer.distill import DistillTraining, consistency_loss, distill, guided_x0
from trainer.ema import averaged_copy
from trainer.latents import Batch, LatentCorpus
from trainer.runs import position_generator, read_state

OPTIONS = DistillTraining(steps=60, batch=8, learning_rate=3e-3, warmup=5)


class Oracle(nn.Module):
    """A denoiser that knows the clean latents."""

    def __init__(self, x0: Tensor) -> None:
        super().__init__()
        self.x0 = x0

    def forward(self, x: Tensor, timesteps: Tensor, *conditions: Tensor) -> Tensor:
        """The v that points from x to the clean latents."""
        del conditions
        signal, sigma = signal_and_noise(timesteps)
        return (signal * x - self.x0.repeat(len(x) // len(self.x0), 1, 1)) / sigma


@pytest.fixture
def latents(tiny_corpus: Path, tiny_features: Path) -> LatentCorpus:
    return random_latent_corpus(tiny_corpus, tiny_features)


def draw(latents: LatentCorpus) -> Batch:
    return latents.draw(OPTIONS.batch, position_generator(0, 0))


def test_a_perfect_teacher_gives_no_loss(latents: LatentCorpus) -> None:
    batch = draw(latents)
    oracle = Oracle(batch.x0)
    # What is left is the noise of the last skip, where t = 0 stands for clean (sigma 0.0016).
    assert consistency_loss(oracle, oracle, oracle, batch, OPTIONS).item() < 1e-3


def test_an_imperfect_student_of_a_perfect_teacher_gives_loss(latents: LatentCorpus) -> None:
    batch = draw(latents)
    oracle = Oracle(batch.x0)
    assert consistency_loss(tiny_denoiser(), oracle, oracle, batch, OPTIONS).item() > 0.1


def test_only_the_student_learns(latents: LatentCorpus) -> None:
    teacher, target, student = tiny_denoiser(), tiny_denoiser(), tiny_denoiser()
    consistency_loss(student, target, teacher, draw(latents), OPTIONS).backward()
    assert all(parameter.grad is None for network in (teacher, target) for parameter in network.parameters())
    assert any(parameter.grad is not None and parameter.grad.any() for parameter in student.parameters())


@pytest.mark.parametrize("guidance", [0.0, 1.5])
def test_guidance_weighs_the_two_predictions_by_equation_5(latents: LatentCorpus, guidance: float) -> None:
    batch, teacher = draw(latents), averaged_copy(tiny_denoiser())
    x, timesteps = torch.randn_like(batch.x0), torch.arange(8) * 100 + 99
    with torch.inference_mode():
        untold = batch.columns.clone()
        drop(untold.numpy(), UNCONDITIONAL_FEATURES)
        conditional, unconditional = (
            x0_from_velocity(x, teacher(x, timesteps, columns, batch.words, mask), timesteps)
            for columns, mask in ((batch.columns, batch.mask), (untold, torch.zeros_like(batch.mask)))
        )
        guided = guided_x0(teacher, x, timesteps, batch, guidance)
    assert torch.allclose(guided, (1 + guidance) * conditional - guidance * unconditional, atol=1e-4)


def test_the_student_begins_as_the_teacher(latents: LatentCorpus, tmp_path: Path) -> None:
    distill(tiny_denoiser(), latents, tmp_path, options=DistillTraining(steps=0), time_budget=None, say=silent)
    state = read_state(tmp_path)
    assert state is not None
    assert state["guidance"] == DistillTraining().guidance
    for weights in (state["model"], state["average"]):
        assert all(torch.equal(weights[name], value) for name, value in tiny_denoiser().state_dict().items())


def test_the_loss_falls(latents: LatentCorpus, tmp_path: Path) -> None:
    teacher = tiny_denoiser()
    batch = draw(latents)

    def loss_of(student: nn.Module) -> float:
        torch.manual_seed(0)
        target = averaged_copy(student)
        return float(np.mean([consistency_loss(student, target, teacher, batch, OPTIONS).item() for _ in range(4)]))

    distill(teacher, latents, tmp_path, options=OPTIONS, time_budget=None, say=silent)
    state = read_state(tmp_path)
    assert state is not None
    student = tiny_denoiser()
    student.load_state_dict(state["average"])
    assert loss_of(student) < 0.8 * loss_of(teacher)
