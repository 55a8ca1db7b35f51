"""Voices that play lines: basses, the 303 and mono leads, with glide between overlapping notes.

Each maker draws its patch (glide, drive, cutoff) from a generator, once per part, and returns a voice: a line in, audio
(S,) or (2, S) out, the release included.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from trainer.corpus.sound.oscillators import (
    cycles_of,
    decay,
    envelope,
    filtered,
    moving_lowpass,
    seconds,
    sine,
    sine_of,
    wave,
)
from trainer.corpus.sound.synth_line import Line

LineVoice = Callable[[Line], np.ndarray]


def _retriggered(line: Line, samples: int, time_constant: float) -> np.ndarray:
    """Return an envelope (S,) that falls from 1 after the start of every note of the line."""
    shape = np.zeros(samples, np.float32)
    for note in line.notes:
        shape[note.start :] = decay(samples - note.start, time_constant)
    return shape


def bass_808(rng: np.random.Generator) -> LineVoice:
    """Make an 808: a long sine with a pitch drop at its start, some drive, and slides."""
    glide, drive = rng.uniform(0.05, 0.12), rng.uniform(1.0, 3.5)
    ring, drop = rng.uniform(0.5, 1.3), rng.uniform(0.5, 2.0)

    def voice(line: Line) -> np.ndarray:
        samples = line.length + seconds(0.08)
        frequency = line.frequencies(samples, glide) * (1 + drop * decay(samples, 0.015))
        shape = envelope(line.length, attack=0.002, decay=ring, sustain=0.25, release=0.08)
        tone = np.tanh(drive * sine(frequency, samples) * shape) / np.tanh(drive)
        click = decay(samples, 0.002) * sine(1800.0, samples) * 0.08
        return np.asarray((tone + click) * line.levels(samples) * 0.8, np.float32)

    return voice


def sub_bass(rng: np.random.Generator) -> LineVoice:
    """Make a sub bass: a round sine with a little second and third harmonic."""
    second, glide = rng.uniform(0.05, 0.3), rng.uniform(0.02, 0.07)

    def voice(line: Line) -> np.ndarray:
        samples = line.length + seconds(0.06)
        frequency = line.frequencies(samples, glide)
        cycles = cycles_of(frequency, samples)
        tone = sine_of(cycles) + second * sine_of(2 * cycles) + 0.3 * second * sine_of(3 * cycles)
        shape = envelope(line.length, attack=0.006, decay=0.8, sustain=0.8, release=0.06)
        return np.asarray(tone * shape * line.levels(samples) * 0.6, np.float32)

    return voice


def reese_bass(rng: np.random.Generator) -> LineVoice:
    """Make a reese bass: detuned saws beating against each other, over a mono sub, through a slowly moving filter."""
    spread, rate = rng.uniform(0.08, 0.28), rng.uniform(0.1, 0.6)
    low, high = rng.uniform(250, 500), rng.uniform(800, 2200)

    def voice(line: Line) -> np.ndarray:
        samples = line.length + seconds(0.08)
        frequency = line.frequencies(samples, 0.06)
        sides = [
            wave("saw", frequency * 2 ** (cents / 12), samples, phase=float(phase))
            for cents, phase in zip((-spread, 0.0, spread), rng.random(3), strict=True)
        ]
        sweep = 0.5 - 0.5 * np.cos(2 * np.pi * rate * np.arange(samples) / 44_100 + rng.uniform(0, 6))
        cutoff = low * (high / low) ** sweep
        left = moving_lowpass(sides[0] + 0.7 * sides[1], cutoff, 1.1)
        right = moving_lowpass(sides[2] + 0.7 * sides[1], cutoff, 1.1)
        body = filtered(np.stack([left, right]), "highpass", 90.0)
        shape = envelope(line.length, attack=0.008, decay=0.5, sustain=0.85, release=0.08)
        return np.asarray((0.3 * body + 0.35 * sine(frequency, samples)) * shape * line.levels(samples), np.float32)

    return voice


def acid_303(rng: np.random.Generator) -> LineVoice:
    """Make a 303: saw or square through a resonant low-pass with a fast envelope; louder notes open it further."""
    shape_name = str(rng.choice(["saw", "square"], p=[0.7, 0.3]))
    base, octaves = rng.uniform(180, 500), rng.uniform(2.0, 4.2)
    resonance, fall, drive = rng.uniform(3.5, 9.0), rng.uniform(0.08, 0.25), rng.uniform(1.0, 4.0)

    def voice(line: Line) -> np.ndarray:
        samples = line.length + seconds(0.04)
        frequency = line.frequencies(samples, 0.06)
        accent = line.levels(samples)
        cutoff = base * 2 ** (octaves * _retriggered(line, samples, fall) * (0.4 + 0.6 * accent))
        tone = moving_lowpass(wave(shape_name, frequency, samples), cutoff, resonance)
        loud = envelope(line.length, attack=0.003, decay=0.6, sustain=0.5, release=0.04)
        return np.asarray(np.tanh(drive * tone * loud * accent) * 0.45, np.float32)

    return voice


def analog_bass(rng: np.random.Generator) -> LineVoice:
    """Make the classic synth bass: saw and square an octave apart through a plucked low-pass."""
    base, octaves, fall = rng.uniform(150, 500), rng.uniform(1.0, 3.0), rng.uniform(0.1, 0.35)
    mix, resonance = rng.uniform(0.2, 0.8), rng.uniform(0.7, 2.5)

    def voice(line: Line) -> np.ndarray:
        samples = line.length + seconds(0.06)
        frequency = line.frequencies(samples, 0.03)
        tone = mix * wave("saw", frequency, samples) + (1 - mix) * wave("square", frequency * 0.5, samples) * 0.8
        cutoff = base * 2 ** (octaves * _retriggered(line, samples, fall))
        shape = envelope(line.length, attack=0.003, decay=0.5, sustain=0.7, release=0.06)
        closed = moving_lowpass(tone, cutoff, resonance)
        return np.asarray(closed * shape * line.levels(samples) * 0.6, np.float32)

    return voice


def fm_bass(rng: np.random.Generator) -> LineVoice:
    """Make a two-operator FM bass with a woody attack."""
    ratio, index, fall = float(rng.choice([1.0, 2.0, 3.0])), rng.uniform(0.15, 0.5), rng.uniform(0.06, 0.25)

    def voice(line: Line) -> np.ndarray:
        samples = line.length + seconds(0.06)
        cycles = cycles_of(line.frequencies(samples, 0.03), samples)
        bend = index * (0.15 + _retriggered(line, samples, fall)) * line.levels(samples)
        shape = envelope(line.length, attack=0.002, decay=0.5, sustain=0.6, release=0.06)
        return np.asarray(sine_of(cycles + bend * sine_of(ratio * cycles)) * shape * line.levels(samples), np.float32)

    return voice


def mono_lead(shape_name: str) -> Callable[[np.random.Generator], LineVoice]:
    """Return the maker of a lead of two detuned waves with late vibrato, in stereo."""

    def make(rng: np.random.Generator) -> LineVoice:
        cents, cutoff = rng.uniform(4, 14), rng.uniform(2500, 9000)
        glide, vibrato = rng.uniform(0.02, 0.08), rng.uniform(0.0, 0.25)

        def voice(line: Line) -> np.ndarray:
            samples = line.length + seconds(0.15)
            time = np.arange(samples) / 44_100
            depth = vibrato * np.clip((time - 0.25) / 0.3, 0, 1)
            bent = line.frequencies(samples, glide) * 2 ** (depth * np.sin(2 * np.pi * 5.4 * time) / 12)
            spread = 2 ** (cents / 1200)
            left, right = (
                wave(shape_name, bent * factor, samples, phase=float(rng.random()), cutoff_hz=cutoff)
                for factor in (1 / spread, spread)
            )
            shape = envelope(line.length, attack=0.004, decay=0.4, sustain=0.75, release=0.15)
            blended = np.stack([0.7 * left + 0.3 * right, 0.3 * left + 0.7 * right])
            return np.asarray(blended * shape * line.levels(samples) * 0.4, np.float32)

        return voice

    return make


LINE_VOICES: dict[str, Callable[[np.random.Generator], LineVoice]] = {
    "bass_808": bass_808,
    "sub_bass": sub_bass,
    "reese_bass": reese_bass,
    "acid_303": acid_303,
    "analog_bass": analog_bass,
    "fm_bass": fm_bass,
    "saw_lead": mono_lead("saw"),
    "square_lead": mono_lead("square"),
}
