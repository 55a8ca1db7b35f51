"""How strongly each pitch sounds, frame by frame: a recording explained as a sum of harmonic tones.

Used by `notes.py`. In: audio. Out: levels of 88 pitches, and the log-frequency spectrum that they came from. The
spectrum takes a long window for low tones and a short one for high tones, three bins to a semitone. Its frames are
explained by fixed harmonic templates with non-negative weights (Smaragdis & Brown 2003, "Non-negative matrix
factorization for polyphonic music transcription"; the multiplicative update for Kullback-Leibler divergence is that of
Lee & Seung 2001). The templates are fixed, so nothing is fitted to the recording or to its score.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from musiccm_daw.analysis.signal import TINY, mono, resampled

RATE = 22_050
HOP_SAMPLES = 441
"""20 ms."""
FRAME_SECONDS = HOP_SAMPLES / RATE
LOW_PITCH, PITCHES = 21, 88
"""A0 to C8."""
BINS_PER_SEMITONE = 3
TOP_PITCH = 120
"""Upper end of the spectrum, 8.4 kHz."""
WINDOWS = ((8_192, 0.0), (4_096, 130.0), (2_048, 350.0), (1_024, 1_000.0))
"""Window lengths in samples and the frequency from which each is used: the shortest that still separate semitones."""
HARMONICS = 12
ROLL_OFFS = (0.4, 1.6)
"""Harmonic h has the amplitude h ** -x: one bright and one dull template for each pitch."""
UPDATES = 30

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class PitchLevels:
    """One recording by pitch.

    Attributes:
        levels: (88, T) amplitudes of the pitches; 1 is the loudest of the recording.
        spectrum: (B, T) amplitudes of the log-frequency bins, in the same unit.
        power: (T,) mean square of the samples around each frame, full scale 1.
    """

    levels: Matrix
    spectrum: Matrix
    power: NDArray[np.float64]


def hertz(pitch: NDArray[np.floating] | float) -> NDArray[np.float64]:
    """Return the frequency of MIDI pitches."""
    return np.asarray(440.0 * 2.0 ** ((np.asarray(pitch, dtype=np.float64) - 69.0) / 12.0))


def bin_pitches() -> NDArray[np.float64]:
    """Return the centres of the spectrum's bins as MIDI pitches (B,)."""
    return np.arange(LOW_PITCH - 1 / BINS_PER_SEMITONE, TOP_PITCH + 0.5, 1 / BINS_PER_SEMITONE)


@lru_cache(maxsize=1)
def _filters() -> tuple[tuple[int, slice, Matrix], ...]:
    """Return for each window its length, its bins of the spectrum, and their weights over its powers (b, F)."""
    centres = hertz(bin_pitches())
    edges = [start for _, start in WINDOWS] + [np.inf]
    found = []
    for number, (length, _) in enumerate(WINDOWS):
        inside = np.flatnonzero((centres >= edges[number]) & (centres < edges[number + 1]))
        frequencies = np.fft.rfftfreq(length, 1 / RATE)
        step = 2 ** (1 / (12 * BINS_PER_SEMITONE)) - 1
        # At least one bin of the Fourier transform to each side, or low filters would fall between two of them.
        width = np.maximum(centres[inside] * step, RATE / length)[:, None]
        weights = np.maximum(1 - np.abs(frequencies[None, :] - centres[inside][:, None]) / width, 0)
        found.append((length, slice(int(inside[0]), int(inside[-1]) + 1), weights.astype(np.float32)))
    return tuple(found)


def _window(length: int) -> Matrix:
    """Return a Hann window that gives a sine the power of its square amplitude, summed over the bins of its peak."""
    window = np.hanning(length + 1)[:-1]
    return np.asarray(window * 2 / np.sqrt(length * np.square(window).sum()), dtype=np.float32)


def _spectrum(audio: Matrix) -> Matrix:
    """Return the log-frequency amplitudes (B, T) of audio (S,) at `RATE`; frame t is centred on `t * HOP_SAMPLES`."""
    frames = len(audio) // HOP_SAMPLES + 1
    spectrum = np.zeros((len(bin_pitches()), frames), np.float32)
    for length, bins, weights in _filters():
        padded = np.pad(audio, (length // 2, length // 2 + HOP_SAMPLES))
        pieces = np.lib.stride_tricks.sliding_window_view(padded, length)[: frames * HOP_SAMPLES : HOP_SAMPLES]
        power = np.square(np.abs(scipy.fft.rfft(pieces * _window(length), axis=1)))
        spectrum[bins] = np.sqrt(weights @ power.T)
    return spectrum


@lru_cache(maxsize=1)
def _templates() -> Matrix:
    """Return the spectra (B, 2 * 88) of bright and of dull harmonic tones, each of amplitude 1."""
    columns = []
    for roll_off in ROLL_OFFS:
        for pitch in range(LOW_PITCH, LOW_PITCH + PITCHES):
            power = np.zeros(len(bin_pitches()))
            for harmonic in range(1, HARMONICS + 1):
                frequency = hertz(pitch) * harmonic
                if frequency >= hertz(TOP_PITCH):
                    break
                power += _sine_powers(float(frequency)) * harmonic ** (-2 * roll_off)
            columns.append(np.sqrt(power / power.sum()))
    return np.stack(columns, axis=1).astype(np.float32)


def _sine_powers(frequency: float) -> NDArray[np.float64]:
    """Return the powers (B,) of a sine in the spectrum: that of a Hann window's main lobe through the filters."""
    powers = np.zeros(len(bin_pitches()))
    for length, bins, weights in _filters():
        offset = np.fft.rfftfreq(length, 1 / RATE) * length / RATE - frequency * length / RATE
        inside = np.abs(offset) < 2
        x = np.where(np.isclose(np.abs(offset), 1), offset + 1e-6, offset)
        lobe = np.where(inside, np.sinc(x) / (1 - np.square(x)), 0)
        powers[bins] = weights @ np.square(lobe)
    return powers


def _explained(spectrum: Matrix, templates: Matrix) -> Matrix:
    """Return non-negative weights (K, T) with which the templates add up to a spectrum (B, T)."""
    weights = templates.T @ spectrum
    total = templates.sum(axis=0)[:, None]
    for _ in range(UPDATES):
        weights *= (templates.T @ (spectrum / (templates @ weights + TINY))) / total
    return weights


def pitch_levels(audio: NDArray[np.floating], sample_rate: int) -> PitchLevels:
    """Measure the levels of all pitches in audio (S,) or (S, A)."""
    wave = resampled(mono(audio), sample_rate, RATE)
    spectrum = _spectrum(wave)
    weights = _explained(spectrum / max(float(spectrum.max(initial=0.0)), TINY), _templates())
    levels = weights[:PITCHES] + weights[PITCHES:]
    peak = max(float(levels.max(initial=0.0)), TINY)
    squares = np.square(np.pad(wave, (HOP_SAMPLES // 2, HOP_SAMPLES)).astype(np.float64))
    power = squares[: spectrum.shape[1] * HOP_SAMPLES].reshape(-1, HOP_SAMPLES).mean(axis=1)
    return PitchLevels(levels / peak, spectrum, power)
