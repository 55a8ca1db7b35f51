"""Seams: whether window borders and the join of a loop sound like any other bar line, and whether the join clicks.

In: audio (S,) or (S, A) and its grid. Out: ratios that are 1 where a border is like the other bar lines, and a
`LoopJoin`. The spectrum changes at every bar line, since notes begin there, so a border is compared with the other bar
lines of the same clip. A click bends the wave on one or two samples; a struck downbeat bends it for milliseconds. What
is played is not judged.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.signal import TINY, mono
from musiccm_daw.timebase import TimeGrid

FLUX_WINDOW_SAMPLES = 2_048
"""46 ms at 44.1 kHz, before and after a line."""
JOIN_SAMPLES = 2
"""Samples on each side of a join on which a click would lie."""
ATTACK_SECONDS = 0.005
"""How far around a join to look for an attack that explains its bend."""
RANGE_PERCENT = 99.9
"""Percentile of a clip's own bends that stands for its ordinary attacks."""


def line_flux(audio: NDArray[np.floating], sample: int) -> float:
    """Measure the mean change of the log spectrum (nepers) from the window before a sample to the next, looping."""
    signal = mono(audio).astype(np.float64)
    window = np.hanning(FLUX_WINDOW_SAMPLES)
    before = np.take(signal, np.arange(sample - FLUX_WINDOW_SAMPLES, sample), mode="wrap")
    after = np.take(signal, np.arange(sample, sample + FLUX_WINDOW_SAMPLES), mode="wrap")
    # About -60 dB of a full-scale sine under this window: changes of the noise floor do not count.
    spectra = [np.log(np.abs(np.fft.rfft(part * window)) / FLUX_WINDOW_SAMPLES + 1e-3) for part in (before, after)]
    return float(np.abs(spectra[1] - spectra[0]).mean())


def bar_line_fluxes(audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid) -> NDArray[np.float64]:
    """Measure the flux at every bar line, beginning with the clip's start, which is a loop's join."""
    return np.array([line_flux(audio, grid.bar_start_samples(bar, sample_rate)) for bar in range(grid.bars)])


def flux_ratio(fluxes: NDArray[np.float64], borders: Collection[int]) -> float:
    """Return the median flux at the bar lines `borders` over that at the other inner ones; nan if either is missing."""
    at = [flux for bar, flux in enumerate(fluxes) if bar in borders]
    others = [flux for bar, flux in enumerate(fluxes) if bar not in borders and bar > 0]
    if not at or not others:
        return float("nan")
    return float(np.median(at) / max(float(np.median(others)), TINY))


def window_borders(starts: Sequence[int], window: int, length: int, columns_per_bar: int) -> set[int]:
    """Return the inner bar lines on which a window begins or ends; all arguments are in columns."""
    edges = {edge % length for start in starts for edge in (start, start + window)} - {0}
    return {edge // columns_per_bar for edge in edges if edge % columns_per_bar == 0}


@dataclass(frozen=True)
class LoopJoin:
    """The bend of the wave where a loop's end meets its start."""

    bend: float
    """Largest second difference within two samples of the join, relative to the clip's own `RANGE_PERCENT`."""
    prominence: float
    """The same, relative to the largest within 5 ms around: an attack goes on bending the wave, a click does not."""

    @property
    def clicks(self) -> bool:
        """Whether the join bends more than the clip does elsewhere, and no attack explains it."""
        return self.bend > 1.0 and self.prominence > 1.0


def loop_join(audio: NDArray[np.floating], sample_rate: int) -> LoopJoin:
    """Measure the join of a loop."""
    signal = mono(audio).astype(np.float64)
    bends = np.abs(np.roll(signal, 1) - 2 * signal + np.roll(signal, -1))
    near = np.arange(-JOIN_SAMPLES, JOIN_SAMPLES)
    reach = round(ATTACK_SECONDS * sample_rate)
    around = np.concatenate([np.arange(-reach, -JOIN_SAMPLES), np.arange(JOIN_SAMPLES, reach)])
    bend = float(bends.take(near, mode="wrap").max())
    ordinary = float(np.percentile(bends, RANGE_PERCENT)) + TINY
    explained = float(bends.take(around, mode="wrap").max()) + TINY
    return LoopJoin(bend / ordinary, bend / explained)
