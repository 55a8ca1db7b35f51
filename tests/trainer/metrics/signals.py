"""Synthetic music whose chords, onsets and tempo are known, for the tests of the metrics."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.harmony import ChordProgression
from musiccm_daw.timebase import TimeGrid

RATE = 44_100


def tone(pitch: int, seconds: float) -> NDArray[np.float64]:
    """A note with six harmonics and a short fade at both ends."""
    time = np.arange(round(seconds * RATE)) / RATE
    hz = 440 * 2 ** ((pitch - 69) / 12)
    partials = sum(np.sin(2 * np.pi * hz * n * time) / n**1.5 for n in range(1, 7))
    return np.asarray(partials * np.clip(np.minimum(time, seconds - time) / 0.02, 0, 1))


def played_chords(grid: TimeGrid, chords: ChordProgression, *, octave: int = 48) -> NDArray[np.float64]:
    """Every bar's chord as one sustained voicing; mono (S,)."""
    audio = np.zeros(grid.total_samples(RATE))
    for bar in range(grid.bars):
        for index, chord in enumerate(sharing := chords.bars[bar % len(chords.bars)]):
            seconds = float(grid.meter.quarters_per_bar * 60 / grid.bpm) / len(sharing)
            start = grid.bar_start_samples(bar, RATE) + round(index * seconds * RATE)
            for pitch_class in chord.pitch_classes:
                note = tone(octave + pitch_class, seconds)
                audio[start : start + len(note)] += 0.1 * note[: len(audio) - start]
    return audio


def hits(times: NDArray[np.float64], seconds: float, *, seed: int = 0) -> NDArray[np.float64]:
    """Short noise bursts at the given times over a floor at -100 dB; mono (S,)."""
    rng = np.random.default_rng(seed)
    audio = 1e-5 * rng.standard_normal(round(seconds * RATE))
    length = round(0.1 * RATE)
    burst = np.exp(-np.arange(length) / RATE / 0.02) * rng.standard_normal(length) * 0.3
    for time in times:
        start = round(time * RATE)
        part = audio[start : start + length]
        part += burst[: len(part)]
    return audio
