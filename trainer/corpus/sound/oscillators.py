"""Building blocks of the synthesised instruments: band-limited waves, envelopes, noise, a moving low-pass.

Everything is vectorised over samples and works at `SAMPLE_RATE`. Waves are read from single-cycle tables that hold
only the harmonics that fit under `TOP_HZ`, so that they do not alias. The instruments themselves are in `synth_*.py`.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.signal import butter, lfilter, sosfilt

SAMPLE_RATE = 44_100
TOP_HZ = 17_000.0
TABLE_SIZE = 1 << 15
"""Long enough that reading the nearest entry keeps the noise under -55 dB, at half the cost of interpolating."""
FILTER_BLOCK = 64
"""Samples between two updates of a moving filter: 1.5 ms, faster than any envelope here."""


def pitch_hz(pitch: float) -> float:
    """Return the frequency of a MIDI pitch in equal temperament, A4 = 440 Hz."""
    return float(440.0 * 2.0 ** ((pitch - 69.0) / 12.0))


def seconds(duration: float) -> int:
    """Return the number of samples in a duration in seconds."""
    return round(duration * SAMPLE_RATE)


@lru_cache(maxsize=512)
def _table(shape: str, harmonics: int, cutoff_steps: int | None) -> np.ndarray:
    """Return one cycle of a wave; `cutoff_steps` is a low-pass (24 dB per octave) in sixths of an octave."""
    number = np.arange(1, harmonics + 1)
    if shape == "saw":
        level = 1.0 / number
    elif shape == "square":
        level = (number % 2) / number
    elif shape == "triangle":
        level = (number % 2) * np.where(number % 4 == 1, 1.0, -1.0) / number**2
    else:  # "pulse": a quarter of the cycle is high
        level = np.sin(np.pi * number * 0.25) / number
    if cutoff_steps is not None:
        level = level / (1.0 + (number / 2.0 ** (cutoff_steps / 6)) ** 4)
    spectrum = np.zeros(TABLE_SIZE // 2 + 1, complex)
    spectrum[1 : harmonics + 1] = -0.5j * TABLE_SIZE * level * (2 / np.pi)
    return np.fft.irfft(spectrum).astype(np.float32)


def wave(
    shape: str, frequency_hz: float | np.ndarray, samples: int, *, phase: float = 0.0, cutoff_hz: float | None = None
) -> np.ndarray:
    """Return audio (S,) float32 of a "saw", "square", "triangle" or "pulse"; an array of frequencies glides.

    `phase` is in cycles; `cutoff_hz` is a low-pass that costs nothing.
    """
    lowest = float(np.min(frequency_hz))
    highest = float(np.max(frequency_hz))
    # Rounded down to quarters of octaves: few tables serve all pitches.
    harmonics = max(int(2.0 ** (np.floor(4 * np.log2(max(TOP_HZ / highest, 1.0))) / 4)), 1)
    steps = None if cutoff_hz is None else round(6 * float(np.log2(max(cutoff_hz / lowest, 0.5))))
    table = _table(shape, min(harmonics, TABLE_SIZE // 4), steps)
    return np.asarray(table[_index(frequency_hz, samples, phase)])


def sine(frequency_hz: float | np.ndarray, samples: int, *, phase: float = 0.0) -> np.ndarray:
    """Return audio (S,) float32 of a sine."""
    return np.asarray(_sine_table()[_index(frequency_hz, samples, phase)])


def sine_of(cycles: np.ndarray) -> np.ndarray:
    """Return the sine of a phase in cycles, for frequency modulation."""
    return np.asarray(_sine_table()[(cycles * TABLE_SIZE).astype(np.int64) & (TABLE_SIZE - 1)])


def cycles_of(frequency_hz: float | np.ndarray, samples: int) -> np.ndarray:
    """Return the phase (S,), in cycles, of an oscillator that starts at 0."""
    if isinstance(frequency_hz, np.ndarray):
        return np.asarray(np.cumsum(frequency_hz[:samples]) / SAMPLE_RATE)
    return np.arange(samples) * (frequency_hz / SAMPLE_RATE)


@lru_cache(maxsize=1)
def _sine_table() -> np.ndarray:
    return np.sin(2 * np.pi * np.arange(TABLE_SIZE) / TABLE_SIZE).astype(np.float32)


def _index(frequency_hz: float | np.ndarray, samples: int, phase: float) -> np.ndarray:
    """Return the table entry of each sample."""
    cycles = cycles_of(frequency_hz, samples) + phase
    return np.asarray((cycles * TABLE_SIZE).astype(np.int64) & (TABLE_SIZE - 1))


def envelope(held: int, *, attack: float, decay: float, sustain: float, release: float) -> np.ndarray:
    """Return an ADSR envelope (S,) float32: linear attack, exponential decay and release.

    Times are in seconds, `held` in samples. It lasts as long as the sound: the held part and the release down to
    silence.
    """
    total = held + seconds(release)
    position = np.arange(total, dtype=np.float32)
    attack_samples = max(seconds(attack), 1)
    rise = np.minimum(position / attack_samples, 1.0)
    fall = sustain + (1.0 - sustain) * _exponential(position - attack_samples, decay)
    level = rise * fall
    if held < total:
        at_end = level[min(held, total - 1)]
        tail = position[held:] - held
        # A decay to -60 dB, bent to reach exactly zero.
        level[held:] = at_end * _exponential(tail, release / 5) * np.maximum(1.0 - tail / max(total - held, 1), 0.0)
    return np.asarray(level, np.float32)


def decay(samples: int, time_constant: float) -> np.ndarray:
    """Return an exponential decay (S,) from 1; the time constant is in seconds."""
    return _exponential(np.arange(samples, dtype=np.float32), time_constant)


def _exponential(position: np.ndarray, time_constant: float) -> np.ndarray:
    return np.asarray(np.exp(-np.maximum(position, 0.0) / np.float32(max(time_constant, 1e-4) * SAMPLE_RATE)))


def noise(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Return white noise (S,), uniform in -1 to 1."""
    return rng.random(samples, np.float32) * 2 - 1


def filtered(audio: np.ndarray, kind: str, cutoff_hz: float | tuple[float, float], order: int = 2) -> np.ndarray:
    """Apply a Butterworth "lowpass", "highpass" or "bandpass" along the last axis; forward only, so onsets stay."""
    sections = butter(order, cutoff_hz, kind, fs=SAMPLE_RATE, output="sos").astype(np.float32)
    return np.asarray(sosfilt(sections, audio, axis=-1), np.float32)


def moving_lowpass(audio: np.ndarray, cutoff_hz: np.ndarray, resonance: float) -> np.ndarray:
    """Apply a low-pass (24 dB per octave) with a moving cutoff (S,); its second stage resonates with Q `resonance`."""
    samples = len(audio)
    blocks = -(-samples // FILTER_BLOCK)
    cutoffs = np.clip(cutoff_hz[::FILTER_BLOCK][:blocks], 30.0, 0.42 * SAMPLE_RATE)
    angle = 2 * np.pi * cutoffs / SAMPLE_RATE
    cosine, sines = np.cos(angle), np.sin(angle)
    output = np.asarray(audio, np.float64)
    for quality in (0.6, resonance):
        alpha = sines / (2 * quality)
        scale = 1 / (1 + alpha)
        middle = (1 - cosine) * scale
        ahead = np.stack([middle / 2, middle, middle / 2], axis=1)
        back = np.stack([np.ones(blocks), -2 * cosine * scale, (1 - alpha) * scale], axis=1)
        state = np.zeros(2)
        filtered_blocks = []
        for block in range(blocks):
            piece = output[block * FILTER_BLOCK : (block + 1) * FILTER_BLOCK]
            piece, state = lfilter(ahead[block], back[block], piece, zi=state)
            filtered_blocks.append(piece)
        output = np.concatenate(filtered_blocks)
    return np.asarray(output, np.float32)
