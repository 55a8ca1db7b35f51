"""Music whose every beat is known, for tests of analysis and importing: drums, chords, noise."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

QUARTERS = 4


def drums(bpm: float, bars: int, rate: int = 44_100, *, lead_seconds: float = 0.0) -> np.ndarray:
    """Return a beat in 4/4 (S,) from `lead_seconds` on: kick on 1, the "and" of 2 and 3, snare on 2 and 4, hats."""
    rng = np.random.default_rng(7)
    audio = np.zeros(round((lead_seconds + bars * QUARTERS * 60 / bpm) * rate))
    time = np.arange(int(0.15 * rate)) / rate
    kick = np.sin(2 * np.pi * 55 * time) * np.exp(-25 * time)
    snare = 0.5 * rng.standard_normal(len(time)) * np.exp(-30 * time)
    hat = 0.2 * rng.standard_normal(len(time)) * np.exp(-120 * time)
    hits = [
        (0, kick),
        (1, snare),
        (1.5, 0.7 * kick),
        (2, 0.8 * kick),
        (3, snare),
        *((half / 2, hat) for half in range(8)),
    ]
    for bar in range(bars):
        for quarter, sound in hits:
            start = round((lead_seconds + (bar * QUARTERS + quarter) * 60 / bpm) * rate)
            end = min(start + len(sound), len(audio))
            audio[start:end] += sound[: end - start]
    return 0.5 * audio / np.abs(audio).max()


def chords(bpm: float, roots: list[tuple[int, bool]], rate: int = 44_100) -> np.ndarray:
    """Return triads of plain tones (S,), one per bar, struck on every quarter; a root is a MIDI note, True is minor."""
    bar_seconds = QUARTERS * 60 / bpm
    audio = np.zeros(round(len(roots) * bar_seconds * rate))
    time = np.arange(int(bar_seconds / QUARTERS * rate)) / rate
    for number, (root, minor) in enumerate(roots):
        pitches = [root, root + (3 if minor else 4), root + 7, root - 12]
        sound = sum(np.sin(2 * np.pi * 440 * 2 ** ((pitch - 69) / 12) * time) for pitch in pitches) * np.exp(-2 * time)
        for quarter in range(QUARTERS):
            start = round((number * QUARTERS + quarter) * 60 / bpm * rate)
            end = min(start + len(sound), len(audio))
            audio[start:end] += sound[: end - start]
    return 0.5 * audio / np.abs(audio).max()


def noise(seconds: Fraction | float, rate: int = 44_100, seed: int = 1) -> np.ndarray:
    """Return quiet noise (S, 2) in which every sample is unlike any other, to show which stretch was cut."""
    rng = np.random.default_rng(seed)
    return rng.integers(-8_000, 8_000, (round(float(seconds) * rate), 2), dtype=np.int16)
