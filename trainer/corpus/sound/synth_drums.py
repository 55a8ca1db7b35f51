"""Synthesised drum kits on the General MIDI percussion keys: 808, 909, lo-fi, acoustic-like, shakers.

A kit is a set of numbers; the sounds are shared. Each key's hit is made once per part and then scaled by velocity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.corpus.sound.oscillators import decay, filtered, noise, seconds, sine, wave


@dataclass(frozen=True)
class Kit:
    """A kit as numbers: frequencies in Hz, times (decay constants) in seconds, mixes from 0 to 1."""

    kick_hz: float
    kick_sweep: float
    kick_ring: float
    kick_click: float
    snare_hz: float
    snare_tone: float
    snare_ring: float
    hat_hz: float
    hat_metal: float
    closed_ring: float
    open_ring: float
    top_hz: float = 17_000.0


KIT_NUMBERS = {
    "kit_808": Kit(46, 2.2, 0.38, 0.15, 180, 0.5, 0.07, 7500, 0.9, 0.025, 0.28),
    "kit_909": Kit(52, 4.0, 0.16, 0.5, 190, 0.45, 0.09, 8000, 0.6, 0.03, 0.22),
    "kit_lofi": Kit(58, 2.5, 0.11, 0.35, 200, 0.55, 0.06, 5200, 0.4, 0.022, 0.15, 6500.0),
    "kit_acoustic_synth": Kit(60, 1.6, 0.12, 0.6, 195, 0.6, 0.11, 6500, 0.5, 0.03, 0.3),
    "shaker_kit": Kit(55, 2.0, 0.12, 0.3, 190, 0.4, 0.07, 7000, 0.3, 0.03, 0.2),
}
KITS = {name: name for name in KIT_NUMBERS}

TOM_HZ = {41: 70.0, 43: 85.0, 45: 105.0, 47: 130.0, 48: 155.0, 50: 185.0}
HAND_DRUM_HZ = {60: 420.0, 61: 300.0, 62: 330.0, 63: 280.0, 64: 200.0, 65: 360.0, 66: 250.0}
METAL_RATIOS = (2.0, 3.0, 4.16, 5.43, 6.79, 8.21)
"""Six squares that beat without a pitch, as in the 808's cymbal."""


def drum_hit(kit_name: str, key: int, rng: np.random.Generator) -> np.ndarray:
    """Return one hit (2, S) at full velocity; the generator varies tuning and decay a little from part to part."""
    kit = KIT_NUMBERS[kit_name]
    tuning, length = float(rng.uniform(0.94, 1.06)), float(rng.uniform(0.8, 1.25))
    if key in (35, 36):
        sound = _kick(kit, tuning, length, rng)
    elif key in (38, 40):
        sound = _snare(kit, tuning, length, rng)
    elif key == 39:
        sound = _clap(length, rng)
    elif key in (42, 44, 46):
        ring = kit.open_ring if key == 46 else kit.closed_ring * (0.7 if key == 44 else 1.0)
        sound = 0.55 * _metal(kit.hat_hz, kit.hat_metal, ring * length, rng)
    elif key in (49, 51, 52, 53, 55, 57, 59):
        sound = _cymbal(key, kit, length, rng)
    elif key in TOM_HZ:
        sound = _tuned_skin(TOM_HZ[key] * tuning, 0.18 * length, 0.1, rng)
    elif key in HAND_DRUM_HZ:
        sound = 0.7 * _tuned_skin(HAND_DRUM_HZ[key] * tuning, 0.07 * length, 0.15, rng)
    else:
        sound = _small_percussion(key, tuning, length, rng)
    if kit.top_hz < 16_000:
        sound = filtered(sound, "lowpass", kit.top_hz)
    sound = sound * np.minimum(1.0, np.arange(sound.shape[-1], 0, -1, dtype=np.float32) / 400)
    return np.asarray(np.broadcast_to(sound, (2, sound.shape[-1])), np.float32)


def _kick(kit: Kit, tuning: float, length: float, rng: np.random.Generator) -> np.ndarray:
    samples = seconds(kit.kick_ring * length * 5)
    frequency = kit.kick_hz * tuning * (1 + kit.kick_sweep * decay(samples, 0.022) + 1.5 * decay(samples, 0.004))
    body = np.tanh(1.6 * sine(frequency.astype(np.float64), samples) * decay(samples, kit.kick_ring * length))
    click = filtered(noise(samples, rng), "highpass", 1500.0) * decay(samples, 0.003)
    return np.asarray(body + kit.kick_click * 0.4 * click, np.float32)


def _snare(kit: Kit, tuning: float, length: float, rng: np.random.Generator) -> np.ndarray:
    samples = seconds(kit.snare_ring * length * 7)
    pitch = kit.snare_hz * tuning * (1 + 0.4 * decay(samples, 0.01))
    tone = sine(pitch.astype(np.float64), samples) + 0.6 * sine(1.72 * pitch.astype(np.float64), samples)
    rattle = filtered(noise(2 * samples, rng).reshape(2, samples), "bandpass", (900.0, 9500.0))
    ring = kit.snare_ring * length
    return np.asarray(
        0.6 * kit.snare_tone * tone * decay(samples, ring * 0.8) + 0.9 * rattle * decay(samples, ring), np.float32
    )


def _clap(length: float, rng: np.random.Generator) -> np.ndarray:
    """Return a clap: four bursts, the first on time, the last with the room's decay."""
    samples = seconds(0.45 * length)
    shape = np.zeros(samples, np.float32)
    for start, ring in ((0.0, 0.004), (0.011, 0.004), (0.021, 0.004), (0.031, 0.06 * length)):
        first = seconds(start)
        shape[first:] = np.maximum(shape[first:], decay(samples - first, ring))
    burst = filtered(noise(2 * samples, rng).reshape(2, samples), "bandpass", (900.0, 4500.0))
    return np.asarray(burst * shape * 1.3, np.float32)


def _metal(highpass_hz: float, metal: float, ring: float, rng: np.random.Generator) -> np.ndarray:
    samples = seconds(ring * 6)
    base = float(rng.uniform(190, 230))
    squares = sum(wave("square", base * ratio, samples, phase=float(rng.random())) for ratio in METAL_RATIOS)
    hiss = noise(2 * samples, rng).reshape(2, samples)
    mixed = metal * 0.25 * np.asarray(squares, np.float32) + (1 - 0.6 * metal) * hiss
    return np.asarray(filtered(mixed, "highpass", highpass_hz, 3) * decay(samples, ring))


def _cymbal(key: int, kit: Kit, length: float, rng: np.random.Generator) -> np.ndarray:
    crash = key in (49, 52, 55, 57)
    ring = (0.55 if crash else 0.35) * length
    wash = _metal(3500.0 if crash else 5000.0, 0.6, ring, rng)
    if crash:
        return wash * np.float32(0.6)
    samples = wash.shape[-1]
    ping = sum(sine(hz, samples) for hz in (3150.0, 4210.0, 5340.0)) * decay(samples, 0.05 if key != 53 else 0.3)
    return np.asarray(0.3 * wash + 0.12 * ping, np.float32)


def _tuned_skin(frequency_hz: float, ring: float, slap: float, rng: np.random.Generator) -> np.ndarray:
    samples = seconds(ring * 6)
    pitch = frequency_hz * (1 + 0.35 * decay(samples, 0.02)).astype(np.float64)
    stick = filtered(noise(samples, rng), "bandpass", (800.0, 5000.0)) * decay(samples, 0.008)
    return np.asarray(0.8 * sine(pitch, samples) * decay(samples, ring) + slap * 2 * stick, np.float32)


def _small_percussion(key: int, tuning: float, length: float, rng: np.random.Generator) -> np.ndarray:
    """Return a side stick, tambourine, cowbell, shaker, claves or triangle; any other key is a wood block."""
    samples = seconds(0.3 * length)
    if key == 56:
        tone = wave("square", 540 * tuning, samples) + wave("square", 800 * tuning, samples)
        bell = filtered(tone, "bandpass", (500.0, 5000.0)) * decay(samples, 0.06 * length)
        return np.asarray(bell * 0.4, np.float32)
    if key in (69, 70, 82):
        grain = filtered(noise(2 * samples, rng).reshape(2, samples), "highpass", 5000.0)
        rise = np.minimum(1.0, np.arange(samples, dtype=np.float32) / seconds(0.012))
        return np.asarray(grain * rise * decay(samples, 0.03 * length) * 0.6, np.float32)
    if key == 54:
        jingles = sum(sine(hz, samples) for hz in (6200.0, 7900.0, 9800.0)) * np.float32(0.2)
        hiss = filtered(noise(2 * samples, rng).reshape(2, samples), "highpass", 6000.0)
        return np.asarray((jingles + 0.6 * hiss) * decay(samples, 0.05 * length), np.float32)
    if key in (80, 81):
        ring = 0.03 if key == 80 else 0.25
        samples = seconds(ring * 5)
        return np.asarray(sum(sine(hz, samples) for hz in (4100.0, 6730.0)) * decay(samples, ring) * 0.2, np.float32)
    pitch = {37: 1700.0, 75: 2500.0, 76: 900.0, 77: 680.0}.get(key, 1100.0) * tuning
    click = filtered(noise(samples, rng), "bandpass", (1000.0, 8000.0)) * decay(samples, 0.002)
    return np.asarray(0.7 * sine(pitch, samples) * decay(samples, 0.012 * length) + 0.5 * click, np.float32)
