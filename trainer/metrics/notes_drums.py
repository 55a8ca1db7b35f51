"""Strokes of drums: attacks in three bands of frequency, without a pitch.

Used by `notes.py`. In: audio. Out: times of attacks in each band. A band's attack is a rise of its level in dB, so a
held chord has none and a hat under a loud kick has one. Which drum was struck is known only by its band.
"""

from __future__ import annotations

import numpy as np
import scipy.fft
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d

from musiccm_daw.analysis.signal import TINY, mono, resampled

RATE = 22_050
HOP_SAMPLES = 220
"""10 ms."""
FRAME_SECONDS = HOP_SAMPLES / RATE
WINDOW_SAMPLES = 512
"""23 ms: the fundamental of a kick is not resolved, only that the band rises."""
BANDS_HZ = ((30.0, 150.0), (150.0, 2_500.0), (5_000.0, 11_000.0))
LOW, MIDDLE, HIGH = range(3)
LEAST_OF_LOUDEST = (1e-3, 1e-4, 1e-5)
"""What is below this share of the loudest moment's power may be another band's leakage and counts as silence."""
DEEP_KEYS = frozenset({35, 36, 41, 43, 45})
HIGH_KEYS = frozenset({42, 44, 46, 49, 51, 52, 53, 54, 55, 57, 59, 69, 70, 82})
"""MIDI keys of kicks and low toms, and of hats, cymbals and shakers; all others sound in the middle."""
RANGE_DB = 45.0
"""What is further below the band's own peak counts as silence too."""
RISE_DB = 6.0
"""An attack raises its band by more than this within the lag."""
LAG_FRAMES = 3
"""30 ms."""
NEIGHBOUR_FRAMES = 4
"""Of rises within 40 ms on either side, the steepest is the attack."""


def band_of(key: int) -> int:
    """Return the band in which the stroke of a MIDI key is looked for."""
    return LOW if key in DEEP_KEYS else HIGH if key in HIGH_KEYS else MIDDLE


def strokes(audio: NDArray[np.floating], sample_rate: int) -> tuple[NDArray[np.float64], ...]:
    """Return the times of attacks in seconds, ascending, for each band of audio (S,) or (S, A)."""
    wave = np.pad(resampled(mono(audio), sample_rate, RATE), (WINDOW_SAMPLES // 2, WINDOW_SAMPLES))
    pieces = np.lib.stride_tricks.sliding_window_view(wave, WINDOW_SAMPLES)[::HOP_SAMPLES]
    power = np.square(np.abs(scipy.fft.rfft(pieces * np.hanning(WINDOW_SAMPLES).astype(np.float32), axis=1)))
    frequencies = np.fft.rfftfreq(WINDOW_SAMPLES, 1 / RATE)
    found = []
    loudest = float(power.sum(axis=1).max(initial=0.0))
    for (low, high), least in zip(BANDS_HZ, LEAST_OF_LOUDEST, strict=True):
        band = power[:, (frequencies >= low) & (frequencies < high)].sum(axis=1)
        silence = max(float(band.max(initial=0.0)) * 10 ** (-RANGE_DB / 10), least * loudest, TINY)
        level = 10 * np.log10(band / silence + 1)
        before = np.pad(level, (LAG_FRAMES, 0))[: len(level)]
        rise = level - before
        is_peak = (rise >= maximum_filter1d(rise, 2 * NEIGHBOUR_FRAMES + 1)) & (rise > RISE_DB)
        # The steepest rise over the lag ends about one frame after the stroke.
        found.append(np.maximum(np.flatnonzero(is_peak) - 1, 0) * FRAME_SECONDS)
    return tuple(found)
