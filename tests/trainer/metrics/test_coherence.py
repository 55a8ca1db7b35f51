"""Coherence: timbre knows sound and not order, drift is a slope."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from musiccm_daw.timebase import Meter, TimeGrid
from trainer.metrics.coherence import drift_ms_per_minute, first_to_last_distance, timbre_distance

RATE = 44_100
GRID = TimeGrid(Fraction(120), Meter(4, 4), 60)


def notes(pitches: list[int], brightness: float) -> np.ndarray:
    """Half a second a note: a fundamental and its octave."""
    time = np.arange(RATE // 2) / RATE
    parts = []
    for pitch in pitches:
        hz = 440 * 2 ** (pitch / 12)
        parts.append(0.2 * np.sin(2 * np.pi * hz * time) + 0.2 * brightness * np.sin(2 * np.pi * 8 * hz * time))
    return np.concatenate(parts)


def test_the_same_notes_in_another_order_have_the_same_timbre() -> None:
    first, turned = notes([0, 4, 7, 12], 0.3), notes([7, 12, 0, 4], 0.3)
    brighter = notes([0, 4, 7, 12], 1.0)
    assert timbre_distance(first, turned, RATE) < 0.25 * timbre_distance(first, brighter, RATE)


def test_a_piece_that_changes_its_sound_is_further_from_itself() -> None:
    steady = notes([0, 4, 7, 12] * 2, 0.3)
    changing = np.concatenate([notes([0, 4, 7, 12], 0.3), notes([0, 4, 7, 12], 1.0)])
    assert first_to_last_distance(steady, RATE) < 0.01
    assert first_to_last_distance(changing, RATE) > 0.1


@pytest.mark.parametrize("drift", [0.0, 3.0, -5.0])
def test_drift_is_found_among_stray_onsets(drift: float) -> None:
    rng = np.random.default_rng(1)
    times = np.arange(0, 110, 0.5)
    late = times + drift / 1_000 * times / 60 + rng.normal(0, 0.001, len(times))
    stray = rng.uniform(0, 110, 20)
    assert drift_ms_per_minute(np.sort(np.concatenate([late, stray])), GRID) == pytest.approx(drift, abs=0.5)


def test_a_few_onsets_have_no_slope() -> None:
    assert np.isnan(drift_ms_per_minute(np.arange(5.0), GRID))
