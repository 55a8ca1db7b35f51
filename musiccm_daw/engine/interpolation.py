"""Band-limited interpolation: the value of a signal between its samples, at any positions.

Stretches by the fraction of a sample that rounding leaves, and conversions between sample rates, piece by piece: the
signal is oversampled four times by its spectrum, then a parabola of fifth degree goes through six neighbours
(Lagrange). Errors stay under -60 dB at 20 kHz of 44.1.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from musiccm_daw.model.mel import fourier_resample

OVERSAMPLING = 4
TAPS = 6
REACH = 64
"""Samples of silence put around a signal, whose ends the oversampling would otherwise join."""
CHUNK_POSITIONS = 1 << 15


def interpolated(signal: Tensor, positions: Tensor, cutoff: float = 1.0) -> Tensor:
    """Values (A, n) of a signal (A, S) at `positions` (n) in samples, 0 to S.

    Positions are float64, and on the CPU, since not all GPUs have that. `cutoff` is the highest frequency
    that stays, as a share of the signal's own: that of a lower sample rate.
    """
    samples = signal.shape[-1] + 2 * REACH
    silence = _convenient(samples) - samples
    padded = torch.nn.functional.pad(signal, (REACH, REACH + silence))
    if cutoff < 1.0:
        padded = _low_passed(padded, cutoff)
    fine = fourier_resample(padded, OVERSAMPLING * padded.shape[-1])
    views = fine.unfold(-1, TAPS, 1)
    found = []
    for chunk in positions.split(CHUNK_POSITIONS):
        exact = (chunk + REACH) * OVERSAMPLING
        base = exact.floor()
        weights = _lagrange((exact - base).float().to(signal.device))
        found.append((views[:, (base.long() - TAPS // 2 + 1).to(signal.device)] * weights).sum(-1))
    return torch.cat(found, dim=-1)


def _low_passed(signal: Tensor, cutoff: float) -> Tensor:
    """A signal (A, S) without what lies above a share of its highest frequency, faded over the last tenth below."""
    spectrum = torch.fft.rfft(signal)
    share = torch.arange(spectrum.shape[-1], device=signal.device) / (spectrum.shape[-1] - 1)
    gain = 0.5 + 0.5 * torch.cos(math.pi * ((share / cutoff - 0.9) / 0.1).clamp(0, 1))
    passed: Tensor = torch.fft.irfft(spectrum * gain, n=signal.shape[-1])
    return passed


def _lagrange(fraction: Tensor) -> Tensor:
    """Weights (n, 6) of the neighbours at -2..3 for a position `fraction` (n) of the way from 0 to 1."""
    nodes = range(1 - TAPS // 2, TAPS // 2 + 1)
    columns = []
    for node in nodes:
        column = torch.ones_like(fraction)
        for other in nodes:
            if other != node:
                column = column * ((fraction - other) / (node - other))
        columns.append(column)
    return torch.stack(columns, dim=-1)


def _convenient(samples: int) -> int:
    """The next length without large prime factors, of which Fourier transforms are fast."""
    step = 1 << max(0, samples.bit_length() - 4)
    return -(-samples // step) * step
