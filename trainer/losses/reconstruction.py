"""The autoencoder's loss: what must survive of the mel rows on their way through the codec, and how much it weighs.

In: true rows and decoded rows. Out: a scalar loss. A plain distance between levels loses two thirds of the chords
(dev/LOG.md), so the terms follow what the codec is judged by: held partials, amplitudes of chords, attacks, and the
power of bands. There is no network and no randomness in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor
from torch.nn import functional

from musiccm_daw.model.mel import HIGH_BAND, LOW_BAND, MEL_ROWS, ROW_DB, hz_to_mel, mel_to_hz

AMPLITUDE = ROW_DB / 20
POWER = ROW_DB / 10
"""Powers of ten per unit of a row."""
BAND_BINS, BAND_MELS = 8, 4
"""Low bins and high mel rows per coarse band: 32 bands of 86 Hz each, and 24 above."""
PITCHED_BINS = slice(5, LOW_BAND.rows)
"""Low bins from 54 to 2 750 Hz: fundamentals up to E7, and the first partials of what makes a chord."""
FLUX_WEIGHT, LOG_FLUX_WEIGHT = 2.0, 0.15
"""Weights of the rise of all bands together, relative to that of single bands; and of its logarithm."""
QUIET_FLUX = 0.5 / ROW_DB
"""Half a decibel per frame: a slower rise is not an attack."""
HARMONY_FRAMES = (16, 64)
"""Frames over which amplitudes are averaged: 16ths or so, and beats."""
LOWEST_POWER_BAND_HZ = 40.0
POWER_FRAMES = (16, 64)
QUIETEST_POWER_BAND, LOUD_POWER_BAND = -1.0, 0.0
"""Levels, -80 and -40 dB, from which the power of a band counts at all, and fully."""


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
    power_weight: float = 3.0


def reconstruction_loss(decoded: Tensor, rows: Tensor, options: ReconstructionOptions) -> Tensor:
    """Return the whole loss of decoded rows (B, M, T) against true ones."""
    levels, stereo = (decoded[:, :MEL_ROWS], rows[:, :MEL_ROWS]), (decoded - rows)[:, MEL_ROWS:]
    return (
        level_loss(*levels, options)
        + options.harmony_weight * harmony_loss(*levels)
        + options.attack_weight * attack_loss(*levels)
        + options.power_weight * power_loss(*levels)
        + options.stereo_weight * stereo.abs().mean()
    )


def level_loss(decoded: Tensor, rows: Tensor, options: ReconstructionOptions) -> Tensor:
    """Return the weighted L1 of levels, of partials and of the rises of single rows; (B, MEL_ROWS, T).

    Levels and partials (differences along frequency) are compared at three lengths. A single frame of noise is random
    from bin to bin, and which bin it was is inaudible; the mean over a few frames is not random. Averages therefore
    carry most of the weight: they distinguish a held partial from noise. A loud bin weighs more: 1.5 at -20 dB, 0.7 at
    -40 dB, 0.05 at the floor.
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
    """Return the misplaced share of the pitched amplitude, averaged over 16 and over 64 frames; (B, MEL_ROWS, T).

    Amplitudes, not levels: the few loudest partials decide which chord is perceived. The first codec, trained on
    levels, misplaced 47 % of this amplitude.
    """
    aim, found = (10.0 ** ((part[:, PITCHED_BINS] - 1.0) * AMPLITUDE) for part in (rows, decoded))
    total = torch.zeros((), device=rows.device)
    for frames in HARMONY_FRAMES:
        truth = functional.avg_pool1d(aim, frames)
        error = (functional.avg_pool1d(found, frames) - truth).abs()
        # A hundredth of full scale keeps silence, which has no chord, from having any weight.
        total = total + (error.sum(1) / (truth.sum(1) + 1e-2)).mean() / len(HARMONY_FRAMES)
    return total


def power_loss(decoded: Tensor, rows: Tensor) -> Tensor:
    """Return the L1 of the power of half octaves, in units of rows, over 16 and over 64 frames; (B, MEL_ROWS, T).

    The other terms are least at the median of what may be there, and the mean of levels lies below the level of a mean:
    without this one, decoded rows lacked 2 to 5 dB from 1 kHz on, and high notes up to 12 (dev/LOG.md).
    """
    bands = _half_octaves().to(rows.device)
    aim, found = (bands @ 10.0 ** ((part - 1.0) * POWER) for part in (rows, decoded))
    total = torch.zeros((), device=rows.device)
    for frames in POWER_FRAMES:
        truth, level = (_levels(functional.avg_pool1d(part, frames, frames // 2)) for part in (aim, found))
        loudness = ((truth - QUIETEST_POWER_BAND) / (LOUD_POWER_BAND - QUIETEST_POWER_BAND)).clamp(0, 1)
        # Item by item, so that a lone high tone, which fills one band, weighs as much as a full mix.
        error = (loudness * (level - truth).abs()).sum((1, 2)) / loudness.sum((1, 2)).clamp(min=1.0)
        total = total + error.mean() / len(POWER_FRAMES)
    return total


@cache
def _half_octaves() -> Tensor:
    """Return which rows are averaged for each half octave (K, MEL_ROWS), those of the two bands apart."""
    low = torch.arange(LOW_BAND.rows) * LOW_BAND.bin_hz
    mels = torch.linspace(hz_to_mel(HIGH_BAND.low_hz), hz_to_mel(HIGH_BAND.high_hz), HIGH_BAND.rows + 2)
    bands = []
    for first, centres in ((0, low), (LOW_BAND.rows, mel_to_hz(mels[1:-1]))):
        place = (2 * (centres / LOWEST_POWER_BAND_HZ).clamp(min=1.0).log2()).floor()
        for half_octave in place.unique():
            rows = torch.zeros(MEL_ROWS)
            rows[first : first + len(centres)] = (place == half_octave).float()
            bands.append(rows / rows.sum())
    return torch.stack(bands)


def attack_loss(decoded: Tensor, rows: Tensor) -> Tensor:
    """Return the L1 of levels, of their rises from frame to frame and of the total rise, in coarse bands.

    Rows are (B, MEL_ROWS, T). A single bin of noise is random, the mean over a band is not, and so shows when a sound
    begins. The soft attack of a bass or a pad shows in bands 60 dB below its partials, so quiet bands weigh as much as
    loud ones. Levels and single rises alone lost a third of the total rise (dev/LOG.md), hence the last terms.
    """
    found, aim = banded(decoded), banded(rows)
    rises, true_rises = found.diff(dim=2), aim.diff(dim=2)
    flux, true_flux = rises.clamp(min=0).mean(1), true_rises.clamp(min=0).mean(1)
    louder = ((flux / QUIET_FLUX).log1p() - (true_flux / QUIET_FLUX).log1p()).abs().mean()
    return (
        0.5 * (found - aim).abs().mean()
        + (rises - true_rises).abs().mean()
        + FLUX_WEIGHT * (flux - true_flux).abs().mean()
        + LOG_FLUX_WEIGHT * louder
    )


def row_weights() -> Tensor:
    """Return the weight (MEL_ROWS, 1) of every row that holds a level: its width in mel, scaled to a mean of one.

    Unweighted, the many low bins would dominate. The high rows count only 0.6 of their width: they hold more noise than
    pitch.
    """
    bins_hz = torch.arange(LOW_BAND.rows) * LOW_BAND.bin_hz
    low = LOW_BAND.bin_hz * 1127.0 / (700.0 + bins_hz)
    high_mels = hz_to_mel(HIGH_BAND.high_hz) - hz_to_mel(HIGH_BAND.low_hz)
    high = torch.full((HIGH_BAND.rows,), 0.6 * high_mels / (HIGH_BAND.rows + 1))
    weights = torch.cat([low, high])
    return (weights / weights.mean())[:, None]


def pooled(rows: Tensor, frames: int) -> Tensor:
    """Average the power of log-magnitude rows (B, M, T) over `frames` frames: (B, M, T / frames)."""
    if frames == 1:
        return rows
    return _levels(functional.avg_pool1d(10.0 ** ((rows - 1.0) * POWER), frames))


def banded(rows: Tensor) -> Tensor:
    """Average the power of log-magnitude rows (B, MEL_ROWS, T) over coarse bands of rows: (B, 56, T)."""
    low, high = (10.0 ** ((rows - 1.0) * POWER)).split([LOW_BAND.rows, HIGH_BAND.rows], dim=1)
    return _levels(
        torch.cat([low.unflatten(1, (-1, BAND_BINS)).mean(2), high.unflatten(1, (-1, BAND_MELS)).mean(2)], 1)
    )


def _levels(power: Tensor) -> Tensor:
    return power.clamp(min=1e-12).log10() / POWER + 1.0
