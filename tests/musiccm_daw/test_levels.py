"""Levels, compared with the same measures worked out the long way."""

import math

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import signal

from musiccm_daw.levels import TARGET_LUFS, lufs, rms, shared_gain, to_db, true_peak_db
from musiccm_daw.recording import BLOCK_SAMPLES, Audio

RATE = 44100


def noise(frames: int, seed: int = 0) -> Audio:
    return np.random.default_rng(seed).normal(0, 0.1, (frames, 2)).astype(np.float32)


def sine(frequency: float, phase: float, amplitude: float = 1.0) -> Audio:
    angle = 2 * np.pi * frequency * np.arange(RATE) / RATE + phase
    return (amplitude * np.sin(angle)).astype(np.float32)[:, None]


@settings(max_examples=40, deadline=None)
@given(frames=st.integers(1, 20000), seed=st.integers(0, 99), decay=st.sampled_from([100.0, 1e4, 1e9]))
def test_true_peak_is_that_of_the_whole_oversampled_clip(frames: int, seed: int, decay: float) -> None:
    audio = noise(frames, seed) * np.exp(-np.arange(frames) / decay).astype(np.float32)[:, None]
    oversampled = np.abs(signal.resample_poly(audio, 4, 1, axis=0)).max()
    assert true_peak_db(audio) == pytest.approx(to_db(max(oversampled, np.abs(audio).max())), abs=1e-4)


def test_true_peak_finds_what_lies_between_the_samples() -> None:
    """A quarter of the rate, 45 degrees off: every sample is at -3 dB, the wave itself at 0 dB (EBU Tech 3341)."""
    audio = sine(RATE / 4, math.pi / 4)
    assert to_db(float(np.abs(audio).max())) == pytest.approx(-3.01, abs=0.01)
    assert true_peak_db(audio) == pytest.approx(0, abs=0.2)


def test_loudness_of_a_known_tone() -> None:
    """A 997 Hz sine at full scale in one channel is -3.01 LUFS (ITU-R BS.1770-4, annex 1)."""
    assert lufs(sine(997, 0), RATE) == pytest.approx(-3.01, abs=0.05)


def test_silence_and_moments_have_no_loudness() -> None:
    silence = np.zeros((RATE, 2), np.float32)
    assert true_peak_db(silence) == -math.inf
    assert lufs(silence, RATE) is None
    assert lufs(noise(RATE // 3), RATE) is None
    assert lufs(noise(RATE) * np.float32(1e-6), RATE) is None
    assert shared_gain([silence, silence], RATE) == 1


def spiky(seed: int) -> np.ndarray:
    """Return noise with a peak over it that is far louder."""
    audio = noise(RATE, seed)
    audio[RATE // 2] = 9.0
    return audio


@pytest.mark.parametrize("scale", [0.3, 1.0, 20.0])
def test_one_gain_brings_the_mix_to_the_target(scale: float) -> None:
    stems = [noise(RATE, seed) * np.float32(scale) for seed in range(3)]
    gain = np.float32(shared_gain(stems, RATE))
    assert lufs(np.sum([stem * gain for stem in stems], axis=0), RATE) == pytest.approx(TARGET_LUFS)


@pytest.mark.parametrize("scale", [0.3, 1.0, 20.0])
@pytest.mark.parametrize("frames", [RATE, RATE // 3], ids=["peaks are high", "too short for a loudness"])
def test_one_gain_brings_stems_and_mix_under_the_ceiling(scale: float, frames: int) -> None:
    stems = [spiky(seed)[-frames:] * np.float32(scale) for seed in range(3)]
    gain = np.float32(shared_gain(stems, RATE))
    scaled = [stem * gain for stem in stems]
    peaks = [true_peak_db(audio) for audio in (*scaled, np.sum(scaled, axis=0))]
    assert max(peaks) == pytest.approx(-1.2, abs=1e-3)


def test_near_silence_is_not_made_loud() -> None:
    assert shared_gain([noise(RATE) * np.float32(1e-3)], RATE) == pytest.approx(10 ** (12 / 20))


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_loudness_read_in_blocks_is_that_of_a_meter_that_holds_all(rate: int) -> None:
    audio = noise(5 * rate)
    audio[2 * rate : 3 * rate] *= np.float32(0.01)
    assert lufs(audio, rate) == pytest.approx(pyloudnorm.Meter(rate).integrated_loudness(audio), abs=0.01)


def test_rms_is_over_all_samples_and_channels() -> None:
    assert rms(np.array([[3.0, 0.0], [0.0, 4.0]], dtype=np.float32)) == pytest.approx(2.5)


@pytest.mark.parametrize("frames", [BLOCK_SAMPLES + 1, BLOCK_SAMPLES + 600, 460_174])
def test_a_last_block_shorter_than_a_step_is_measured(frames: int) -> None:
    """Four bars at 92 bpm end like this, and clips of that tempo once could not be continued."""
    audio = noise(frames)
    assert lufs(audio, RATE) == pytest.approx(pyloudnorm.Meter(RATE).integrated_loudness(audio), abs=0.05)
