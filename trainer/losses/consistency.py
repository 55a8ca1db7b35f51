"""The distillation loss of the paper, for any network, noise schedule and shape of latents.

In: the student, its target network and the teacher as functions of (x_t, t), clean latents, a schedule. Out: the loss
of equation (2), and the student's estimate of x0, from which the adversarial loss is computed. Conditions, devices and
precision are the caller's concern: `trainer/distill.py` binds them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import torch
from torch import Tensor

from musiccm_daw.model.consistency import consistency_function
from musiccm_daw.model.noise_schedule import NoiseSchedule
from musiccm_daw.model.sampler import OPENING, OPENING_END, at_timestep, ddim_step, unit_noise

Predict = Callable[[Tensor, Tensor], Tensor]
"""(x_t (B, ...), timesteps (B)) to a network's output (B, ...), float32; conditions are bound to it already."""


@dataclass(frozen=True)
class ConsistencyOptions:
    """What the paper leaves open about its distillation loss; docs/paper_map.md gives the reasons."""

    skip: int = 50
    """k: timesteps between x_{t_{n+k}} and x_{t_n}."""
    start: Literal["any", "grid"] = "any"
    """t_{n+k}: any timestep, or, as in LCM, only those a whole number of skips k below the last one."""
    distance: Literal["huber", "l2"] = "huber"
    """d: pseudo-Huber, or squared error."""
    huber_scale: float = 0.001
    """c of the pseudo-Huber distance: quadratic well below it, linear above it."""
    opening_share: float = 0.25
    """Share of each batch from which the student also learns the opening step; 0 for a student without one."""
    opening_steps: int = 3
    """DDIM steps of the teacher in the place of the opening step."""


@dataclass(frozen=True)
class Distilled:
    """L_distil, the estimate f_theta(x_{t_{n+k}}) (B, ...) with its graph, and t_{n+k} (B)."""

    loss: Tensor
    estimate: Tensor
    start: Tensor


@dataclass(frozen=True)
class Opened:
    """Losses of the opening step and of the step after it, and that step's estimate of x0 (B, ...) with its graph."""

    loss: Tensor
    following_loss: Tensor
    estimate: Tensor


def consistency_loss(
    student: Predict,
    target: Predict,
    teacher: Predict,
    unconditional: Predict,
    x0: Tensor,
    *,
    guidance: Tensor,
    schedule: NoiseSchedule,
    options: ConsistencyOptions,
    generator: torch.Generator,
) -> Distilled:
    """Return L_distil of equation (2).

    Args:
        student: f_theta's network; the only one that gets gradients.
        target: f_theta*'s network, the moving average of the student.
        teacher: the diffusion model, conditioned on c.
        unconditional: the same, unconditional.
        x0: clean latents (B, ...).
        guidance: w (B) of equation (5).
        schedule: the noise schedule of all these networks.
        options: k, d and where to start.
        generator: source of timesteps and noise.
    """
    # 1. t_{n+k} and, k timesteps below, t_n.
    start, end = (each.to(x0.device) for each in draw_timesteps(len(x0), len(schedule), options, generator))
    # 2. x_{t_{n+k}} = alpha x0 + sigma noise.
    x_start = schedule.add_noise(x0, unit_noise(x0, generator), start)
    with torch.no_grad():
        # 3. xhat_{t_n} = x_{t_{n+k}} + (1 + w) Psi(c) - w Psi(empty): one guided DDIM step of the teacher.
        x_end = ddim_step(
            x_start, guided_x0(teacher, unconditional, x_start, start, guidance, schedule), start, end, schedule
        )
        # 4. The target f_theta*(xhat_{t_n}, t_n).
        aim = consistency_function(x_end, target(x_end, end), end, schedule)
    # 5. The student f_theta(x_{t_{n+k}}, t_{n+k}).
    estimate = consistency_function(x_start, student(x_start, start), start, schedule)
    # 6. The distance d.
    return Distilled(distance(estimate, aim, options), estimate, start)


def opening_losses(
    student: Predict,
    target: Predict,
    teacher: Predict,
    unconditional: Predict,
    noise: Tensor,
    *,
    guidance: Tensor,
    schedule: NoiseSchedule,
    options: ConsistencyOptions,
) -> Opened:
    """Return d of the student's opening step from the teacher's trajectory, and d of what the student makes of it.

    The step is a first segment of the trajectory, consistent in itself (Heek et al. 2024, arXiv 2403.06807), and
    learned from several steps of the teacher at once, without a target network. Its distance is that of the x0 that
    leads along the trajectory. The consistency step after it starts where the student's own opening step has led, as
    in sampling, and aims at the target network's from the teacher's point.

    Args:
        student: f_theta's network; the only one that gets gradients.
        target: f_theta*'s network, the moving average of the student.
        teacher: the diffusion model, conditioned on c.
        unconditional: the same, unconditional.
        noise: x at the last timestep (B, ...).
        guidance: w (B) of equation (5).
        schedule: the noise schedule of all these networks.
        options: d, and the number of the teacher's steps.
    """
    last = len(schedule) - 1
    passed = torch.linspace(last, OPENING_END, options.opening_steps + 1).round().long().tolist()
    points = [at_timestep(noise, timestep) for timestep in passed]
    first, end = points[0], points[-1]
    with torch.no_grad():
        x = noise
        for here, there in pairwise(points):
            x = ddim_step(x, guided_x0(teacher, unconditional, x, here, guidance, schedule), here, there, schedule)
        (signal, sigma), (end_signal, end_sigma) = (schedule.signal_and_noise(at, x) for at in (first, end))
        # One DDIM step from the first point to the last one, solved for x0.
        kept = end_sigma / sigma
        aim = (x - kept * noise) / (end_signal - kept * signal)
        following_aim = consistency_function(x, target(x, end), end, schedule)
    opening = at_timestep(noise, OPENING + last)
    led = consistency_function(noise, student(noise, opening), opening, schedule)
    x_end = ddim_step(noise, led, first, end, schedule)
    estimate = consistency_function(x_end, student(x_end, end), end, schedule)
    return Opened(distance(led, aim, options), distance(estimate, following_aim, options), estimate)


def draw_timesteps(
    size: int, timesteps: int, options: ConsistencyOptions, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Draw t_{n+k} and t_n, each (B) of 0..timesteps - 1; t_n is 0 where t_{n+k} is below k.

    Draws are stratified, one start in each of B equal shares of the schedule, so that the loss of a batch varies less.
    """
    shares = (torch.arange(size) + torch.rand(size, generator=generator)) / size
    if options.start == "grid":
        points = timesteps // options.skip
        start = ((shares * points).long().clamp(max=points - 1) + 1) * options.skip - 1
    else:
        start = (shares * timesteps).long().clamp(max=timesteps - 1)
    return start, (start - options.skip).clamp(min=0)


def guided_x0(
    teacher: Predict, unconditional: Predict, x: Tensor, timesteps: Tensor, guidance: Tensor, schedule: NoiseSchedule
) -> Tensor:
    """Return the teacher's x0 (B, ...) with guidance w (B): (1 + w) conditional - w unconditional.

    Guiding x0 is the same as guiding Psi: at a given x_t, Psi is linear in x0.
    """
    conditional_x0 = schedule.x0(x, teacher(x, timesteps), timesteps)
    unconditional_x0 = schedule.x0(x, unconditional(x, timesteps), timesteps)
    return conditional_x0 + guidance.view(-1, *[1] * (x.dim() - 1)) * (conditional_x0 - unconditional_x0)


def distance(estimate: Tensor, aim: Tensor, options: ConsistencyOptions) -> Tensor:
    """Return d, the mean over all elements of sqrt(e^2 + c^2) - c (Song & Dhariwal 2023), or of e^2."""
    squares = (estimate - aim).square()
    if options.distance == "l2":
        return squares.mean()
    return (squares + options.huber_scale**2).sqrt().sub(options.huber_scale).mean()
