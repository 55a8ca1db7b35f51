"""Mel autoencoder: rows (B, M, T) to latents (B, C, W) and back, with 4 frames to a latent column.

A plain 1-D convolutional codec. Every layer sees a few columns to either side, so a long or looping piece can be
decoded in overlapping parts, identical to decoding it whole. Latents have zero mean and unit variance per channel by
construction (a batch norm without gain), which is what the noise schedule of the denoiser expects.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

RECEPTIVE_COLUMNS = 12
"""How far one column reaches."""
LOWEST_ENCODED = -1.0
"""Level (-80 dB) below which everything is encoded as silence. Latents spend nothing on the ends of tails; the decoder
has learned how these fall to the floor of the rows."""


@dataclass(frozen=True)
class AutoencoderConfig:
    """Widths at the three rates: mel frames, half of that, latent columns."""

    rows: int = 384
    latent_channels: int = 64
    frame_width: int = 256
    half_width: int = 320
    column_width: int = 448
    column_blocks: int = 2


class ChannelNorm(nn.Module):
    """RMS norm over the channels of (B, D, T), each instant by itself: no statistics over time, so pieces join."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.ones(width, 1))

    def forward(self, x: Tensor) -> Tensor:
        """Normalise x, keeping its shape."""
        return x * torch.rsqrt(x.square().mean(dim=1, keepdim=True) + 1e-6) * self.gain


class ResidualBlock(nn.Module):
    """Norm, convolution over 3, GELU and 1 x 1 convolution, added to the input."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = ChannelNorm(width)
        self.conv = nn.Conv1d(width, width, 3, padding=1)
        self.mix = nn.Conv1d(width, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Map (B, D, T) to (B, D, T)."""
        out: Tensor = x + self.mix(nn.functional.gelu(self.conv(self.norm(x))))
        return out


class Autoencoder(nn.Module):
    """Encoder and decoder; see the module's docstring for the shapes."""

    def __init__(self, config: AutoencoderConfig) -> None:
        super().__init__()
        self.config = config
        frame, half, column = config.frame_width, config.half_width, config.column_width
        self.encoder = nn.Sequential(
            nn.Conv1d(config.rows, frame, 3, padding=1),
            ResidualBlock(frame),
            nn.Conv1d(frame, half, 4, stride=2, padding=1),
            ResidualBlock(half),
            nn.Conv1d(half, column, 4, stride=2, padding=1),
            *(ResidualBlock(column) for _ in range(config.column_blocks)),
            ChannelNorm(column),
            nn.Conv1d(column, config.latent_channels, 1),
        )
        self.unit = nn.BatchNorm1d(config.latent_channels, affine=False, momentum=0.01)
        self.decoder = nn.Sequential(
            nn.Conv1d(config.latent_channels, column, 3, padding=1),
            *(ResidualBlock(column) for _ in range(config.column_blocks)),
            nn.ConvTranspose1d(column, half, 4, stride=2, padding=1),
            ResidualBlock(half),
            nn.ConvTranspose1d(half, frame, 4, stride=2, padding=1),
            ResidualBlock(frame),
            ChannelNorm(frame),
            nn.Conv1d(frame, config.rows, 3, padding=1),
        )

    def encode(self, rows: Tensor) -> Tensor:
        """Encode rows (B, M, T) as latents (B, C, W), T = 4 W."""
        latents: Tensor = self.unit(self.encoder(rows.clamp(min=LOWEST_ENCODED)))
        return latents

    def decode(self, latents: Tensor) -> Tensor:
        """Decode latents (B, C, W) to rows (B, M, 4 W)."""
        rows: Tensor = self.decoder(latents)
        return rows
