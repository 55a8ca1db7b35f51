"""Sanity of a clip: audible, not clipped, playing to its last bar, seamless as a loop; how loud, how wide.

In: audio (S,) or (S, A) and its grid. Out: one `Sanity` per clip. It says nothing about the music. Loudness and true
peak are deliberately measured without the writers' code: a check shares nothing with what it checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from musiccm_daw.analysis.signal import TINY, decibels
from musiccm_daw.timebase import TimeGrid
from trainer.metrics.seams import bar_line_fluxes, flux_ratio, loop_join

SILENCE_DB = -60.0
PEAK_LIMIT_DB = -1.0
LAST_BAR_RANGE_DB = 12.0
"""A clip whose last bar is further below its median bar ends early."""


@dataclass(frozen=True)
class Sanity:
    """The measurements of one clip; levels in dB re full scale."""

    rms_db: float
    true_peak_db: float
    last_bar_db: float
    """Level of the last bar relative to the median bar."""
    lufs: float
    width_db: float
    """Side relative to mid: -100 is mono, 0 as wide as two unrelated channels."""
    seam_flux_ratio: float
    """Spectral flux from the end to the start, divided by that at the median inner bar line; 1 is like any."""
    clicks: bool
    """Whether the join of the loop bends the wave more than the clip's own attacks do."""

    @property
    def crest_db(self) -> float:
        """Crest factor: true peak over RMS. A clip with one attack that is too loud is quiet everywhere else."""
        return self.true_peak_db - self.rms_db

    @property
    def faults(self) -> tuple[str, ...]:
        """Names of the clip's faults: "silent", "clipped", "ends early"; empty if it has none."""
        checks = {
            "silent": self.rms_db <= SILENCE_DB,
            "clipped": self.true_peak_db > PEAK_LIMIT_DB,
            "ends early": self.last_bar_db < -LAST_BAR_RANGE_DB,
        }
        return tuple(name for name, wrong in checks.items() if wrong)


def true_peak_db(audio: NDArray[np.floating]) -> float:
    """Measure the peak of the signal oversampled four times, dBTP (ITU-R BS.1770-5, annex 2)."""
    peak = float(np.abs(resample_poly(audio, 4, 1, axis=0)).max(initial=0.0))
    return decibels(peak**2)


def bar_levels_db(audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid) -> list[float]:
    """Measure the RMS level of every bar."""
    edges = [grid.bar_start_samples(bar, sample_rate) for bar in range(grid.bars)]
    edges.append(min(grid.total_samples(sample_rate), len(audio)))
    power = np.square(audio.astype(np.float64))
    return [
        decibels(float(power[start:end].mean())) if end > start else decibels(0.0) for start, end in pairwise(edges)
    ]


def width_db(audio: NDArray[np.floating]) -> float:
    """Measure the level of the side relative to the mid signal; -100 for mono audio."""
    if audio.ndim == 1 or audio.shape[1] == 1:
        return decibels(0.0)
    left, right = audio[:, 0].astype(np.float64), audio[:, 1].astype(np.float64)
    mid, side = np.square(left + right).mean(), np.square(left - right).mean()
    return decibels(float(side / max(mid, TINY)))


def loudness_lufs(audio: NDArray[np.floating], sample_rate: int) -> float:
    """Measure integrated loudness (ITU-R BS.1770); minus infinity for silence or under one block of 0.4 s."""
    import pyloudnorm

    if len(audio) < 0.4 * sample_rate or not np.any(audio):
        return float("-inf")
    return float(pyloudnorm.Meter(sample_rate).integrated_loudness(audio.astype(np.float64)))


def sanity(audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid) -> Sanity:
    """Measure one clip of `grid.total_samples(sample_rate)` samples."""
    levels = bar_levels_db(audio, sample_rate, grid)
    return Sanity(
        rms_db=decibels(float(np.square(audio.astype(np.float64)).mean())),
        true_peak_db=true_peak_db(audio),
        last_bar_db=levels[-1] - float(np.median(levels)),
        lufs=loudness_lufs(audio, sample_rate),
        width_db=width_db(audio),
        seam_flux_ratio=flux_ratio(bar_line_fluxes(audio, sample_rate, grid), {0}),
        clicks=loop_join(audio, sample_rate).clicks,
    )
