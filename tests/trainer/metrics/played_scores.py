"""Synthetic performances of known notes, for the tests of the note metrics."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.score.note import Note, Part
from musiccm_daw.timebase import TimeGrid
from tests.trainer.metrics.signals import RATE, tone

BAND_HZ = {36: (40, 120), 38: (300, 2_000), 42: (6_000, 10_000)}


def line(role: str, pitches: Sequence[int | None], *, step: float, length: float) -> Part:
    """Return notes `step` quarters apart; None is a rest."""
    notes = [Note(index * step, length, pitch, 90) for index, pitch in enumerate(pitches) if pitch is not None]
    return Part(role, "synth", tuple(notes))


def plucked(pitch: int, seconds: float) -> NDArray[np.float64]:
    """A string that decays by 60 dB in 1.5 s and is damped at the end of the note."""
    time = np.arange(round((seconds + 0.05) * RATE)) / RATE
    hz = 440 * 2 ** ((pitch - 69) / 12)
    partials = sum(np.sin(2 * np.pi * hz * n * time + n) * np.exp(-4.6 * n**0.5 * time) / n for n in range(1, 11))
    return np.asarray(partials * np.clip((seconds + 0.05 - time) / 0.05, 0, 1))


def stroke(key: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Noise in the band of a drum, for a tenth of a second."""
    low, high = BAND_HZ[key]
    spectrum = np.fft.rfft(rng.standard_normal(RATE // 10))
    hertz = np.fft.rfftfreq(RATE // 10, 1 / RATE)
    burst = np.fft.irfft(np.where((hertz >= low) & (hertz <= high), spectrum, 0), RATE // 10)
    return np.asarray(burst / np.abs(burst).max() * np.exp(-np.arange(RATE // 10) / RATE / 0.025))


def performed(grid: TimeGrid, parts: Sequence[Part], *, sound: str = "sustained") -> NDArray[np.float64]:
    """Play parts with "sustained" or "plucked" tones and with noise for drums; mono (S,) over a floor at -100 dB."""
    rng = np.random.default_rng(3)
    audio = 1e-5 * rng.standard_normal(grid.total_samples(RATE))
    quarter = float(60 / grid.bpm)
    for part in parts:
        for note in part.notes:
            seconds = note.duration_quarters * quarter
            if part.role == "drums":
                wave = stroke(note.pitch, rng)
            else:
                wave = plucked(note.pitch, seconds) if sound == "plucked" else tone(note.pitch, seconds)
            at = audio[round(note.start_quarters * quarter * RATE) :][: len(wave)]
            at += 0.1 * note.velocity / 127 * wave[: len(at)]
    return audio
