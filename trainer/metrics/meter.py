"""Meter: whether the accents of a drum clip repeat with the requested bar or with another one.

In: audio of one clip and its grid. Out: how much of its accents each candidate meter explains, and the best of them.
Accents are the onset envelope of four bands, low to high, at every 16th, so that kick and snare stay apart. They are
folded over each meter's bar (the table of Buys Ballot 1847), and the adjusted R² of the mean bar says how much of them
it explains without favouring long bars. Gouyon & Herrera 2003, "Determination of the meter of musical audio signals"
(AES 114), distinguish meters by the recurrence of such descriptors.

3/4 and 6/8 bars are equally long: the accent in the middle of the bar is compared with those on its thirds. Phase is
ignored: a bar that begins on its second beat has the same meter.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.signal import mono
from musiccm_daw.timebase import Meter, TimeGrid
from trainer.metrics.onsets import HOP_SAMPLES, LATENCY_SECONDS, LEAD_SAMPLES, WINDOW_SAMPLES

CANDIDATES = tuple(Meter.parse(text) for text in ("4/4", "3/4", "6/8", "5/4", "7/8"))
"""The meters of the corpus except 12/8, whose bar is two of 6/8: either repeats at both lengths."""
STEP_QUARTERS = Fraction(1, 4)
BANDS = 4
MEL_BANDS = 64
REACH_SECONDS = 0.03
"""How far from a 16th its accent may lie."""
FEWEST_BARS = 2
"""A bar must occur twice to repeat."""


def accents(audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid) -> NDArray[np.float64]:
    """Measure the accents (steps, `BANDS`) of every 16th of the clip, each band at unit variance."""
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
    """Return the adjusted R² of the mean bar of `steps` over accents (steps, bands); -inf if no two bars fit."""
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


def detect_meter(audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid) -> Meter | None:
    """Return the candidate whose bar explains most of a clip's accents; None for silence, or if no bar fits twice."""
    if not np.any(audio):
        return None
    found = accents(audio, sample_rate, grid)
    shares = {meter: explained(found, _steps(meter)) for meter in CANDIDATES}
    best = max(shares, key=lambda meter: shares[meter])
    if not np.isfinite(shares[best]):
        return None
    alike = [meter for meter in CANDIDATES if _steps(meter) == _steps(best)]
    return best if len(alike) == 1 else _of_three_quarters(found)


def candidate_of(meter: Meter) -> Meter:
    """Return the candidate that should be detected in music of a meter."""
    return Meter(6, 8) if meter == Meter(12, 8) else meter


def _of_three_quarters(found: NDArray[np.float64]) -> Meter:
    """Return 6/8 if the middle of the bar is accented more than its thirds, else 3/4."""
    steps = _steps(Meter(3, 4))
    strength = found.sum(axis=1)
    folded = np.array([strength[step::steps].mean() for step in range(steps)])
    thirds = (folded[steps // 3] + folded[2 * steps // 3]) / 2
    return Meter(6, 8) if folded[steps // 2] > thirds else Meter(3, 4)


def _steps(meter: Meter) -> int:
    return int(meter.quarters_per_bar / STEP_QUARTERS)
