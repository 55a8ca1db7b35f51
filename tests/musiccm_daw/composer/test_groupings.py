"""Uneven meters: groups of two and three pulses fill the bar, and patterns are made of them."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.groupings import bar_of_groups, grouping
from musiccm_daw.composer.pattern import steps_per_bar
from musiccm_daw.timebase import Meter


@pytest.mark.parametrize(
    ("meter", "groups"),
    [
        ("5/8", (2, 3)),
        ("7/8", (2, 2, 3)),
        ("9/8", (2, 2, 2, 3)),
        ("11/8", (2, 2, 3, 2, 2)),
        ("11/16", (2, 2, 3, 2, 2)),
        ("4/4", (3, 3, 2)),
        ("6/8", (3, 3)),
        ("3/4", (2, 2, 2)),
    ],
)
def test_meters_have_their_groups(meter: str, groups: tuple[int, ...]) -> None:
    assert grouping(Meter.parse(meter)) == groups


@pytest.mark.parametrize("denominator", [2, 4, 8, 16])
@pytest.mark.parametrize("numerator", range(1, 17))
def test_groups_fill_any_bar(numerator: int, denominator: int) -> None:
    meter = Meter(numerator, denominator)
    bar = bar_of_groups("X-x.|X-x-x.;o-x.|o-x-x.", meter)
    assert len(bar) == steps_per_bar(meter)
    assert bar[0] == "X"


def test_cells_take_turns() -> None:
    assert bar_of_groups("R---|R-----;5---|5-----", Meter(7, 8)) == "R---5---R-----"
    assert bar_of_groups("R---|R-----;5---|5-----", Meter(11, 8)) == "R---5---R-----5---R---"
