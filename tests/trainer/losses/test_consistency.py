"""The distillation loss in cases computed by hand, and a toy model that it distils into a consistency model."""

from __future__ import annotations

import itertools
import math

import pytest
import torch
from torch import Tensor, nn

from musiccm_daw.model.noise_schedule import COSINE, NoiseSchedule
from musiccm_daw.model.sampler import OPENING, OPENING_END, ddim_step, ddim_timesteps
from trainer.losses.consistency import (
    ConsistencyOptions,
    Opened,
    Predict,
    consistency_loss,
    distance,
    draw_timesteps,
    guided_x0,
    opening_losses,
)
from trainer.training.ema import averaged_copy, update_average

GAUSSIAN = 0.5
"""Standard deviation of the clean values of a toy whose perfect teacher is known."""


def generator(seed: int = 1) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def gaussian_output(schedule: NoiseSchedule) -> Predict:
    """Return the optimal prediction for clean values of N(0, GAUSSIAN^2)."""

    def predict(x: Tensor, timesteps: Tensor) -> Tensor:
        signal, sigma = schedule.signal_and_noise(timesteps, x)
        x0 = signal * GAUSSIAN**2 / (signal**2 * GAUSSIAN**2 + sigma**2) * x
        return schedule.target(x0, (x - signal * x0) / sigma, timesteps)

    return predict


def end_of_gaussians(x: Tensor, timesteps: Tensor) -> Tensor:
    """Return the output that leads to the end of a Gaussian's perfect trajectory, where noise is only scaled."""
    signal, sigma = COSINE.signal_and_noise(timesteps, x)
    x0 = GAUSSIAN * x / (signal**2 * GAUSSIAN**2 + sigma**2).sqrt()
    return (signal * x - x0) / sigma


def opening_of_gaussians(x: Tensor, timesteps: Tensor) -> Tensor:
    """Return the output of a student that is perfect in its opening step and after it."""
    if (timesteps < OPENING).all():
        return end_of_gaussians(x, timesteps)
    assert (timesteps == OPENING + 999).all()
    signal, sigma = COSINE.signal_and_noise(torch.full_like(timesteps, OPENING_END), x)
    at_the_end = x * (signal**2 * GAUSSIAN**2 + sigma**2).sqrt()
    # v at the last timestep, where no signal is left, is -x0.
    return -(at_the_end - sigma * x) / signal


def opened_by(student: Predict, options: ConsistencyOptions, guidance: float = 0.0) -> Opened:
    teacher, noise = gaussian_output(COSINE), torch.randn(16, 3, 8, generator=generator())
    scales = torch.full((16,), guidance)
    return opening_losses(
        student, end_of_gaussians, teacher, teacher, noise, guidance=scales, schedule=COSINE, options=options
    )


def test_the_opening_step_leads_where_the_trajectory_of_a_perfect_teacher_passes() -> None:
    coarse, fine = (opened_by(opening_of_gaussians, ConsistencyOptions(opening_steps=n)) for n in (3, 100))
    assert fine.loss < 0.002
    assert fine.loss < coarse.loss < 0.05
    assert fine.following_loss < 0.002
    assert fine.estimate.std().item() == pytest.approx(GAUSSIAN, rel=0.05)
    # Where both predictions of the teacher are equal, guidance changes nothing.
    guided = opened_by(opening_of_gaussians, ConsistencyOptions(), guidance=2.0)
    assert guided.loss.item() == pytest.approx(coarse.loss.item(), rel=1e-4)


@pytest.mark.parametrize("deviation", [0.0, GAUSSIAN])
def test_an_opening_step_to_the_mean_or_to_the_end_of_the_trajectory_gives_loss(deviation: float) -> None:
    def output(x: Tensor, timesteps: Tensor) -> Tensor:
        if (timesteps < OPENING).all():
            return end_of_gaussians(x, timesteps)
        signal, sigma = COSINE.signal_and_noise(timesteps - OPENING, x)
        return (signal * x - deviation * x) / sigma

    opened = opened_by(output, ConsistencyOptions(opening_steps=100))
    assert opened.loss > 0.03
    # Where the opening step has led elsewhere, a perfect step after it cannot end right.
    assert opened.following_loss > 0.005


@pytest.mark.parametrize(("size", "skip"), [(8, 50), (3, 20), (100, 999)])
def test_hops_lie_on_the_schedule_and_start_evenly_over_it(size: int, skip: int) -> None:
    start, end = draw_timesteps(size, 1000, ConsistencyOptions(skip=skip), generator())
    assert torch.equal(end, (start - skip).clamp(min=0))
    assert torch.equal(start * size // 1000, torch.arange(size))


def test_starts_on_the_grid_are_those_of_latent_consistency_models() -> None:
    start, end = draw_timesteps(500, 1000, ConsistencyOptions(skip=20, start="grid"), generator())
    assert sorted(set(start.tolist())) == list(range(19, 1000, 20))
    assert set((start - end).tolist()) == {19, 20}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (ConsistencyOptions(distance="l2"), (9 + 16) / 2),
        (ConsistencyOptions(huber_scale=4.0), (5 - 4 + math.sqrt(32) - 4) / 2),
        (ConsistencyOptions(huber_scale=1e-6), 3.5),
    ],
)
def test_distances_by_hand(options: ConsistencyOptions, expected: float) -> None:
    found = distance(torch.tensor([[1.0, -1.0]]), torch.tensor([[4.0, 3.0]]), options)
    assert found.item() == pytest.approx(expected, abs=1e-4)


def test_one_hop_by_hand() -> None:
    # abar 0.64 and 0.36: signal 0.8 and 0.6, noise 0.6 and 0.8. x is 1 at the second timestep; the conditional x0 is 2,
    # the unconditional one 1.
    schedule = NoiseSchedule(torch.tensor([0.64, 0.36]), "v_prediction")
    x, start, end = torch.tensor([[1.0]]), torch.tensor([1]), torch.tensor([0])

    def output_for(x0: float) -> Predict:
        return lambda x, t: schedule.target(torch.full_like(x, x0), (x - 0.6 * x0) / 0.8, t)

    x0 = guided_x0(output_for(2.0), output_for(1.0), x, start, torch.tensor([0.5]), schedule)
    assert x0.item() == pytest.approx(1.5 * 2 - 0.5 * 1)
    # x is 0.6 x0 plus 0.8 noise, so the noise is (1 - 1.5) / 0.8 = -0.625.
    assert ddim_step(x, x0, start, end, schedule).item() == pytest.approx(0.8 * 2.5 + 0.6 * -0.625)


def test_short_ddim_steps_of_a_gaussian_follow_its_known_trajectory() -> None:
    predict, x = gaussian_output(COSINE), torch.tensor([[1.0]])
    errors = []
    for steps in (50, 100, 200):
        there, timesteps = x, ddim_timesteps(steps)
        for start, end in itertools.pairwise(timesteps):
            at = torch.tensor([start])
            there = ddim_step(there, COSINE.x0(there, predict(there, at), at), at, torch.tensor([end]))
        signal, sigma = COSINE.signal_and_noise(torch.tensor([timesteps[-1]]), x)
        # Along the probability flow the values keep their quantile: they scale with the standard deviation.
        exact = (signal**2 * GAUSSIAN**2 + sigma**2).sqrt()
        errors.append((there - exact).abs().item())
    assert errors[0] > 1.7 * errors[1] > 2.8 * errors[2]
    assert errors[2] < 0.01


@pytest.mark.parametrize("distance_name", ["huber", "l2"])
def test_epsilon_and_v_give_the_same_loss(distance_name: str) -> None:
    abar = torch.linspace(0.999, 0.005, 1000, dtype=torch.float64)
    options = ConsistencyOptions(distance="l2" if distance_name == "l2" else "huber")
    losses = []
    for prediction in ("epsilon", "v_prediction"):
        schedule = NoiseSchedule(abar, "epsilon" if prediction == "epsilon" else "v_prediction")
        best = gaussian_output(schedule)

        def blunt(x: Tensor, timesteps: Tensor, schedule: NoiseSchedule = schedule) -> Tensor:
            signal, sigma = schedule.signal_and_noise(timesteps, x)
            return schedule.target(0.2 * x, (x - signal * 0.2 * x) / sigma, timesteps)

        distilled = consistency_loss(
            blunt,
            best,
            best,
            blunt,
            torch.randn(16, 2, 3, 4, generator=generator()),
            guidance=torch.linspace(0, 3, 16),
            schedule=schedule,
            options=options,
            generator=generator(),
        )
        losses.append(distilled.loss.item())
    assert losses[0] == pytest.approx(losses[1], rel=1e-3)


class Toy(nn.Module):
    """A predictor of v for single numbers: x (B, 1), timesteps (B)."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(3, 64), nn.SiLU(), nn.Linear(64, 64), nn.SiLU(), nn.Linear(64, 1))

    def forward(self, x: Tensor, timesteps: Tensor) -> Tensor:
        angle = timesteps[:, None] * (math.pi / 2000)
        out: Tensor = self.layers(torch.cat([x, angle.sin(), angle.cos()], dim=1))
        return out


def toy_teacher(x: Tensor, timesteps: Tensor) -> Tensor:
    """Return the optimal v for clean values of -0.8 or 0.8 with a spread of 0.1: the mean, weighted by likelihood."""
    signal, sigma = COSINE.signal_and_noise(timesteps, x)
    variance = signal**2 * 0.01 + sigma**2
    means = torch.tensor([-0.8, 0.8])
    logits = -((x - signal * means) ** 2) / (2 * variance)
    each = means + signal * 0.01 / variance * (x - signal * means)
    x0 = (logits.softmax(1) * each).sum(1, keepdim=True)
    return COSINE.target(x0, (x - signal * x0) / sigma, timesteps)


def one_step_error(student: Predict, teacher: Predict) -> float:
    """Return the mean distance between the student's one step and the teacher's 100 DDIM steps from the same noise."""
    x = noise = torch.linspace(-2, 2, 101)[:, None]
    timesteps = ddim_timesteps(100)
    for position, timestep in enumerate(timesteps):
        at = torch.full((101,), timestep)
        x0 = COSINE.x0(x, teacher(x, at), at)
        if position + 1 < len(timesteps):
            x = ddim_step(x, x0, at, torch.full((101,), timesteps[position + 1]))
    last = torch.full((101,), 999)
    return (COSINE.x0(noise, student(noise, last), last) - x0).abs().mean().item()


def test_distillation_makes_one_step_land_where_many_steps_of_the_teacher_do() -> None:
    torch.manual_seed(1)
    student = Toy()
    optimizer = torch.optim.Adam(student.parameters(), lr=2e-3)
    options = ConsistencyOptions(skip=50, huber_scale=0.01)
    noise, clean = generator(), torch.sign(torch.randn(128, 1)) * 0.8

    # The student starts as a diffusion model of the same data, as in the paper.
    for _ in range(250):
        timesteps = torch.randint(0, 1000, (128,), generator=noise)
        x = COSINE.add_noise(clean + 0.1 * torch.randn(128, 1, generator=noise), torch.randn(128, 1), timesteps)
        loss = (student(x, timesteps) - toy_teacher(x, timesteps)).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    before = one_step_error(student, toy_teacher)

    target = averaged_copy(student)
    for _ in range(500):
        distilled = consistency_loss(
            student,
            target,
            toy_teacher,
            toy_teacher,
            clean + 0.1 * torch.randn(128, 1, generator=noise),
            guidance=torch.zeros(128),
            schedule=COSINE,
            options=options,
            generator=noise,
        )
        optimizer.zero_grad()
        distilled.loss.backward()
        optimizer.step()
        update_average(target, student, 0.95)
    after = one_step_error(target, toy_teacher)
    # From pure noise a diffusion model can only predict the mean of the data.
    assert before > 0.5
    assert after < 0.3 * before
