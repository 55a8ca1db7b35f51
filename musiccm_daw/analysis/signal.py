"""Mono, resampling and decibels: what analysis and metrics do to audio before they measure it."""

from __future__ import annotations

from math import gcd

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

# A power or magnitude below this is silence: its logarithm says nothing.
TINY = 1e-10


def mono(audio: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return the mean of the channels: (S,) or (S, A) to (S,)."""
    return np.asarray(audio if audio.ndim == 1 else audio.mean(axis=1), dtype=np.float32)


def resampled(audio: NDArray[np.floating], sample_rate: int, target_rate: int) -> NDArray[np.float32]:
    """Return audio (S,) at another rate, by a polyphase filter."""
    if sample_rate == target_rate:
        return np.asarray(audio, dtype=np.float32)
    shared = gcd(sample_rate, target_rate)
    return np.asarray(resample_poly(audio, target_rate // shared, sample_rate // shared), dtype=np.float32)


def decibels(power: float) -> float:
    """Return a power in dB, at least -100."""
    return float(10 * np.log10(max(power, TINY)))
