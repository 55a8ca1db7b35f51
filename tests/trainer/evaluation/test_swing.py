"""trainer/evaluation/swing.py on onset times that are known, and on hits."""

from fractions import Fraction

import numpy as np
import pytest

from musiccm_daw.composer.humanise import swung
from musiccm_daw.timebase import Meter, TimeGrid
from tests.trainer.metrics.signals import RATE, hits
from trainer.evaluation.swing import measure_swing, swing_unit
from trainer.metrics.onsets import onsets

GRID = TimeGrid(Fraction(100), Meter(4, 4), 2)
EIGHTH, SIXTEENTH = Fraction(1, 2), Fraction(1, 4)


def played(swing: float, unit: Fraction) -> np.ndarray:
    """Times of steady notes of a unit, swung as the corpus swings."""
    steps = np.arange(int(GRID.total_quarters / unit))
    return np.array([swung(float(step * unit), swing, float(unit)) for step in steps]) * float(60 / GRID.bpm)


@pytest.mark.parametrize("unit", [EIGHTH, SIXTEENTH])
@pytest.mark.parametrize("swing", [0.0, 0.4, 1.0])
def test_swing_is_what_the_corpus_calls_it(swing: float, unit: Fraction) -> None:
    assert measure_swing(played(swing, unit), GRID, unit) == pytest.approx(swing, abs=1e-6)


@pytest.mark.parametrize("swing", [0.0, 0.7])
def test_swing_is_measured_in_audio(swing: float) -> None:
    times = onsets(hits(played(swing, EIGHTH), float(GRID.total_seconds)), RATE)
    assert measure_swing(times, GRID, EIGHTH) == pytest.approx(swing, abs=0.06)


def test_straight_16ths_do_not_swing_the_8ths() -> None:
    """Nor do quarters, which say nothing about swing."""
    assert measure_swing(played(0.0, SIXTEENTH), GRID, EIGHTH) == pytest.approx(0.0, abs=1e-6)
    assert np.isnan(measure_swing(np.arange(8) * 0.6, GRID, EIGHTH))


def test_some_styles_swing_16ths() -> None:
    """Others, and unknown styles, 8ths."""
    assert (swing_unit("house"), swing_unit("jazz_swing"), swing_unit("")) == (SIXTEENTH, EIGHTH, EIGHTH)
