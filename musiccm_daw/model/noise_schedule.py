"""The noise schedule: how much signal and how much noise a latent holds at each of 1000 timesteps.

A cosine schedule with zero terminal SNR (Nichol & Dhariwal 2021; Lin et al. 2023, "Common diffusion noise schedules and
sample steps are flawed"): at the last timestep nothing of the signal is left, so that sampling from pure noise in one
to four steps has no loudness bias. With signal cos(u) and noise sin(u) a DDIM step is a rotation.
The network predicts v = signal * noise_sample - noise * x0 (Salimans & Ho 2022).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

TIMESTEPS = 1000


def signal_and_noise(timesteps: Tensor) -> tuple[Tensor, Tensor]:
    """alpha_t and sigma_t, each (B, 1, 1), of integer timesteps (B) in 0..999; alpha^2 + sigma^2 = 1."""
    angle = (timesteps.double() + 1) * (math.pi / 2 / TIMESTEPS)
    # cos(pi / 2) is 6e-17 in floating point: clamped so that the terminal SNR is exactly zero.
    signal = torch.cos(angle).where(timesteps < TIMESTEPS - 1, torch.zeros_like(angle))
    return signal.float()[:, None, None], torch.sin(angle).float()[:, None, None]


def add_noise(x0: Tensor, noise: Tensor, timesteps: Tensor) -> Tensor:
    """x_t (B, C, W) of clean latents and unit noise at timesteps (B)."""
    signal, sigma = signal_and_noise(timesteps)
    return signal * x0 + sigma * noise


def velocity(x0: Tensor, noise: Tensor, timesteps: Tensor) -> Tensor:
    """The target v (B, C, W) of the network."""
    signal, sigma = signal_and_noise(timesteps)
    return signal * noise - sigma * x0


def x0_from_velocity(x: Tensor, v: Tensor, timesteps: Tensor) -> Tensor:
    """The clean latents (B, C, W) that x_t and v imply."""
    signal, sigma = signal_and_noise(timesteps)
    return signal * x - sigma * v


def noise_from_velocity(x: Tensor, v: Tensor, timesteps: Tensor) -> Tensor:
    """The noise (B, C, W) that x_t and v imply."""
    signal, sigma = signal_and_noise(timesteps)
    return sigma * x + signal * v
