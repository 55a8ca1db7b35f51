"""The autoencoder's loss: what of mel rows must survive the codec, and how much each thing weighs.

In: true rows and decoded rows. Out: one number to descend. A plain distance of levels loses two thirds of the chords
(dev/LOG.md), so the terms follow what the codec is judged by: held partials, amplitudes of chords, and attacks. It
knows no network and draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from musiccm_daw.model.mel import HIGH_BAND, LOW_BAND, MEL_ROWS, ROW_DB, hz_to_mel

AMPLITUDE = ROW_DB / 20
POWER = ROW_DB / 10
"""Powers of ten to one unit of a row."""
BAND_BINS, BAND_MELS = 8, 4
"""Low bins and high mel rows to a coarse band: 32 of 86 Hz each, and 24 above."""
PITCHED_BINS = slice(5, 195)
"""Low bins from 54 to 2 090 Hz: fundamentals and the first partials of what makes a chord."""
FLUX_WEIGHT, LOG_FLUX_WEIGHT = 2.0, 0.15
"""Of how much the spectrum rises in all bands together, over how it rises in each; and of the logarithm of that."""
QUIET_FLUX = 0.5 / ROW_DB
"""Half a decibel a frame: what rises less is no attack."""
HARMONY_FRAMES = (16, 64)
"""Frames over which amplitudes are averaged: 16ths or so, and beats."""


@dataclass(frozen=True)
class ReconstructionOptions:
    """Weights of the terms."""

    difference_weight: float = 0.5
    stereo_weight: float = 0.3
    pools: tuple[int, ...] = (1, 4, 16)
    """Frames over which powers are averaged before they are compared, and the weights of these comparisons."""
    pool_weights: tuple[float, ...] = (0.5, 0.5, 1.0)
    attack_weight: float = 0.4
    harmony_weight: float = 0.3


def reconstruction_loss(decoded: Tensor, rows: Tensor, options: ReconstructionOptions) -> Tensor:
    """The whole loss of decoded rows (B, M, T) against true ones."""
    levels, stereo = (decoded[:, :MEL_ROWS], rows[:, :MEL_ROWS]), (decoded - rows)[:, MEL_ROWS:]
    return (
        level_loss(*levels, options)
        + options.harmony_weight * harmony_loss(*levels)
        + options.attack_weight * attack_loss(*levels)
        + options.stereo_weight * stereo.abs().mean()
    )


def level_loss(decoded: Tensor, rows: Tensor, options: ReconstructionOptions) -> Tensor:
    """Weighted L1 of levels, of partials and of the rises of single rows; (B, MEL_ROWS, T).

    Levels and partials (differences along frequency) are compared at three lengths. A single frame of noise is random
    from bin to bin, and nobody hears which bin it was; the mean over a few frames is not. Averages therefore carry most
    of the weight: they are what tells a held partial from noise. A loud bin weighs more: 1.5 at -20 dB, 0.7 at -40 dB,
    0.05 at the floor.
    """
    weight = row_weights().to(rows.device)
    total = torch.zeros((), device=rows.device)
    for frames, share in zip(options.pools, options.pool_weights, strict=True):
        aim = pooled(rows, frames)
        error = pooled(decoded, frames) - aim
        loudness = weight * (2.5 * ((aim + 1.0) / 2).clamp(0, 1).square() + 0.05)
        level = (loudness * error.abs()).mean()
        partials = (loudness[:, 1:] * error.diff(dim=1).abs()).mean()
        total = total + share * (level + options.difference_weight * partials)
        if frames == 1:
            rises = (loudness[:, :, 1:] * error.diff(dim=2).abs()).mean()
            total = total + share * options.difference_weight * rises
    return total


def harmony_loss(decoded: Tensor, rows: Tensor) -> Tensor:
    """Share of the pitched amplitude, averaged over 16 and over 64 frames, that is not where it was; (B, MEL_ROWS, T).

    Amplitudes, not levels: the few loudest partials decide which chord sounds. The first codec, trained by levels,
    put 47 % of this amplitude elsewhere.
    """
    aim, heard = (10.0 ** ((part[:, PITCHED_BINS] - 1.0) * AMPLITUDE) for part in (rows, decoded))
    total = torch.zeros((), device=rows.device)
    for frames in HARMONY_FRAMES:
        truth = functional.avg_pool1d(aim, frames)
        error = (functional.avg_pool1d(heard, frames) - truth).abs()
        # A hundredth of full scale keeps silence, which has no chord, from weighing at all.
        total = total + (error.sum(1) / (truth.sum(1) + 1e-2)).mean() / len(HARMONY_FRAMES)
    return total


def attack_loss(decoded: Tensor, rows: Tensor) -> Tensor:
    """L1 of levels, of their rise from frame to frame and of all rises together, in coarse bands; (B, MEL_ROWS, T).

    A single bin of noise is random, the mean over a band is not, and so tells when something begins. The soft attack of
    a bass or a pad shows in bands that are 60 dB under its partials, so quiet bands weigh like loud ones. Levels and
    single rises alone left a third of the whole rise out (dev/LOG.md), hence the last terms.
    """
    heard, aim = banded(decoded), banded(rows)
    rises, true_rises = heard.diff(dim=2), aim.diff(dim=2)
    flux, true_flux = rises.clamp(min=0).mean(1), true_rises.clamp(min=0).mean(1)
    louder = ((flux / QUIET_FLUX).log1p() - (true_flux / QUIET_FLUX).log1p()).abs().mean()
    return (
        0.5 * (heard - aim).abs().mean()
        + (rises - true_rises).abs().mean()
        + FLUX_WEIGHT * (flux - true_flux).abs().mean()
        + LOG_FLUX_WEIGHT * louder
    )


def row_weights() -> Tensor:
    """Weight (MEL_ROWS, 1) of every row that holds a level: its width in mel, with a mean of one.

    By their number alone the dense low bins would drown the rest. The high rows count 0.6 of that: they hold noise
    more than pitch.
    """
    bins_hz = torch.arange(LOW_BAND.rows) * LOW_BAND.bin_hz
    low = LOW_BAND.bin_hz * 1127.0 / (700.0 + bins_hz)
    high_mels = hz_to_mel(HIGH_BAND.high_hz) - hz_to_mel(HIGH_BAND.low_hz)
    high = torch.full((HIGH_BAND.rows,), 0.6 * high_mels / (HIGH_BAND.rows + 1))
    weights = torch.cat([low, high])
    return (weights / weights.mean())[:, None]


def pooled(rows: Tensor, frames: int) -> Tensor:
    """Log-magnitude rows (B, M, T) of the power averaged over `frames` frames: (B, M, T / frames)."""
    if frames == 1:
        return rows
    return _levels(functional.avg_pool1d(10.0 ** ((rows - 1.0) * POWER), frames))


def banded(rows: Tensor) -> Tensor:
    """Log-magnitude rows (B, MEL_ROWS, T) of the power averaged over coarse bands of rows: (B, 56, T)."""
    low, high = (10.0 ** ((rows - 1.0) * POWER)).split([LOW_BAND.rows, HIGH_BAND.rows], dim=1)
    return _levels(
        torch.cat([low.unflatten(1, (-1, BAND_BINS)).mean(2), high.unflatten(1, (-1, BAND_MELS)).mean(2)], 1)
    )


def _levels(power: Tensor) -> Tensor:
    return power.clamp(min=1e-12).log10() / POWER + 1.0
