"""trainer/metrics/sanity.py on signals with one fault each."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from musiccm_daw.timebase import Meter, TimeGrid
from tests.trainer.metrics.signals import RATE
from trainer.metrics.sanity import sanity, true_peak_db

GRID = TimeGrid(Fraction(120), Meter(4, 4), 4)
SAMPLES = GRID.total_samples(RATE)


def loop(cycles_hz: float = 220.0, level: float = 0.3) -> NDArray[np.float64]:
    """A stereo sine with a whole number of cycles in 8 s, so that it closes, under quiet noise."""
    time = np.arange(SAMPLES) / RATE
    left = level * np.sin(2 * np.pi * cycles_hz * time)
    noise = 0.01 * np.random.default_rng(0).standard_normal((SAMPLES, 2))
    return np.stack([left, left], axis=1) + noise


def test_a_steady_loop_has_no_fault_and_no_seam() -> None:
    measured = sanity(loop(), RATE, GRID)
    assert measured.faults == ()
    assert measured.last_bar_db == pytest.approx(0, abs=0.1)
    assert measured.seam_flux_ratio == pytest.approx(1, abs=0.5)
    assert not measured.clicks


def test_silence_clipping_and_an_early_end_are_named() -> None:
    silent, clipped, short = loop() * 1e-4, loop(level=1.0), loop()
    short[SAMPLES * 3 // 4 :] *= 0.2
    assert sanity(silent, RATE, GRID).faults == ("silent",)
    assert sanity(clipped, RATE, GRID).faults == ("clipped",)
    assert sanity(short, RATE, GRID).faults == ("ends early",)


def test_one_hot_attack_raises_the_crest_factor() -> None:
    sine = np.tile(0.3 * np.sin(2 * np.pi * 220 * np.arange(SAMPLES) / RATE)[:, None], 2)
    clicking = sine.copy()
    clicking[SAMPLES // 2] = 0.9
    assert sanity(sine, RATE, GRID).crest_db == pytest.approx(3.01, abs=0.05)
    # Three times the sine's peak: 9.54 dB more.
    assert sanity(clicking, RATE, GRID).crest_db == pytest.approx(12.55, abs=0.1)


def test_total_silence_is_measured_without_a_warning() -> None:
    measured = sanity(np.zeros((SAMPLES, 2)), RATE, GRID)
    assert measured.faults == ("silent",)
    assert measured.lufs == float("-inf")


def test_the_true_peak_lies_between_the_samples() -> None:
    # A quarter-rate sine at 45 degrees: samples at 0.707, peak at 1 (BS.1770-5, annex 2).
    quarter_rate = np.sin(np.pi / 2 * np.arange(4_000) + np.pi / 4) * np.hanning(4_000)
    assert true_peak_db(quarter_rate) == pytest.approx(0, abs=0.1)


def test_a_jump_at_the_seam_is_a_click() -> None:
    # 220.03 Hz leaves a quarter of a cycle over in 8 s: the loop jumps from 0.3 to 0.
    assert not sanity(loop(220.0), RATE, GRID).clicks
    assert sanity(loop(220.03125), RATE, GRID).clicks


def test_width_is_minus_100_for_mono_and_0_for_unrelated_channels() -> None:
    rng = np.random.default_rng(0)
    mono = np.repeat(rng.standard_normal((SAMPLES, 1)), 2, axis=1) * 0.1
    wide = rng.standard_normal((SAMPLES, 2)) * 0.1
    assert sanity(mono, RATE, GRID).width_db == -100
    assert sanity(wide, RATE, GRID).width_db == pytest.approx(0, abs=0.2)


def test_one_bar_has_no_inner_bar_line_to_compare_with() -> None:
    one = TimeGrid(Fraction(120), Meter(4, 4), 1)
    assert np.isnan(sanity(loop()[: one.total_samples(RATE)], RATE, one).seam_flux_ratio)
