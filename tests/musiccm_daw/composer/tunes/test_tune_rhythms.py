"""Rhythms of tunes: banks from sparse to dense, which fit every meter."""

from __future__ import annotations

from random import Random

import pytest

from musiccm_daw.composer.pattern import steps_per_bar
from musiccm_daw.composer.tunes.tune_form import drawn_tune
from musiccm_daw.composer.tunes.tune_rhythms import BANKS, rhythms_near
from musiccm_daw.timebase import Meter
from tests.musiccm_daw.composer.passages import METERS


@pytest.mark.parametrize("bank", sorted(BANKS))
def test_rhythms_have_two_bars_of_sixteen_marks(bank: str) -> None:
    for rhythm in BANKS[bank].rhythms:
        assert [len(bar) for bar in rhythm.split("|")] == [16, 16], rhythm
        assert set(rhythm) <= set("x-.|")
    for rhythm in BANKS[bank].own:
        first, second = map(len, rhythm.split("|"))
        assert first == second != 16, rhythm
        assert set(rhythm) <= set("x-.|")


@pytest.mark.parametrize("bank", sorted(BANKS))
def test_banks_reach_from_sparse_to_dense(bank: str) -> None:
    counts = [rhythm.count("x") / 2 for rhythm in BANKS[bank].rhythms]
    assert min(counts) <= 2.5
    assert max(counts) >= 7


@pytest.mark.parametrize("meter", [*METERS, "2/4", "1/4", "9/8", "3/8", "11/8", "5/8"])
@pytest.mark.parametrize("bank", sorted(BANKS))
def test_rhythms_and_tunes_fill_the_bars_of_a_meter(bank: str, meter: str) -> None:
    parsed = Meter.parse(meter)
    length = steps_per_bar(parsed)
    for strikes in (2, 6, 10):
        for rhythm in rhythms_near(BANKS[bank], parsed, strikes):
            assert [len(bar) for bar in rhythm] == [length, length]
    for seed in range(20):
        for bar in drawn_tune(Random(seed), BANKS[bank], "medium", parsed).bars:  # noqa: S311
            assert len(bar.marks) == length
            assert bar.marks.count("x") == len(bar.places)
