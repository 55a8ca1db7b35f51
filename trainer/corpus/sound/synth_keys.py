"""Voices that play each note by itself: FM pianos and bells, plucks, stabs, supersaw, pads, drone.

Each maker draws its patch from a generator, once per part, and returns a voice: a note in, audio (S,) or (2, S) out,
the release included. Instead of a moving filter, an envelope cross-fades a bright and a dark version of a wave: it
sounds like a filter that closes, at a tenth of the cost.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from trainer.corpus.sound.oscillators import (
    cycles_of,
    decay,
    envelope,
    filtered,
    noise,
    pitch_hz,
    seconds,
    sine,
    sine_of,
    wave,
)
from trainer.corpus.sound.synth_line import LineNote

NoteVoice = Callable[[LineNote], np.ndarray]


def fm_epiano(rng: np.random.Generator) -> NoteVoice:
    """Make an electric piano: a soft body, a tine 14 times as high that decays quickly, slow stereo tremolo."""
    tine, tremolo, rate = rng.uniform(0.1, 0.35), rng.uniform(0.0, 0.35), rng.uniform(3.5, 6.0)

    def voice(note: LineNote) -> np.ndarray:
        samples = note.length + seconds(0.25)
        cycles = cycles_of(pitch_hz(note.pitch), samples)
        body = sine_of(cycles + 0.16 * note.level * decay(samples, 0.7) * sine_of(cycles))
        bell = sine_of(cycles + 0.12 * sine_of(14 * cycles) * decay(samples, 0.12)) if note.pitch < 90 else body
        ring = 2.6 * 2 ** ((60 - note.pitch) / 24)
        shape = envelope(note.length, attack=0.002, decay=ring, sustain=0.0, release=0.25)
        tone = ((1 - tine) * body + tine * bell) * shape * note.level**1.3 * 0.5
        swing = tremolo * np.sin(2 * np.pi * rate * (np.arange(samples) + note.start) / 44_100)
        return np.asarray(np.stack([tone * (1 + swing), tone * (1 - swing)]), np.float32)

    return voice


def fm_bell(rng: np.random.Generator) -> NoteVoice:
    """Make an inharmonic bell: the modulator runs at 3.5 (or 1.4, 2.8) times the pitch."""
    ratio, index = float(rng.choice([1.414, 2.756, 3.5])), rng.uniform(0.2, 0.7)
    ring = rng.uniform(0.8, 2.0)

    def voice(note: LineNote) -> np.ndarray:
        samples = note.length + seconds(ring)
        cycles = cycles_of(pitch_hz(note.pitch), samples)
        tone = sine_of(cycles + index * note.level * decay(samples, ring * 0.35) * sine_of(ratio * cycles))
        shape = envelope(samples, attack=0.001, decay=ring * 0.7, sustain=0.0, release=0.0)
        shape *= np.minimum(1.0, np.arange(samples, 0, -1) / 2000)
        return np.asarray(tone * shape * note.level * 0.4, np.float32)

    return voice


def pluck(rng: np.random.Generator) -> NoteVoice:
    """Make a pluck: a short saw or square whose highs close within a tenth of a second."""
    shape_name = str(rng.choice(["saw", "square", "pulse"]))
    bright, dark, fall = rng.uniform(4000, 9000), rng.uniform(500, 1200), rng.uniform(0.05, 0.14)
    ring, cents = rng.uniform(0.2, 0.6), rng.uniform(2, 9)

    def voice(note: LineNote) -> np.ndarray:
        samples = min(note.length, seconds(ring * 2)) + seconds(ring)
        frequency = pitch_hz(note.pitch)
        opened = decay(samples, fall * (0.5 + note.level))
        shape = envelope(samples, attack=0.001, decay=ring, sustain=0.0, release=0.0)
        shape *= np.minimum(1.0, np.arange(samples, 0, -1) / 1500)
        sides = []
        for sign in (-1, 1):
            pitch = frequency * 2 ** (sign * cents / 1200)
            lower = wave(shape_name, pitch, samples, cutoff_hz=dark)
            upper = wave(shape_name, pitch, samples, cutoff_hz=bright)
            sides.append(lower + opened * (upper - lower))
        return np.asarray(np.stack(sides) * shape * note.level * 0.45, np.float32)

    return voice


def organ_stab(rng: np.random.Generator) -> NoteVoice:
    """Make a house organ: drawbar sines with a percussive second harmonic."""
    third, click = rng.uniform(0.2, 0.7), rng.uniform(0.3, 0.9)

    def voice(note: LineNote) -> np.ndarray:
        samples = note.length + seconds(0.06)
        cycles = cycles_of(pitch_hz(note.pitch), samples)
        tone = sine_of(cycles) + third * sine_of(3 * cycles) + 0.4 * sine_of(0.5 * cycles)
        tone = tone + click * decay(samples, 0.09) * (sine_of(2 * cycles) + 0.4 * sine_of(4 * cycles))
        shape = envelope(note.length, attack=0.003, decay=0.35, sustain=0.55, release=0.06)
        return np.asarray(tone * shape * note.level * 0.25, np.float32)

    return voice


def _detuned(
    note_frequency: float, samples: int, *, voices: int, cents: float, cutoff_hz: float, rng: np.random.Generator
) -> np.ndarray:
    """Return a stack of detuned saws (2, S), spread over the stereo field."""
    audio = np.zeros((2, samples), np.float32)
    for offset in np.linspace(-1, 1, voices):
        frequency = note_frequency * 2 ** (offset * cents / 1200)
        saw = wave("saw", frequency, samples, phase=float(rng.random()), cutoff_hz=cutoff_hz)
        pan = 0.5 + 0.4 * offset * (1 if rng.random() < 0.5 else -1)
        audio[0] += np.float32(np.sqrt(1 - pan)) * saw
        audio[1] += np.float32(np.sqrt(pan)) * saw
    return audio / np.float32(np.sqrt(voices))


def saw_stack(
    *,
    voices: int,
    attack: tuple[float, float],
    release: tuple[float, float],
    cutoff: tuple[float, float],
    sustain: float,
) -> Callable[[np.random.Generator], NoteVoice]:
    """Return the maker of a detuned-saw instrument: supersaw, pads and stabs differ only in envelope and brightness."""

    def make(rng: np.random.Generator) -> NoteVoice:
        rise, fall, cutoff_hz = rng.uniform(*attack), rng.uniform(*release), rng.uniform(*cutoff)
        cents = rng.uniform(9, 24)

        def voice(note: LineNote) -> np.ndarray:
            samples = note.length + seconds(fall)
            stack = _detuned(pitch_hz(note.pitch), samples, voices=voices, cents=cents, cutoff_hz=cutoff_hz, rng=rng)
            shape = envelope(note.length, attack=rise, decay=0.3, sustain=sustain, release=fall)
            return np.asarray(stack * shape * note.level * 0.4, np.float32)

        return voice

    return make


def glass_pad(rng: np.random.Generator) -> NoteVoice:
    """Make a glass pad: slow sines at octaves and fifths with shimmering levels."""
    rise, fall = rng.uniform(0.1, 0.5), rng.uniform(0.6, 1.5)

    def voice(note: LineNote) -> np.ndarray:
        samples = note.length + seconds(fall)
        audio = np.zeros((2, samples), np.float32)
        for ratio, level in ((1.0, 1.0), (2.0, 0.45), (3.0, 0.2), (4.0, 0.15), (6.0, 0.06)):
            frequency = pitch_hz(note.pitch) * ratio
            if frequency > 12_000:
                continue
            for side in (0, 1):
                shimmer = 1 + 0.4 * sine(rng.uniform(0.2, 1.2), samples, phase=float(rng.random()))
                detuned = frequency * (1 + rng.uniform(-0.0012, 0.0012))
                audio[side] += level * sine(detuned, samples, phase=float(rng.random())) * shimmer
        shape = envelope(note.length, attack=rise, decay=1.0, sustain=0.8, release=fall)
        return np.asarray(audio * shape * note.level * 0.25, np.float32)

    return voice


def drone(rng: np.random.Generator) -> NoteVoice:
    """Make a drone: a dark hum on one note, of filtered saws, a sub and a breath of noise."""

    def voice(note: LineNote) -> np.ndarray:
        samples = note.length + seconds(1.0)
        stack = _detuned(pitch_hz(note.pitch), samples, voices=3, cents=14, cutoff_hz=350, rng=rng)
        breath = filtered(noise(samples, rng), "bandpass", (200.0, 900.0)) * np.float32(0.15)
        swell = 0.75 + 0.25 * np.sin(2 * np.pi * 0.13 * np.arange(samples) / 44_100 + rng.uniform(0, 6))
        shape = envelope(note.length, attack=0.6, decay=2.0, sustain=0.9, release=1.0)
        hum = 0.4 * sine(pitch_hz(note.pitch - 12), samples)
        return np.asarray((stack + breath + hum) * swell * shape * note.level * 0.4, np.float32)

    return voice


NOTE_VOICES: dict[str, Callable[[np.random.Generator], NoteVoice]] = {
    "fm_epiano": fm_epiano,
    "fm_bell": fm_bell,
    "pluck": pluck,
    "organ_stab": organ_stab,
    "chord_stab": saw_stack(voices=3, attack=(0.002, 0.005), release=(0.08, 0.3), cutoff=(1500, 5000), sustain=0.35),
    "supersaw": saw_stack(voices=7, attack=(0.004, 0.03), release=(0.15, 0.4), cutoff=(5000, 14000), sustain=0.85),
    "analog_pad": saw_stack(voices=4, attack=(0.05, 0.35), release=(0.4, 1.0), cutoff=(1500, 4500), sustain=0.8),
    "warm_pad": saw_stack(voices=3, attack=(0.15, 0.6), release=(0.6, 1.4), cutoff=(500, 1400), sustain=0.85),
    "glass_pad": glass_pad,
    "drone": drone,
}
