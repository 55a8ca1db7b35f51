"""Meter: do the accents of a drum clip come back after the bar that was asked for, or after another one?

In: audio of one clip and its grid. Out: how much of its accents each of some meters explains, and the best of them.
Accents are the onset envelope of four bands, low to high, at every 16th, so that a kick and a snare are two things.
They are folded over each meter's bar (the table of Buys Ballot 1847), and what the mean bar explains of them is their
adjusted R², so that long bars win nothing by their length. Recurrence of such descriptors is how Gouyon & Herrera 2003,
"Determination of the meter of musical audio signals" (AES 114), tell meters apart.

3/4 and 6/8 bars are equally long: the accent in the middle of the bar is held against those on its thirds. It hears no
phase: a bar that begins on its second beat has the same meter.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.signal import mono
from musiccm_daw.timebase import Meter, TimeGrid
from trainer.metrics.onsets import HOP_SAMPLES, LATENCY_SECONDS, LEAD_SAMPLES, WINDOW_SAMPLES

CANDIDATES = tuple(Meter.parse(text) for text in ("4/4", "3/4", "6/8", "5/4", "7/8"))
"""The meters of the corpus but for 12/8, whose bar is two of 6/8: either comes back after both lengths."""
STEP_QUARTERS = Fraction(1, 4)
BANDS = 4
MEL_BANDS = 64
REACH_SECONDS = 0.03
"""How far from a 16th its accent may lie."""
FEWEST_BARS = 2
"""A bar that is not repeated is no recurrence."""


def accents(audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid) -> NDArray[np.float64]:
    """Accents (steps, `BANDS`) of every 16th of the clip, each band at unit variance."""
    from musiccm_daw.analysis.locked_librosa import librosa

    bounds = list(np.linspace(0, MEL_BANDS, BANDS + 1, dtype=int))
    envelope = librosa.onset.onset_strength_multi(
        y=np.pad(mono(audio), (LEAD_SAMPLES, 0)),
        sr=sample_rate,
        hop_length=HOP_SAMPLES,
        n_fft=WINDOW_SAMPLES,
        n_mels=MEL_BANDS,
        channels=bounds,
    )
    steps = np.arange(int(grid.total_quarters / STEP_QUARTERS))
    seconds = steps * float(STEP_QUARTERS * 60 / grid.bpm) + LATENCY_SECONDS + LEAD_SAMPLES / sample_rate
    nearest = np.round(seconds * sample_rate / HOP_SAMPLES).astype(int)
    reach = round(REACH_SECONDS * sample_rate / HOP_SAMPLES)
    around = (nearest[:, None] + np.arange(-reach, reach + 1)).clip(0, envelope.shape[1] - 1)
    found = envelope[:, around].max(axis=2).T
    return np.asarray((found - found.mean(axis=0)) / (found.std(axis=0) + 1e-6), dtype=np.float64)


def explained(found: NDArray[np.float64], steps: int) -> float:
    """Adjusted R² of the mean bar of so many steps, of accents (steps, bands); -inf where no two bars are heard."""
    count = len(found)
    if count < FEWEST_BARS * steps:
        return float("-inf")
    phase = np.arange(count) % steps
    means = np.stack([found[phase == step].mean(axis=0) for step in range(steps)])
    total = float((found**2).sum())
    if not total:
        return float("-inf")
    unexplained = float(((found - means[phase]) ** 2).sum()) / total
    return 1 - unexplained * (count - 1) / (count - steps)


def heard_meter(audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid) -> Meter | None:
    """The candidate whose bar explains most of a clip's accents; None where none is heard twice, or nothing at all."""
    if not np.any(audio):
        return None
    found = accents(audio, sample_rate, grid)
    shares = {meter: explained(found, _steps(meter)) for meter in CANDIDATES}
    best = max(shares, key=lambda meter: shares[meter])
    if not np.isfinite(shares[best]):
        return None
    alike = [meter for meter in CANDIDATES if _steps(meter) == _steps(best)]
    return best if len(alike) == 1 else _of_three_quarters(found)


def heard_as(meter: Meter) -> Meter:
    """The candidate as which true music of a meter is heard."""
    return Meter(6, 8) if meter == Meter(12, 8) else meter


def _of_three_quarters(found: NDArray[np.float64]) -> Meter:
    """6/8 where the middle of the bar is accented more than its thirds, else 3/4."""
    steps = _steps(Meter(3, 4))
    strength = found.sum(axis=1)
    folded = np.array([strength[step::steps].mean() for step in range(steps)])
    thirds = (folded[steps // 3] + folded[2 * steps // 3]) / 2
    return Meter(6, 8) if folded[steps // 2] > thirds else Meter(3, 4)


def _steps(meter: Meter) -> int:
    return int(meter.quarters_per_bar / STEP_QUARTERS)
