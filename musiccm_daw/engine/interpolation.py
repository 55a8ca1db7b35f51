"""Band-limited interpolation: the values of a signal between its samples, at any positions.

`finishing` uses it to convert sample rates piece by piece, and to stretch by the fraction of a sample that rounding
leaves. The signal is oversampled four times through its spectrum, then a polynomial of degree five is laid through six
neighbours (Lagrange). The error stays below -60 dB up to 20 kHz at 44.1 kHz.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from musiccm_daw.model.mel import fourier_resample

OVERSAMPLING, TAPS = 4, 6
REACH = 64
"""Samples of silence around a signal, whose ends the oversampling would otherwise join."""
CHUNK_POSITIONS = 1 << 15
"""Positions computed at a time, which bounds the memory."""


def interpolated(signal: Tensor, positions: Tensor, cutoff: float = 1.0) -> Tensor:
    """Return the values (A, n) of a signal (A, S) at `positions` (n) in samples, 0 to S.

    Positions are float64 on the CPU, since not all GPUs support float64. `cutoff` is the highest frequency to keep, as
    a share of the signal's own; it is below 1 for a lower sample rate.
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
    """Return a signal (A, S) without what lies above a share of its highest frequency, faded over the tenth below."""
    spectrum = torch.fft.rfft(signal)
    share = torch.arange(spectrum.shape[-1], device=signal.device) / (spectrum.shape[-1] - 1)
    gain = 0.5 + 0.5 * torch.cos(math.pi * ((share / cutoff - 0.9) / 0.1).clamp(0, 1))
    passed: Tensor = torch.fft.irfft(spectrum * gain, n=signal.shape[-1])
    return passed


def _lagrange(fraction: Tensor) -> Tensor:
    """Return the weights (n, 6) of the neighbours at -2..3 for positions `fraction` (n) between 0 and 1."""
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
    """Return the next length without large prime factors, for which Fourier transforms are fast."""
    step = 1 << max(0, samples.bit_length() - 4)
    return -(-samples // step) * step
