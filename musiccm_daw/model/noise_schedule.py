"""The noise schedule: the share of signal and of noise in a latent at each timestep, and what a network predicts.

`COSINE` is ours: a cosine schedule with zero terminal SNR (Nichol & Dhariwal 2021; Lin et al. 2023, "Common diffusion
noise schedules and sample steps are flawed"). At the last timestep no signal is left, so that sampling from pure noise
in one to four steps has no loudness bias. With signal cos(u) and noise sin(u) a DDIM step is a rotation. The
network predicts v = signal * noise_sample - noise * x0 (Salimans & Ho 2022). Networks made elsewhere bring their own
`alphas_cumprod` and may predict the noise itself. Latents may have any shape (B, ...).
"""

from __future__ import annotations

import math
from typing import Literal

import torch
from torch import Tensor

TIMESTEPS = 1000

Prediction = Literal["epsilon", "v_prediction"]
"""What a network's output means, by the names of diffusers' schedulers."""


class NoiseSchedule:
    """alpha_t = sqrt(abar_t) and sigma_t = sqrt(1 - abar_t) of every timestep, and the meaning of the output.

    Args:
        alphas_cumprod: abar (timesteps), falling, in 0..1.
        prediction: "epsilon" divides by alpha_t for x0, and so needs some signal at the last timestep.
        spacing: of the timesteps when sampling in few steps, see `sampler.consistency_timesteps`.
    """

    def __init__(self, alphas_cumprod: Tensor, prediction: Prediction, spacing: int = 1) -> None:
        if prediction == "epsilon" and not alphas_cumprod[-1] > 0:
            raise ValueError("epsilon does not determine x0 where no signal is left; this schedule needs v_prediction")
        self.signal = alphas_cumprod.double().sqrt().float()
        self.sigma = (1 - alphas_cumprod.double()).sqrt().float()
        self.prediction = prediction
        self.spacing = spacing

    def __len__(self) -> int:
        return len(self.signal)

    def signal_and_noise(self, timesteps: Tensor, like: Tensor) -> tuple[Tensor, Tensor]:
        """Return alpha_t and sigma_t at integer timesteps (B), shaped to multiply `like` (B, ...)."""
        shape = (-1, *[1] * (like.dim() - 1))
        signal, sigma = (table.to(like.device)[timesteps].view(shape) for table in (self.signal, self.sigma))
        return signal, sigma

    def add_noise(self, x0: Tensor, noise: Tensor, timesteps: Tensor) -> Tensor:
        """Return x_t (B, ...) of clean latents and unit noise at timesteps (B)."""
        signal, sigma = self.signal_and_noise(timesteps, x0)
        return signal * x0 + sigma * noise

    def target(self, x0: Tensor, noise: Tensor, timesteps: Tensor) -> Tensor:
        """Return the output (B, ...) of a perfect network: the noise, or v."""
        if self.prediction == "epsilon":
            return noise
        signal, sigma = self.signal_and_noise(timesteps, x0)
        return signal * noise - sigma * x0

    def x0(self, x: Tensor, output: Tensor, timesteps: Tensor) -> Tensor:
        """Return the clean latents (B, ...) that x_t and the network's output imply."""
        signal, sigma = self.signal_and_noise(timesteps, x)
        if self.prediction == "epsilon":
            return (x - sigma * output) / signal
        return signal * x - sigma * output


def cosine_alphas_cumprod() -> Tensor:
    """Return abar (1000): cos^2 of evenly spaced angles up to a right one, where it is exactly zero."""
    angle = torch.arange(1, TIMESTEPS + 1, dtype=torch.float64) * (math.pi / 2 / TIMESTEPS)
    squares = angle.cos().square()
    # cos(pi / 2) is 6e-17 in floating point.
    squares[-1] = 0.0
    return squares


# Half of this schedule's timesteps hold more noise than signal; four steps spread evenly spend three of them there.
# Spread by squares they came nearer to true music in every distance, for two students (dev/LOG.md).
COSINE = NoiseSchedule(cosine_alphas_cumprod(), "v_prediction", spacing=2)
"""The schedule of our own denoisers."""
