"""Frozen feature networks F, the input of the discriminator's heads, behind one interface.

A feature network returns a `Look` at a batch: a function that computes the layers' features of true and of made latents
with the same noise and timestep. `TeacherFeatures` uses the diffusion model that is being distilled, as latent
adversarial distillation does (Sauer et al. 2024): nothing is decoded, and no third-party weights are needed.
`audiomae.py` holds the paper's network.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

import torch
from torch import Tensor
from torch.nn import functional

from musiccm_daw.errors import RequestError
from musiccm_daw.model.noise_schedule import NoiseSchedule
from musiccm_daw.model.sampler import unit_noise

Conditions = TypeVar("Conditions")
Conditions_contra = TypeVar("Conditions_contra", contravariant=True)

Look = Callable[[Tensor, Conditions], list[Tensor]]
"""(latents (B, ...), conditions) to features (B, P, D) per layer, of unit variance; gradients flow to the latents."""


class FeatureNetwork(Protocol[Conditions_contra]):
    """The interface of all feature networks."""

    @property
    def widths(self) -> Sequence[int]:
        """The width D of every layer that is looked at."""

    @property
    def reads_conditions(self) -> bool:
        """Whether the features depend on the conditions."""

    def look(self, like: Tensor, generator: torch.Generator) -> Look[Conditions_contra]:
        """Return a look at a batch of the shape and device of `like`."""


class TeacherFeatures(Generic[Conditions]):
    """Features of noised latents inside a diffusion model.

    The timestep is drawn from a logit-normal distribution over the schedule. Without noise the network would just copy
    its input, and its features say little about music; beyond 0.6 of our schedule true and made latents look alike
    (dev/LOG.md). A `noise_mean` of -1 puts the median at 0.27, a `noise_spread` of 1 two thirds of the timesteps
    between 0.12 and 0.5.

    Args:
        states: maps (x_t, timesteps, conditions) to tokens (B, P, D) per layer.
        widths: D of every layer.
        schedule: the diffusion model's.
        noise_mean: mean of the logit of the timestep as a share of the schedule.
        noise_spread: standard deviation of the same.
    """

    reads_conditions = True

    def __init__(
        self,
        states: Callable[[Tensor, Tensor, Conditions], Sequence[Tensor]],
        widths: Sequence[int],
        schedule: NoiseSchedule,
        *,
        noise_mean: float,
        noise_spread: float,
    ) -> None:
        self.states = states
        self.widths = widths
        self.schedule = schedule
        self.noise_mean = noise_mean
        self.noise_spread = noise_spread

    def look(self, like: Tensor, generator: torch.Generator) -> Look[Conditions]:
        """Return a look with one noise and one timestep per item."""
        logits = self.noise_mean + self.noise_spread * torch.randn(len(like), generator=generator)
        timesteps = (logits.sigmoid() * len(self.schedule)).long().clamp(max=len(self.schedule) - 1).to(like.device)
        noise = unit_noise(like, generator)

        def features(latents: Tensor, conditions: Conditions) -> list[Tensor]:
            x = self.schedule.add_noise(latents, noise, timesteps)
            states = (state.float() for state in self.states(x, timesteps, conditions))
            return [functional.layer_norm(state, state.shape[-1:]) for state in states]

        return features


def chosen_layers(asked: Sequence[int], depth: int, quarters: Sequence[int] = (1, 2, 3)) -> list[int]:
    """Return the layers to look at, counted from 1 and ascending; by default the ends of some quarters of the depth.

    Raises:
        RequestError: a layer does not exist.
    """
    if not asked:
        return sorted({max(1, depth * quarter // 4) for quarter in quarters})
    if not all(1 <= layer <= depth for layer in asked):
        raise RequestError(f"feature_layers is {list(asked)}; the feature network has layers 1 to {depth}, use those")
    return sorted(set(asked))
