"""Coherence: whether a long piece sounds like one piece and keeps time to its end.

In: audio of a long clip. Out: the distance in timbre between two parts, and how onsets drift from the grid. Timbre
is the mean and the spread of each mel band over a part, as in the long-standing Gaussian models of timbre (Aucouturier
& Pachet 2004): it captures sound but not order, so variety of notes does not count against a piece.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.stats import theilslopes

from musiccm_daw.timebase import TimeGrid
from trainer.metrics.onsets import SIXTEENTHS_AND_TRIPLETS, TOLERANCE_SECONDS
from trainer.metrics.spectral import mel_db

PART_SECONDS = 60
FEWEST_ONSETS = 20
"""With fewer, a slope means nothing."""


def timbre(audio: NDArray[np.floating], sample_rate: int) -> NDArray[np.float64]:
    """Return mean and standard deviation in dB of every mel band: (2 * bands)."""
    levels = mel_db(audio, sample_rate)
    return np.concatenate([levels.mean(axis=1), levels.std(axis=1)])


def timbre_distance(first: NDArray[np.floating], second: NDArray[np.floating], sample_rate: int) -> float:
    """Return the mean absolute difference in dB of the timbres of two parts."""
    return float(np.abs(timbre(first, sample_rate) - timbre(second, sample_rate)).mean())


def first_to_last_distance(audio: NDArray[np.floating], sample_rate: int) -> float:
    """Measure the timbre distance of a piece's first to its last minute; of its halves if it is under two minutes."""
    part = min(PART_SECONDS * sample_rate, len(audio) // 2)
    return timbre_distance(audio[:part], audio[len(audio) - part :], sample_rate)


def drift_ms_per_minute(times: NDArray[np.float64], grid: TimeGrid) -> float:
    """Return the slope over time of the onsets' distance to the nearest 16th or triplet; nan with few onsets.

    It is the median of the slopes between any two onsets (Theil 1950, Sen 1968), which stray onsets hardly move.
    """
    quarter = float(60 / grid.bpm)
    lines = np.array([*(float(line) for line in SIXTEENTHS_AND_TRIPLETS), float(Fraction(1))]) * quarter
    offsets = np.mod(times, quarter)[:, None] - lines[None, :]
    nearest = offsets[np.arange(len(times)), np.abs(offsets).argmin(axis=1)] if len(times) else np.zeros(0)
    kept = np.abs(nearest) <= TOLERANCE_SECONDS
    if int(kept.sum()) < FEWEST_ONSETS:
        return float("nan")
    return float(theilslopes(1_000 * nearest[kept], times[kept] / 60).slope)
