"""Joins: new audio meets the audio beside it in value, slope and loudness, and keeps its attacks."""

from __future__ import annotations

import numpy as np
import pytest

from musiccm_daw.engine.editing.joins import (
    ATTACK_FADE_SECONDS,
    FADE_SECONDS,
    continued,
    fade_length,
    faded_in,
    faded_out,
    gain_curve,
    matching_gain,
    under_ceiling,
)
from musiccm_daw.levels import lufs, true_peak_db

RATE = 44_100


def noise(level: float, samples: int = RATE, seed: int = 0) -> np.ndarray:
    return (level * np.random.default_rng(seed).standard_normal((samples, 2))).astype(np.float32)


def sine(hz: float, samples: int = RATE) -> np.ndarray:
    wave = 0.3 * np.sin(2 * np.pi * hz * np.arange(samples) / RATE)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def test_a_tone_is_continued_in_phase_and_dies_away() -> None:
    chord = sine(441) + sine(557) + sine(2_093)
    before, ahead = chord[: RATE // 2 + 13], chord[RATE // 2 + 13 :]
    predicted = continued(before, 882)
    assert np.abs(predicted[:300] - ahead[:300]).max() < 0.1 * np.abs(ahead).max()
    assert np.abs(continued(before, 20 * RATE)[-RATE:]).max() < 0.2 * np.abs(ahead).max()


@pytest.mark.parametrize("samples", [2, 300, 20_000])
def test_noise_and_silence_of_any_length_are_continued_no_louder(samples: int) -> None:
    before = noise(0.1, samples)
    assert np.abs(continued(before, 882)).max() <= 1.5 * np.abs(before).max()
    assert not continued(np.zeros((samples, 1), np.float32), 882).any()


def test_a_continuation_has_no_kink_where_it_begins() -> None:
    before = sine(441)[: RATE // 2 + 13]
    both = np.concatenate([before, continued(before, 400)])
    steepest = np.abs(np.diff(before, axis=0)).max()
    assert np.abs(np.diff(both, axis=0)).max() <= 1.01 * steepest
    assert np.abs(np.diff(both, 2, axis=0)).max() <= 1.01 * np.abs(np.diff(before, 2, axis=0)).max()


@pytest.mark.parametrize("samples", [1, 132, 882])
def test_a_fade_ends_in_the_new_audio_and_begins_in_the_lead(samples: int) -> None:
    new, lead = noise(0.1, 2_000), noise(0.1, samples, seed=1)
    faded = faded_in(new, lead)
    assert (faded[samples:] == new[samples:]).all()
    out = faded_out(new, lead)
    assert (out[: 2_000 - samples] == new[: 2_000 - samples]).all()
    if samples > 1:
        assert np.abs(faded[0] - lead[0]).max() < 0.01
        assert np.abs(out[-1] - lead[-1]).max() < 0.01


def test_unrelated_audio_keeps_its_power_through_a_fade() -> None:
    faded = faded_in(noise(0.1, 20_000), noise(0.1, 20_000, seed=1))
    thirds = [float(np.square(part).mean()) for part in np.array_split(faded, 3)]
    assert max(thirds) / min(thirds) < 1.1


def test_an_attack_gets_a_short_fade_and_a_sustained_sound_a_long_one() -> None:
    quiet, loud = noise(0.01), noise(0.2)
    assert fade_length(loud, quiet, RATE) == round(ATTACK_FADE_SECONDS * RATE)
    assert fade_length(loud, loud, RATE) == fade_length(quiet, loud, RATE) == round(FADE_SECONDS * RATE)


def test_new_bars_are_as_loud_as_those_beside_them() -> None:
    new, kept = noise(0.01), noise(0.05, seed=1)
    loudness = lufs(new * np.float32(matching_gain(new, kept, RATE)), RATE)
    expected = lufs(kept, RATE)
    assert loudness is not None
    assert expected is not None
    # Twelve decibels are the most that is changed.
    assert loudness == pytest.approx(min(expected, (lufs(new, RATE) or 0.0) + 12), abs=0.1)


def test_new_bars_stay_under_the_ceiling_or_the_clips_own_peak() -> None:
    new = np.zeros((RATE, 2), np.float32)
    new[::4_410] = 0.9
    new += noise(0.001)
    kept = noise(0.2, seed=1)
    loud = new * np.float32(matching_gain(new, kept, RATE))
    assert true_peak_db(under_ceiling(loud, kept)) <= max(-1.0, true_peak_db(kept)) + 0.01
    quiet = new * np.float32(0.1)
    assert (under_ceiling(quiet, kept) == quiet).all()


@pytest.mark.parametrize(("samples", "ramp"), [(1_000, 100), (100, 1_000), (1, 5)])
def test_levels_change_within_a_beat_at_either_end(samples: int, ramp: int) -> None:
    gains = gain_curve(samples, ramp, 1.0, 2.0, 3.0)
    assert gains.shape == (samples, 1)
    assert gains.min() >= 1.0
    assert gains.max() <= 3.0
    if samples > 2 * ramp:
        assert gains[0] == 1.0
        assert (gains[ramp : samples - ramp] == 2.0).all()
        assert gains[-1] == pytest.approx(3.0, abs=0.02)


def test_silence_is_neither_raised_nor_a_reference() -> None:
    silence = np.zeros((RATE, 2), np.float32)
    assert matching_gain(silence, noise(0.1), RATE) == 1.0
    assert matching_gain(noise(0.05), silence, RATE) == pytest.approx(1.0)
