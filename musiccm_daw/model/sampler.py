"""Samplers: pure functions from noise to clean latents.

`sample_consistency` is one-step and multistep consistency sampling (Song et al. 2023, Algorithm 1; the timesteps are
those of Luo et al. 2023), `sample_ddim` the deterministic sampler of the teacher (Song et al. 2020) with
classifier-free guidance. Both take the network as a function of (x, timestep), so that the same code samples a single
window and a long latent whose windows are kept in agreement (`shared_restriction.py`). `guided` and `hold` wrap such a
function: in stronger guidance, and around columns that are known. Windows and bars are unknown here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from musiccm_daw.model.noise_schedule import COSINE, TIMESTEPS, NoiseSchedule

GRID = 20
"""Distance in timesteps between the 50 points that few-step sampling chooses from (Luo et al. 2023)."""
OPENING = TIMESTEPS
"""Added to the last timestep, it asks for the opening step: along the teacher's trajectory, not to its end."""
OPENING_END = 789
"""The timestep to which the opening step leads."""


@dataclass(frozen=True)
class Start:
    """A start of sampling other than noise: clean `latents` (B, C, W), noised to a `strength` of 0 to 1.

    This is SDEdit (Meng et al. 2022, arXiv 2108.01073): 0 leaves the latents as they are, 1 leaves nothing of them.
    """

    latents: Tensor
    strength: float


@dataclass(frozen=True)
class Known:
    """The known part of a long latent: `latents` (1, C, W), where `columns` (W), of bool, is true."""

    latents: Tensor
    columns: Tensor


Predict = Callable[[Tensor, int], Tensor]
"""(x (B, C, W), timestep) to a prediction of the clean latents x0 (B, C, W)."""
OnStep = Callable[[int, int], None]
"""(steps done, steps in all) to nothing; it may raise to stop the sampling."""


def consistency_timesteps(steps: int, strength: float = 1.0, spacing: int = 1) -> list[int]:
    """Return the timesteps of `steps` consistency steps, from 999 down: 4 steps are 999, 759, 499, 259.

    Args:
        steps: how many.
        strength: below 1, only this share of the grid is used, its low end; there may be fewer steps then, or none.
        spacing: step i of n begins at (1 - i / n) ^ spacing of the way. 1 is LCM's; 2 leaves more steps to nearly clean
            latents: 999, 579, 259, 79.
    """
    grid = [GRID * (index + 1) - 1 for index in range(round(TIMESTEPS // GRID * strength))][::-1]
    steps = min(steps, len(grid))
    whole = steps**spacing
    # Where there are hardly more points than steps, two may fall on one.
    return list(dict.fromkeys(grid[len(grid) * (whole - (steps - i) ** spacing) // whole] for i in range(steps)))


def opening_timesteps(steps: int, spacing: int = 1) -> list[int]:
    """Return the timesteps of several steps of a student that opens: of 4, the opening step at 999, then 789, 239, 39.

    What x0 will be is hardly decided where there is little but noise, and a consistency step from there estimates
    little more than its mean. What follows the first consistency step stays near x0 (dev/LOG.md).
    """
    following = consistency_timesteps(steps - 1, OPENING_END / TIMESTEPS, spacing + 1)
    return [OPENING + TIMESTEPS - 1, OPENING_END, *following[1:]]


def ddim_timesteps(steps: int) -> list[int]:
    """Return `steps` evenly spaced timesteps from 999 down."""
    return [TIMESTEPS - 1 - index * TIMESTEPS // steps for index in range(steps)]


def at_timestep(x: Tensor, timestep: int) -> Tensor:
    """Return the timestep repeated for every item of x: (B)."""
    return torch.full((x.shape[0],), timestep, dtype=torch.long, device=x.device)


def unit_noise(like: Tensor, generator: torch.Generator) -> Tensor:
    """Draw unit noise in the shape of `like`, on the generator's device: a seed gives the same noise anywhere."""
    return torch.randn(like.shape, generator=generator, device=generator.device).to(like.device)


def guided(predict: Predict, predict_without: Predict, ratio: float) -> Predict:
    """Return a prediction `ratio` times as far from the unconditional one."""

    def predict_guided(x: Tensor, timestep: int) -> Tensor:
        without = predict_without(x, timestep)
        return without + ratio * (predict(x, timestep) - without)

    return predict_guided


def hold(predict: Predict, known: Known) -> Predict:
    """Return a prediction that agrees with the known columns.

    At every step they take the place of the predicted ones before the shared noise is added, so that the next
    prediction is made around them: the replacement method of Song et al. 2021, "Score-based generative modeling through
    stochastic differential equations", section 5.
    """

    def predict_around(x: Tensor, timestep: int) -> Tensor:
        return torch.where(known.columns, known.latents, predict(x, timestep))

    return predict_around


def sample_consistency(
    predict: Predict,
    noise: Tensor,
    *,
    steps: int,
    generator: torch.Generator,
    on_step: OnStep,
    schedule: NoiseSchedule = COSINE,
    start: Start | None = None,
    opens: bool = False,
) -> Tensor:
    """Sample clean latents (B, C, W) from noise (B, C, W): predict x0, add fresh noise for the next timestep, repeat.

    A `start` is noised for the first timestep of its strength and sampled from there. From noise, a student that
    `opens` takes several steps at `opening_timesteps`.
    """
    if opens and start is None and steps > 1:
        timesteps = opening_timesteps(steps, schedule.spacing)
    else:
        timesteps = consistency_timesteps(steps, 1.0 if start is None else start.strength, schedule.spacing)
    steps = len(timesteps)
    x0 = x = noise if start is None else start.latents
    if start is not None and timesteps:
        x = schedule.add_noise(start.latents, noise, at_timestep(noise, timesteps[0]))
    for done, timestep in enumerate(timesteps, start=1):
        x0 = predict(x, timestep)
        on_step(done, steps)
        if done < steps:
            following = at_timestep(x, timesteps[done])
            if timestep >= OPENING:
                x = ddim_step(x, x0, at_timestep(x, timestep - OPENING), following, schedule)
            else:
                x = schedule.add_noise(x0, unit_noise(x, generator), following)
    return x0


def sample_ddim(
    predict: Predict,
    predict_unconditional: Predict,
    noise: Tensor,
    *,
    steps: int,
    guidance: float,
    on_step: OnStep,
) -> Tensor:
    """Sample clean latents (B, C, W) from noise by DDIM; x0 is guided as x0_c + w (x0_c - x0_u), w = `guidance`.

    This is the paper's equation (5): w = 0 is the conditional model alone.
    """
    x = noise
    timesteps = ddim_timesteps(steps)
    for done, timestep in enumerate(timesteps, start=1):
        x0 = predict(x, timestep)
        if guidance:
            x0 = x0 + guidance * (x0 - predict_unconditional(x, timestep))
        on_step(done, steps)
        if done < steps:
            x = ddim_step(x, x0, at_timestep(x, timestep), at_timestep(x, timesteps[done]))
    return x0


def ddim_step(x: Tensor, x0: Tensor, start: Tensor, end: Tensor, schedule: NoiseSchedule = COSINE) -> Tensor:
    """Move to x at timesteps `end` (B) from x at `start` (B) and an x0 prediction: the solver Psi of the paper."""
    signal, sigma = schedule.signal_and_noise(start, x)
    noise = (x - signal * x0) / sigma
    return schedule.add_noise(x0, noise, end)
