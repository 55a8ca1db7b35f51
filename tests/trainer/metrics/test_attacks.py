"""AttackProfile: struck notes have more onsets and steeper rises than held ones."""

import numpy as np
from numpy.typing import NDArray

from trainer.metrics.attacks import attacks, attacks_summary

RATE = 44_100
SECONDS, BARS = 4.0, 2


def tones(struck: bool) -> NDArray[np.float32]:
    """A chord for four seconds: struck anew every half second, or held with a slow swell."""
    time = np.arange(int(SECONDS * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * hertz * time) for hertz in (220.0, 277.2, 329.6))
    level = np.exp(-5 * np.mod(time, 0.5)) if struck else 0.5 - 0.5 * np.cos(2 * np.pi * time / SECONDS)
    return np.asarray(0.2 * level * wave, dtype=np.float32)


def test_struck_notes_are_counted_to_the_bar() -> None:
    """Eight chords in two bars."""
    assert attacks(tones(struck=True), RATE, BARS).onsets_per_bar == 4


def test_a_held_chord_rises_less() -> None:
    """The same chord that swells."""
    struck, held = attacks(tones(struck=True), RATE, BARS), attacks(tones(struck=False), RATE, BARS)
    assert held.onsets_per_bar < struck.onsets_per_bar
    assert held.rise_db_per_bar < struck.rise_db_per_bar


def test_silence_has_none() -> None:
    """Neither onsets nor rises."""
    silent = attacks(np.zeros((RATE, 2), dtype=np.float32), RATE, 1)
    assert (silent.onsets_per_bar, silent.rise_db_per_bar) == (0.0, 0.0)


def test_a_summary_is_the_mean_with_its_interval() -> None:
    """Over clips."""
    pooled = attacks_summary([attacks(tones(struck=True), RATE, BARS)] * 3)
    assert pooled.onsets_per_bar.value == 4
    assert pooled.onsets_per_bar.count == 3
