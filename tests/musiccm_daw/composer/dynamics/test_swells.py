from __future__ import annotations

from itertools import pairwise

import pytest

from musiccm_daw.composer.dynamics.swells import echo_at, fade_at, periods, swell_at


@pytest.mark.parametrize("bars", range(1, 40))
def test_periods_fill_a_passage(bars: int) -> None:
    ends = [first + length for first, length in periods(bars)]
    assert [first for first, _ in periods(bars)] == [0, *ends[:-1]]
    assert ends[-1] == bars
    assert max(length for _, length in periods(bars)) <= 12


@pytest.mark.parametrize("bars", [4, 7, 8, 12, 16, 20])
def test_a_swell_ends_where_it_began(bars: int) -> None:
    levels = [swell_at(at / 4, bars) for at in range(4 * bars)]
    assert swell_at(0.0, bars) == 0
    assert levels[-1] < 0.25
    assert 0.8 < max(levels) <= 1
    assert max(abs(after - before) for before, after in pairwise(levels)) < 0.35


def test_eight_bars_are_loudest_in_the_sixth() -> None:
    levels = [swell_at(bar, 8) for bar in range(8)]
    assert levels.index(max(levels)) in (5, 6)
    assert max(levels[:4]) < max(levels[4:])


def test_short_passages_do_not_swell() -> None:
    assert {swell_at(at / 2, 3) for at in range(6)} == {0.0}


def test_an_echo_is_the_answer_to_the_first_two_bars() -> None:
    assert [echo_at(bar + 0.5, 8) for bar in range(8)] == [0, 0, 1, 1, 0, 0, 0, 0]
    assert {echo_at(bar, 4) for bar in range(4)} == {0}


def test_the_last_two_bars_fade() -> None:
    levels = [fade_at(at / 2, 7) for at in range(14)]
    assert levels[:11] == [0] * 11
    assert levels[11:] == sorted(levels[11:])
    assert levels[-1] > 0.5
