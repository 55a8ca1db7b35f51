"""Onsets: when notes begin, whether two recordings agree on them, and how far from the grid they lie.

In: audio (S,) or (S, A). Out: times in seconds, matches, distances to the grid. The detector is librosa's spectral flux
(Böck & Widmer 2013, "Maximum filter vibrato suppression for onset detection") with one fixed setting, since only
figures of the same setting can be compared. It does not know which instrument played.

A grid of 16ths and triplets is dense: at 120 bpm a random onset is within 30 ms of it 8 times in 10. So every share
comes with `chance_share`, what random onsets would score, and with the share for the coarser grid of 16ths alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.signal import mono
from musiccm_daw.timebase import TimeGrid

HOP_SAMPLES = 256  # 5.8 ms at 44.1 kHz: a fifth of the tolerance
WINDOW_SAMPLES = 2_048
# The detector reports clicks, hats and kicks 4.0 to 4.5 ms late with these settings (synthetic events, 44.1 kHz).
LATENCY_SECONDS = 0.004
# Mean rise over all mel bands that counts as an onset, dB. librosa's own threshold is relative to the clip's strongest
# onset, which finds 20 false onsets for each note of a pad: 4 % of its onsets there are notes, against 35 to 90 % with
# this one, with equal or better figures for drums, keys and bass (144 clips with labelled notes).
THRESHOLD_DB = 0.5
TOLERANCE_SECONDS = 0.030
# Silence before the clip, a whole number of hops, so that a note on its first sample is a rise like any other.
LEAD_SAMPLES = 16 * HOP_SAMPLES

SIXTEENTHS = tuple(Fraction(step, 4) for step in range(4))
# 16ths, 8th triplets and 16th triplets of one quarter, as fractions of it.
SIXTEENTHS_AND_TRIPLETS = tuple(sorted({*SIXTEENTHS, *(Fraction(step, 6) for step in range(6))}))


@dataclass(frozen=True)
class GridError:
    """Distances of a clip's onsets to the nearest grid line, in seconds, and the share on the grid by chance."""

    distances: NDArray[np.float64]
    chance_share: float

    @property
    def within(self) -> int:
        """Number of onsets within 30 ms of the grid."""
        return int((self.distances <= TOLERANCE_SECONDS).sum())


def onset_envelope(audio: NDArray[np.floating], sample_rate: int) -> NDArray[np.float64]:
    """Return the mean rise over mel bands in each hop, dB, starting `LEAD_SAMPLES` of silence before the clip."""
    from musiccm_daw.analysis.locked_librosa import librosa

    envelope: NDArray[np.float64] = librosa.onset.onset_strength(
        y=np.pad(mono(audio), (LEAD_SAMPLES, 0)),
        sr=sample_rate,
        hop_length=HOP_SAMPLES,
        n_fft=WINDOW_SAMPLES,
        n_mels=128,
    )
    return envelope


def onsets(audio: NDArray[np.floating], sample_rate: int) -> NDArray[np.float64]:
    """Return onset times in seconds, ascending."""
    if not np.any(audio):
        return np.zeros(0)
    return onsets_in(onset_envelope(audio, sample_rate), sample_rate)


def onsets_in(envelope: NDArray[np.float64], sample_rate: int) -> NDArray[np.float64]:
    """Return the onset times of an `onset_envelope` in seconds, ascending."""
    from musiccm_daw.analysis.locked_librosa import librosa

    times = librosa.onset.onset_detect(
        onset_envelope=envelope,
        sr=sample_rate,
        hop_length=HOP_SAMPLES,
        backtrack=False,
        normalize=False,
        delta=THRESHOLD_DB,
        units="time",
    )
    return np.maximum(np.asarray(times, dtype=np.float64) - LATENCY_SECONDS - LEAD_SAMPLES / sample_rate, 0.0)


def matches(
    reference: Sequence[float] | NDArray[np.float64],
    estimate: Sequence[float] | NDArray[np.float64],
    tolerance: float = TOLERANCE_SECONDS,
) -> int:
    """Count the largest number of one-to-one pairs no further apart than `tolerance` seconds.

    On a line, taking each reference's earliest free partner in order is a maximum matching, so no graph search (as in
    mir_eval.util.match_events) is needed.
    """
    found, position = 0, 0
    later = np.sort(np.asarray(estimate))
    for time in np.sort(np.asarray(reference)):
        while position < len(later) and later[position] < time - tolerance:
            position += 1
        if position < len(later) and later[position] <= time + tolerance:
            found += 1
            position += 1
    return found


def near(times: NDArray[np.float64], others: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Keep those of `times` that lie within the tolerance of any of `others`."""
    if not len(others):
        return times[:0]
    distances = np.abs(times[:, None] - np.asarray(others)[None, :]).min(axis=1)
    kept: NDArray[np.float64] = times[distances <= TOLERANCE_SECONDS]
    return kept


def grid_errors(
    times: NDArray[np.float64], grid: TimeGrid, lines: Sequence[Fraction] = SIXTEENTHS_AND_TRIPLETS
) -> GridError:
    """Measure the distance of every onset to the nearest of `lines` (fractions of a quarter, repeating), in seconds."""
    quarter_seconds = float(60 / grid.bpm)
    positions = np.array([*(float(line) for line in lines), 1.0]) * quarter_seconds
    within_quarter = np.mod(times, quarter_seconds)
    distances = np.abs(within_quarter[:, None] - positions[None, :]).min(axis=1) if len(times) else np.zeros(0)
    gaps = np.diff(positions)
    chance = float(np.minimum(gaps, 2 * TOLERANCE_SECONDS).sum() / quarter_seconds)
    return GridError(distances, chance)
