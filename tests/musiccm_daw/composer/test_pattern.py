"""Patterns of meters that 4/4 cannot be cut to are for those meters alone."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.pattern import fitted_bars, steps_per_bar, written_for
from musiccm_daw.timebase import Meter

PATTERNS = ("x---x---x---x---", "x-x-x-x-x-x-x-x-x-x-x-x-x-x-x-x-", "x-----x-----x-----x-----", "x-x.x-x.x-x-x.")


@pytest.mark.parametrize(
    ("meter", "own"), [("4/4", PATTERNS[:2]), ("12/8", PATTERNS[2:3]), ("7/8", PATTERNS[3:]), ("5/4", PATTERNS[:2])]
)
def test_patterns_are_for_their_meters(meter: str, own: tuple[str, ...]) -> None:
    found = written_for(PATTERNS, Meter.parse(meter))
    assert found == own
    for pattern in found:
        assert {len(bar) for bar in fitted_bars(pattern, Meter.parse(meter))} == {steps_per_bar(Meter.parse(meter))}


def test_patterns_of_other_meters_alone_are_kept() -> None:
    assert written_for(PATTERNS[2:3], Meter(4, 4)) == PATTERNS[2:3]
