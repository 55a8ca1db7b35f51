"""Seams: a cut is found, a struck downbeat is not a click, and borders are compared with the clip's own bar lines."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from musiccm_daw.timebase import Meter, TimeGrid
from trainer.metrics.seams import bar_line_fluxes, flux_ratio, loop_join, window_borders

RATE = 44_100
GRID = TimeGrid(Fraction(120), Meter(4, 4), 4)


def tone(hz: float, samples: int) -> np.ndarray:
    wave: np.ndarray = 0.3 * np.sin(2 * np.pi * hz * np.arange(samples) / RATE)
    return wave


def struck(samples: int) -> np.ndarray:
    """A drum on every beat: noise that starts within a millisecond and dies away."""
    beat = RATE // 2
    time = np.arange(samples) % beat
    hit = np.minimum(time / 40, 1) * np.exp(-time / 3_000)
    wave: np.ndarray = hit * np.tile(np.random.default_rng(1).normal(0, 0.2, beat), samples // beat)
    return wave


def test_a_struck_downbeat_is_no_click() -> None:
    assert not loop_join(struck(GRID.total_samples(RATE)), RATE).clicks


def test_a_whole_number_of_periods_closes_and_a_broken_one_clicks() -> None:
    samples = GRID.total_samples(RATE)
    assert not loop_join(tone(220.0, samples), RATE).clicks
    # Half a period is missing: the wave jumps from its bottom to its middle.
    broken = loop_join(tone(220.0 + 0.25 / 8, samples), RATE)
    assert broken.clicks
    assert broken.bend > 10


def test_one_wrong_sample_on_a_downbeat_is_a_click() -> None:
    audio = struck(GRID.total_samples(RATE))
    audio[0] += 1.0
    assert loop_join(audio, RATE).clicks


def test_a_change_of_sound_at_a_border_shows() -> None:
    samples = GRID.total_samples(RATE)
    even = struck(samples)
    fluxes = bar_line_fluxes(even, RATE, GRID)
    assert len(fluxes) == 4
    assert flux_ratio(fluxes, {2}) == pytest.approx(1, abs=0.05)
    changed = np.where(np.arange(samples) < samples // 2, tone(500.0, samples), tone(3_000.0, samples))
    assert flux_ratio(bar_line_fluxes(changed, RATE, GRID), {2}) > 1.1


def test_borders_are_the_bar_lines_on_which_windows_begin_or_end() -> None:
    assert window_borders((0, 96, 192), 192, 384, 48) == {2, 4, 6}
    assert window_borders((0, 96), 96, 192, 48) == {2}
    # Off the bar lines there is nothing to hold them against.
    assert window_borders((0, 30), 60, 90, 48) == set()
    assert np.isnan(flux_ratio(np.ones(4), set()))
