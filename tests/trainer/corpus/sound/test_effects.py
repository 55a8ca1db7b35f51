"""Effects keep length and onsets, stay finite, and do what their names say."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.corpus.sound.effects import EFFECTS, HISS_DB, Surroundings, apply_effects
from trainer.corpus.sound.oscillators import SAMPLE_RATE

ONSET = 10_000


def surroundings(*kicks: int, seed: int = 1) -> Surroundings:
    return Surroundings(SAMPLE_RATE / 2, kicks, np.random.default_rng(seed))


def burst() -> np.ndarray:
    """Return silence, then a decaying tone of 500 Hz from `ONSET` on, a little to the left."""
    time = np.arange(2 * SAMPLE_RATE - ONSET) / SAMPLE_RATE
    tone = np.sin(2 * np.pi * 500 * time) * np.exp(-time / 0.3)
    audio = np.zeros((2, 2 * SAMPLE_RATE), np.float32)
    audio[:, ONSET:] = tone * np.array([[0.6], [0.4]])
    return audio


@pytest.mark.parametrize("name", EFFECTS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_length_and_onset_stay(name: str, seed: int) -> None:
    wet = apply_effects(burst(), [name], surroundings(seed=seed))
    assert wet.shape == (2, 2 * SAMPLE_RATE)
    assert wet.dtype == np.float32
    assert np.isfinite(wet).all()
    level = np.abs(wet).max(axis=0)
    first = int(np.argmax(level > 0.15 * level.max()))
    assert abs(first - ONSET) < 0.003 * SAMPLE_RATE
    # The loudness stays near that of the dry sound.
    assert 0.4 < np.sqrt((wet**2).mean() / (burst() ** 2).mean()) < 2.5


def test_all_together_in_any_order_are_the_same_chain() -> None:
    forward = apply_effects(burst(), list(EFFECTS), surroundings())
    backward = apply_effects(burst(), list(EFFECTS)[::-1], surroundings())
    assert np.array_equal(forward, backward)


def test_tape_hiss_stays_under_60_db() -> None:
    wet = apply_effects(burst(), ["tape"], surroundings())
    hiss = np.abs(wet[:, : ONSET - 100]).max() / np.abs(wet).max()
    assert 0 < hiss < 10 ** ((HISS_DB + 2) / 20)


def test_sidechain_ducks_under_the_kick_only() -> None:
    steady = np.ones((2, 2 * SAMPLE_RATE), np.float32)
    ducked = apply_effects(steady, ["sidechain"], surroundings(30_000))
    assert np.array_equal(ducked[:, :30_000], steady[:, :30_000])
    assert ducked[0, 30_150] < 0.5
    assert ducked[0, 30_000 + SAMPLE_RATE // 2] == 1.0
    assert np.array_equal(apply_effects(steady, ["sidechain"], surroundings()), steady)


def test_delay_repeats_in_tempo() -> None:
    click = np.zeros((2, 2 * SAMPLE_RATE), np.float32)
    click[:, 0] = 1.0
    wet = np.abs(apply_effects(click, ["delay"], surroundings())).max(axis=0)
    echo = int(np.argmax(wet[1000:])) + 1000
    assert any(abs(echo - quarters * SAMPLE_RATE / 2) < 40 for quarters in (0.5, 0.75, 1.0))


def test_unknown_effect_is_refused() -> None:
    with pytest.raises(ValueError, match="flanger"):
        apply_effects(burst(), ["flanger"], surroundings())
