from __future__ import annotations

from random import Random

import pytest

from musiccm_daw.composer.dynamics.accents import programmed_weights, weight_at, weights_of
from musiccm_daw.timebase import Meter


@pytest.mark.parametrize(
    "meter", ["4/4", "3/4", "6/8", "9/8", "12/8", "5/4", "7/8", "7/4", "11/8", "2/4", "2/2", "5/8"]
)
def test_the_first_beat_is_heaviest_and_16ths_between_are_lightest(meter: str) -> None:
    weights = weights_of(Meter.parse(meter), "downbeat")
    assert len(weights) == 4 * Meter.parse(meter).quarters_per_bar
    assert weights[0] == max(weights) == 1
    assert all(weight == min(weights) for weight in weights[1::2])


@pytest.mark.parametrize(("meter", "groups"), [("5/4", (0, 12)), ("7/8", (0, 4, 8)), ("6/8", (0, 6)), ("3/4", (0,))])
def test_odd_meters_have_their_groups(meter: str, groups: tuple[int, ...]) -> None:
    weights = weights_of(Meter.parse(meter), "downbeat")
    others = [weight for at, weight in enumerate(weights) if at not in groups]
    assert min(weights[at] for at in groups) > max(others)


def test_styles_lean_elsewhere() -> None:
    common = Meter(4, 4)
    back, up, swing = (weights_of(common, pulse) for pulse in ("backbeat", "upbeat", "swing"))
    assert min(back[4], back[12]) > max(back[0], back[8])
    assert min(up[2::4]) > max(up[0::4])
    assert min(swing[4], swing[12]) > max(swing[0], swing[8])
    assert swing[2] > swing[0]


def test_what_no_16th_begins_is_light() -> None:
    weights = weights_of(Meter(4, 4), "downbeat")
    assert weight_at(0.125, weights) < weight_at(0.25, weights) < weight_at(1.0, weights) < weight_at(0.0, weights)


def test_a_sequencer_s_accents_are_drawn_for_a_section() -> None:
    drawn = {programmed_weights(Random(seed)) for seed in range(20)}  # noqa: S311 (music, not secrets)
    assert len(drawn) > 2
    assert programmed_weights(Random(3)) == programmed_weights(Random(3))  # noqa: S311
