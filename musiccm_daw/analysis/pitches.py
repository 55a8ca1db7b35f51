"""Pitches of audio: how far each semitone stands out of its surroundings, over time; and the chroma of each bar.

In: mono audio at `PITCH_RATE`, bass to treble. Out: saliences, and from them the chroma that `bar_harmony.py` reads.
Unlike `chroma.py`, whose plain magnitudes measures compare, this follows the tuning of the recording, keeps the bass
apart, and is deaf to noise, which raises all semitones alike.

Sources: constant-Q transform by kernels in the frequency domain, Brown and Puckette 1992, "An efficient algorithm for
the calculation of a constant Q transform" (JASA 92); tuning from thirds of semitones and flattened log spectra as in
Mauch and Dixon 2010, "Approximate note transcription for the improved identification of difficult chords" (ISMIR).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from musiccm_daw.analysis.spectra import hann, spectra
from musiccm_daw.timebase import TimeGrid

PITCH_RATE = 22_050
HOP_SAMPLES = 2_048
WINDOW_SAMPLES = 16_384
LOWEST, HIGHEST = 28, 96
"""MIDI notes from E1 to just below C7."""
BASS_BELOW = 52
"""E3: what sounds below it counts as bass."""
THIRDS = 3
"""Bins of a semitone: a third below, on and above it."""
Q = 39.0
"""Periods of a pitch in its window; the lowest get as many as the window holds."""
NEGLIGIBLE = 0.005
"""Share of a kernel's peak below which its bins are left out."""
RANGE = 1_000.0
"""Sixty decibels under the loudest pitch the logarithm ends."""
AROUND = 6
"""Semitones on either side that are a pitch's surroundings."""
CONTRAST_FRAMES = 8
"""0.7 s, over which the contrast of pitches is measured."""
CONTRAST_FROM = 40
"""The lowest note whose contrast counts, E2."""
FLOOR_DB = 60.0
"""Under the loudest pitch; what is quieter counts as this."""
SOUNDING_SHARE = 1e-3
"""Stretches with less than this share of the loudest one's power say nothing."""


@dataclass(frozen=True)
class BarChroma:
    """Chroma of every bar (bars, 12), each row with a mean of 1: middle and treble, and the bass of its first half."""

    upper: NDArray[np.float64]
    bass: NDArray[np.float64]


def pitch_saliences(audio: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return how far the semitones from `LOWEST` stand out (semitones, frames) of audio (S,) at `PITCH_RATE`."""
    thirds = _magnitudes(audio, 0)
    cents = _detuning(thirds)
    if cents:
        thirds = _magnitudes(audio, cents)
    below, on, above = thirds
    peaks = np.maximum(on - (below + above) / 2, 0)
    levels = np.log1p(RANGE * peaks / max(float(peaks.max(initial=0.0)), 1e-12))
    return np.asarray(np.maximum(levels - surroundings(levels), 0))


def pitch_contrast(audio: NDArray[np.float32]) -> float:
    """Return by how many decibels, at the median of the stretches that sound, semitones differ from their surroundings.

    Noise has below 2, drums 2 to 5, tones alone 7 to 15.
    """
    on = _magnitudes(audio, 0)[1]
    frames = max(on.shape[1] // CONTRAST_FRAMES, 1) * CONTRAST_FRAMES
    means = np.pad(on, ((0, 0), (0, max(frames - on.shape[1], 0))))[:, :frames]
    means = means.reshape(len(on), -1, CONTRAST_FRAMES).mean(axis=2)
    decibels = 20 * np.log10(np.maximum(means, 1e-12))
    decibels = np.maximum(decibels, decibels.max() - FLOOR_DB)
    contrast = np.sqrt(np.mean((decibels - surroundings(decibels))[CONTRAST_FROM - LOWEST :] ** 2, axis=0))
    power = np.sum(means**2, axis=0)
    return float(np.median(contrast[power > power.max() * SOUNDING_SHARE])) if power.max() > 0 else 0.0


def _magnitudes(audio: NDArray[np.float32], cents: int) -> NDArray[np.float64]:
    """Return magnitudes (3, semitones, frames) a third of a semitone below, on and above each semitone."""
    window = np.ones(WINDOW_SAMPLES, dtype=np.float32)
    blocks = [np.abs(_kernels(cents) @ block) for block in spectra(audio, window, HOP_SAMPLES)]
    thirds = np.concatenate(blocks, axis=1).astype(np.float64)
    return thirds.reshape(HIGHEST - LOWEST, THIRDS, -1).transpose(1, 0, 2)


def _detuning(thirds: NDArray[np.float64]) -> int:
    """Return by how many cents a recording is sharp, to the nearest ten: -50 to 50."""
    below, on, above = thirds.sum(axis=(1, 2))
    turn = np.angle(on + above * np.exp(2j * np.pi / THIRDS) + below * np.exp(-2j * np.pi / THIRDS))
    return round(float(turn) / (2 * np.pi) * 10) * 10


@cache
def _kernels(cents: int) -> csr_matrix:
    """Return conjugate spectra (tones, bins) of windowed tones, three to a semitone, sharp by some cents."""
    pitches = LOWEST + (np.arange((HIGHEST - LOWEST) * THIRDS) - 1) / THIRDS + cents / 100
    rows = []
    for hertz in 440 * 2 ** ((pitches - 69) / 12):
        samples = min(int(Q * PITCH_RATE / hertz), WINDOW_SAMPLES) // 2 * 2
        tone = np.zeros(WINDOW_SAMPLES, dtype=np.complex128)
        first = (WINDOW_SAMPLES - samples) // 2
        window = hann(samples) / (samples / 2)
        tone[first : first + samples] = window * np.exp(2j * np.pi * hertz / PITCH_RATE * np.arange(samples))
        row = np.conj(np.fft.fft(tone))[: WINDOW_SAMPLES // 2 + 1] / WINDOW_SAMPLES
        rows.append(np.where(np.abs(row) < NEGLIGIBLE * np.abs(row).max(), 0, row))
    return csr_matrix(np.array(rows, dtype=np.complex64))


def surroundings(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of each semitone and its neighbours."""
    sums = np.cumsum(np.pad(levels, ((AROUND + 1, AROUND), (0, 0)), mode="edge"), axis=0)
    width = 2 * AROUND + 1
    return (sums[width:] - sums[:-width]) / width


def bar_chroma(saliences: NDArray[np.float64], grid: TimeGrid) -> BarChroma:
    """Return the chroma of the bars of a grid that begins with the audio."""
    halves = np.array(
        [
            _mean_between(saliences, grid.quarter_samples(half * grid.meter.quarters_per_bar / 2, PITCH_RATE), end)
            for half, end in (
                (half, grid.quarter_samples((half + 1) * grid.meter.quarters_per_bar / 2, PITCH_RATE))
                for half in range(2 * grid.bars)
            )
        ]
    )
    bars = (halves[0::2] + halves[1::2]) / 2
    return BarChroma(_folded(bars, BASS_BELOW, HIGHEST), _folded(halves[0::2], LOWEST, BASS_BELOW))


def chroma_frames(saliences: NDArray[np.float64], frames: int, hop_samples: int) -> NDArray[np.float64]:
    """Return chroma (12, frames) at another hop, of which `HOP_SAMPLES` is a multiple."""
    chroma = _folded(saliences.T, LOWEST, HIGHEST).T
    return np.repeat(chroma, HOP_SAMPLES // hop_samples, axis=1)[:, :frames]


def _mean_between(saliences: NDArray[np.float64], first_samples: int, last_samples: int) -> NDArray[np.float64]:
    first = min(round(first_samples / HOP_SAMPLES), saliences.shape[1] - 1)
    last = max(round(last_samples / HOP_SAMPLES), first + 1)
    return np.asarray(saliences[:, first:last].mean(axis=1))


def _folded(rows: NDArray[np.float64], low: int, high: int) -> NDArray[np.float64]:
    """Return rows of semitones, from note `low` to below `high`, as rows of chroma with a mean of 1."""
    chroma = np.zeros((len(rows), 12))
    for pitch in range(low, high):
        chroma[:, pitch % 12] += rows[:, pitch - LOWEST]
    mean = chroma.mean(axis=1, keepdims=True)
    return np.asarray(np.divide(chroma, mean, out=np.zeros_like(chroma), where=mean > 1e-9))
