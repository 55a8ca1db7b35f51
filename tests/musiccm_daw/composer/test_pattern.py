"""Patterns of 4/4 are cut to other meters, and those that are written for a meter are played there as they stand."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.pattern import fitted_bars, steps_per_bar, suited
from musiccm_daw.timebase import Meter

SIX, TWELVE, COMMON = Meter(6, 8), Meter(12, 8), Meter(4, 4)
BELL = "x...x...x.x...x...x...x."


def test_a_bar_of_twelve_eighths_is_two_of_six() -> None:
    assert fitted_bars(BELL, TWELVE) == [BELL]
    assert fitted_bars(BELL, SIX) == [BELL[:12], BELL[12:]]
    assert fitted_bars(BELL + BELL, TWELVE) == [BELL, BELL]


@pytest.mark.parametrize("meter", ["4/4", "3/4", "2/4", "6/8", "12/8", "5/4", "7/8", "9/8", "11/8"])
def test_bars_have_the_length_of_the_meter(meter: str) -> None:
    parsed = Meter.parse(meter)
    for pattern in ("x" * 16, "x" * 32, "x" * 64, "x" * steps_per_bar(parsed)):
        assert {len(bar) for bar in fitted_bars(pattern, parsed)} == {steps_per_bar(parsed)}


def test_patterns_of_the_meter_are_preferred() -> None:
    patterns = ("x" * 16, "x" * 12, "x" * 14, "x" * 32)
    assert suited(patterns, SIX) == ("x" * 12,)
    assert suited(patterns, Meter(7, 8)) == ("x" * 14,)
    assert suited(patterns, COMMON) == suited(patterns, Meter(5, 4)) == ("x" * 16, "x" * 32)
    assert suited(("x" * 12,), COMMON) == ("x" * 12,)
    assert suited(("x" * 16, "x" * 24), Meter(12, 8)) == ("x" * 24,)
