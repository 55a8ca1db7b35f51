"""Harmonic over percussive energy: more for what is held, less for what is struck, the same at every level."""

import math

import numpy as np
import pytest

from tests.trainer.metrics.signals import RATE, hits, tone
from trainer.metrics.harmonic_percussive import harmonic_over_percussive_db

HELD = tone(60, 4.0)
STRUCK = hits(np.arange(0, 4, 0.25), 4.0)
NOISE = 0.05 * np.random.default_rng(1).standard_normal(4 * RATE)


def test_what_is_held_lies_above_noise_and_what_is_struck_below() -> None:
    held, struck, noise = (harmonic_over_percussive_db(audio, RATE) for audio in (HELD, STRUCK, NOISE))
    assert held > 10 > abs(noise) + 9 > -9 > struck


def test_more_strokes_make_a_mix_less_harmonic() -> None:
    levels = [harmonic_over_percussive_db(HELD[: len(STRUCK)] + gain * STRUCK, RATE) for gain in (0.1, 1.0, 10.0)]
    assert levels == sorted(levels, reverse=True)


@pytest.mark.parametrize("gain", [0.01, 1.0])
def test_level_and_channels_do_not_matter(gain: float) -> None:
    stereo = np.stack([gain * STRUCK, gain * STRUCK], axis=1)
    assert harmonic_over_percussive_db(stereo, RATE) == pytest.approx(
        harmonic_over_percussive_db(STRUCK, RATE), abs=0.1
    )


def test_silence_has_neither() -> None:
    assert math.isnan(harmonic_over_percussive_db(np.zeros((RATE, 2), np.float32), RATE))
