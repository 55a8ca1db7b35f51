"""Sound effects made of noise: risers, downlifters, impacts, vinyl crackle.

Makers and voices as in `synth_keys.py`, but the pitch is ignored.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from trainer.corpus.sound.oscillators import decay, filtered, moving_lowpass, noise, seconds, sine
from trainer.corpus.sound.synth_keys import NoteVoice
from trainer.corpus.sound.synth_line import LineNote


def _sweep(samples: int, low_hz: float, high_hz: float, position: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return stereo noise (2, S) through a low-pass that follows `position`, 0 to 1."""
    cutoff = low_hz * (high_hz / low_hz) ** position
    sides = [moving_lowpass(noise(samples, rng), cutoff, 2.0) for _ in range(2)]
    return filtered(np.stack(sides), "highpass", 120.0)


def noise_riser(rng: np.random.Generator) -> NoteVoice:
    """Make a riser: noise that opens and swells until the end of its note."""
    bend, top = rng.uniform(1.0, 2.5), rng.uniform(7000, 14_000)

    def voice(note: LineNote) -> np.ndarray:
        position = np.linspace(0, 1, note.length, dtype=np.float32)
        sweep = _sweep(note.length, 300.0, top, position, rng)
        fade = np.minimum(1.0, np.arange(note.length, 0, -1, dtype=np.float32) / seconds(0.008))
        return np.asarray(sweep * position**bend * fade * note.level * 0.5, np.float32)

    return voice


def downlifter(rng: np.random.Generator) -> NoteVoice:
    """Make a downlifter: noise that closes and fades over its note."""
    top = rng.uniform(6000, 13_000)

    def voice(note: LineNote) -> np.ndarray:
        position = np.linspace(1, 0, note.length, dtype=np.float32)
        return np.asarray(_sweep(note.length, 200.0, top, position, rng) * position**1.3 * note.level * 0.5, np.float32)

    return voice


def impact(rng: np.random.Generator) -> NoteVoice:
    """Make an impact: a low boom under a burst of noise."""
    start_hz, ring = rng.uniform(70, 130), rng.uniform(0.4, 1.0)

    def voice(note: LineNote) -> np.ndarray:
        samples = seconds(ring * 5)
        boom = sine(32 + start_hz * decay(samples, 0.12).astype(np.float64), samples) * decay(samples, ring)
        burst = filtered(noise(2 * samples, rng).reshape(2, samples), "lowpass", 2500.0) * decay(samples, 0.25)
        fade = np.minimum(1.0, np.arange(samples, 0, -1) / 4000)
        return np.asarray((0.8 * boom + 0.5 * burst) * fade * note.level * 0.8, np.float32)

    return voice


def vinyl_crackle(rng: np.random.Generator) -> NoteVoice:
    """Make vinyl crackle: sparse clicks over a bed of hiss."""
    clicks_per_second = rng.uniform(6, 25)

    def voice(note: LineNote) -> np.ndarray:
        strikes = (rng.random((2, note.length)) < clicks_per_second / 44_100) * rng.uniform(0.1, 1.0, (2, note.length))
        clicks = filtered(strikes.astype(np.float32), "bandpass", (1200.0, 7000.0))
        hiss = filtered(noise(2 * note.length, rng).reshape(2, -1), "bandpass", (800.0, 6000.0))
        return np.asarray((clicks + 0.003 * hiss) * note.level, np.float32)

    return voice


NOISE_VOICES: dict[str, Callable[[np.random.Generator], NoteVoice]] = {
    "noise_riser": noise_riser,
    "downlifter": downlifter,
    "impact": impact,
    "vinyl_crackle": vinyl_crackle,
}
