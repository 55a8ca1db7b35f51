"""Effects of the corpus: reverbs, delay, modulation, distortion, tape and lo-fi, filters, width, ducking.

Between the instruments and the mix. Each effect takes audio (A=2, S) and returns as many samples; none delays the dry
sound, so onsets stay where the score has them. Settings come from a generator, so no two parts sound alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from scipy.signal import lfilter, oaconvolve

from trainer.corpus.sound.oscillators import SAMPLE_RATE, filtered, noise, seconds

PHASER_BLOCK = 128
HISS_DB = -62.0
"""Level of the loudest tape hiss: it must not raise the noise floor that the model learns."""
WOW_CENTS = 2.5
"""Deepest pitch drift of the tape; at its slow rate it moves no onset by more than 0.7 ms."""


@dataclass(frozen=True)
class Surroundings:
    """What an effect may know about the song: tempo, where the kick falls, and its own generator."""

    samples_per_quarter: float
    kick_samples: tuple[int, ...]
    rng: np.random.Generator


def apply_effects(audio: np.ndarray, names: Iterable[str], surroundings: Surroundings) -> np.ndarray:
    """Apply the named effects to audio (2, S), in the order of `EFFECTS`, not of the names.

    Raises:
        ValueError: there is no effect of a name.
    """
    wanted = set(names)
    if unknown := wanted - set(EFFECTS):
        raise ValueError(f"effects {', '.join(sorted(unknown))} are not known; use some of {', '.join(EFFECTS)}")
    for name, effect in EFFECTS.items():
        if name in wanted:
            audio = np.asarray(effect(audio, surroundings), np.float32)
    return audio


def saturation(audio: np.ndarray, at: Surroundings) -> np.ndarray:
    """Clip softly by a hyperbolic tangent, driven relative to the part's own peak."""
    drive = at.rng.uniform(1.2, 3.0)
    peak = float(np.abs(audio).max()) or 1.0
    return np.asarray(np.tanh(audio * (drive / peak)) * (peak / np.tanh(drive)))


def lofi(audio: np.ndarray, at: Surroundings) -> np.ndarray:
    """Imitate an old sampler: narrow band, held samples, 9 to 11 bits."""
    narrow = filtered(audio, "bandpass", (at.rng.uniform(60, 180), at.rng.uniform(4000, 7500)))
    held = np.repeat(narrow[:, ::2], 2, axis=1)[:, : audio.shape[1]]
    peak = float(np.abs(held).max()) or 1.0
    steps = 2.0 ** (at.rng.integers(9, 12) - 1) / peak
    return filtered(np.round(held * steps) / steps, "lowpass", 9000.0)


def tape(audio: np.ndarray, at: Surroundings) -> np.ndarray:
    """Imitate tape: wow, soft highs, gentle saturation, faint hiss."""
    samples = audio.shape[1]
    rate = at.rng.uniform(0.4, 1.1)
    cents = at.rng.uniform(0.8, WOW_CENTS)
    depth = (2 ** (cents / 1200) - 1) * SAMPLE_RATE / (2 * np.pi * rate)
    position = np.arange(samples, dtype=np.float64)
    warped = position + depth * np.sin(2 * np.pi * rate / SAMPLE_RATE * position)
    moved = np.stack([np.interp(warped, position, channel) for channel in audio])
    peak = float(np.abs(moved).max()) or 1.0
    warm = np.tanh(1.3 * moved / peak) * (peak / np.tanh(1.3))
    hiss = noise(2 * samples, at.rng).reshape(2, samples) * np.float32(peak * 10 ** (HISS_DB / 20))
    return filtered(warm + hiss, "lowpass", at.rng.uniform(7000, 13_000))


def lowpass(audio: np.ndarray, at: Surroundings) -> np.ndarray:
    """Remove the highs: warm to muffled."""
    return filtered(audio, "lowpass", 10 ** at.rng.uniform(2.95, 3.65))


def chorus(audio: np.ndarray, at: Surroundings) -> np.ndarray:
    """Add two slowly moving copies to the dry sound."""
    samples = audio.shape[1]
    position = np.arange(samples, dtype=np.float64)
    rate, depth = at.rng.uniform(0.3, 1.2), at.rng.uniform(0.0008, 0.0025) * SAMPLE_RATE
    wet = []
    for channel, turn in zip(audio, (0.0, np.pi / 2), strict=True):
        lag = 0.009 * SAMPLE_RATE + depth * np.sin(2 * np.pi * rate / SAMPLE_RATE * position + turn)
        wet.append(np.interp(position - lag, position, channel, left=0.0))
    return 0.8 * audio + 0.5 * np.stack(wet)


def phaser(audio: np.ndarray, at: Surroundings) -> np.ndarray:
    """Mix the dry sound with four all-passes swept together."""
    samples = audio.shape[1]
    rate = at.rng.uniform(0.1, 0.6)
    start = at.rng.uniform(0, 2 * np.pi)
    state = np.zeros((2, 4))
    wet = []
    for first in range(0, samples, PHASER_BLOCK):
        sweep = 0.5 + 0.5 * np.sin(start + 2 * np.pi * rate * first / SAMPLE_RATE)
        tangent = np.tan(np.pi * 300 * 10**sweep / SAMPLE_RATE)
        pole = (tangent - 1) / (tangent + 1)
        back = np.array([1, 4 * pole, 6 * pole**2, 4 * pole**3, pole**4])
        piece, state = lfilter(back[::-1], back, audio[:, first : first + PHASER_BLOCK], axis=1, zi=state)
        wet.append(piece)
    return 0.6 * audio + 0.5 * np.concatenate(wet, axis=1)


def delay(audio: np.ndarray, at: Surroundings) -> np.ndarray:
    """Add echoes in tempo that change sides and grow darker."""
    quarters = float(at.rng.choice([0.5, 0.75, 1.0], p=[0.3, 0.5, 0.2]))
    lag = max(round(quarters * at.samples_per_quarter), 1)
    feedback, level = at.rng.uniform(0.25, 0.5), at.rng.uniform(0.2, 0.4)
    wet = np.zeros_like(audio)
    echo = filtered(audio, "bandpass", (180.0, 5500.0)) * np.float32(level)
    shift = lag
    while shift < audio.shape[1] and np.abs(echo).max() > 1e-4:
        echo = echo[::-1]
        wet[:, shift:] += echo[:, : audio.shape[1] - shift]
        echo = filtered(echo, "lowpass", 4000.0, 1) * np.float32(feedback)
        shift += lag
    return np.asarray(audio + wet)


def _impulse_response(rng: np.random.Generator, seconds_60_db: float, predelay: float, damping_hz: float) -> np.ndarray:
    """Return a room (2, S) of noise, energy 1 per channel, whose highs decay about three times as fast as its lows."""
    samples = seconds(seconds_60_db)
    position = np.arange(samples, dtype=np.float32) / SAMPLE_RATE
    hall = noise(2 * samples, rng).reshape(2, samples)
    low = filtered(hall, "lowpass", damping_hz, 1)
    fall = np.float32(6.9) / np.float32(seconds_60_db)
    tail = low * np.exp(-fall * position) + (hall - low) * np.exp(-3 * fall * position)
    tail = filtered(tail, "highpass", 150.0) * np.minimum(1.0, position / np.float32(0.012))
    tail /= np.sqrt((tail**2).sum(axis=1, keepdims=True))
    return np.concatenate([np.zeros((2, seconds(predelay)), np.float32), tail], axis=1)


def _reverberated(audio: np.ndarray, response: np.ndarray, level: float) -> np.ndarray:
    # In a room, both channels reach both sides.
    mid = 0.5 * audio.sum(axis=0, keepdims=True)
    wet = oaconvolve(0.5 * audio + 0.5 * mid, response, axes=1)[:, : audio.shape[1]]
    return np.asarray(audio + np.float32(level) * wet)


def reverb_small(audio: np.ndarray, at: Surroundings) -> np.ndarray:
    """Add a room of 0.3 to 0.8 s."""
    response = _impulse_response(at.rng, at.rng.uniform(0.3, 0.8), 0.004, at.rng.uniform(2500, 6000))
    return _reverberated(audio, response, at.rng.uniform(0.2, 0.5))


def reverb_hall(audio: np.ndarray, at: Surroundings) -> np.ndarray:
    """Add a hall of 1.4 to 3 s."""
    length, predelay, damping_hz = at.rng.uniform(1.4, 3.0), at.rng.uniform(0.01, 0.03), at.rng.uniform(2000, 5000)
    response = _impulse_response(at.rng, length, predelay, damping_hz)
    return _reverberated(audio, response, at.rng.uniform(0.25, 0.6))


def wide(audio: np.ndarray, at: Surroundings) -> np.ndarray:
    """Raise what differs between the sides, and add a short diffuse difference above 300 Hz."""
    mid, side = (audio[0] + audio[1]) / 2, (audio[0] - audio[1]) / 2
    grain = noise(seconds(0.012), at.rng)
    grain /= np.sqrt((grain**2).sum())
    diffuse = oaconvolve(filtered(mid, "highpass", 300.0), grain)[: len(mid)]
    side = at.rng.uniform(1.3, 1.8) * side + at.rng.uniform(0.25, 0.45) * diffuse
    return np.stack([mid + side, mid - side])


def sidechain(audio: np.ndarray, at: Surroundings) -> np.ndarray:
    """Duck under every kick of the song and recover within a quarter; without a kick nothing changes."""
    gain = np.ones(audio.shape[1], np.float32)
    floor = at.rng.uniform(0.1, 0.45)
    back = max(round(at.samples_per_quarter * at.rng.uniform(0.45, 0.85)), 2)
    down = seconds(0.003)
    fall = np.linspace(1, floor, down, dtype=np.float32)
    rise = floor + (1 - floor) * np.linspace(0, 1, back, dtype=np.float32) ** 1.6
    dip = np.concatenate([fall, rise.astype(np.float32)])
    for kick in at.kick_samples:
        length = min(len(dip), len(gain) - kick)
        if length > 0:
            gain[kick : kick + length] = np.minimum(gain[kick : kick + length], dip[:length])
    return audio * gain


EFFECTS: dict[str, Callable[[np.ndarray, Surroundings], np.ndarray]] = {
    "saturation": saturation,
    "lofi": lofi,
    "tape": tape,
    "lowpass": lowpass,
    "chorus": chorus,
    "phaser": phaser,
    "delay": delay,
    "reverb_small": reverb_small,
    "reverb_hall": reverb_hall,
    "wide": wide,
    "sidechain": sidechain,
}
"""Every effect by name, in the usual order of a channel strip."""
