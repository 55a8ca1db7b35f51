"""trainer/metrics/intervals.py against known values."""

import math

import pytest

from trainer.metrics.intervals import mean, pooled_ratio, wilson


def test_wilson_agrees_with_the_published_example() -> None:
    # 81 of 263: 0.2553 to 0.3662 (Newcombe 1998, table I, method 3).
    estimate = wilson(81, 263)
    assert (estimate.low, estimate.high) == (pytest.approx(0.2553, abs=1e-4), pytest.approx(0.3662, abs=1e-4))


@pytest.mark.parametrize("successes", [0, 20])
def test_wilson_stays_inside_0_and_1_and_is_never_empty(successes: int) -> None:
    estimate = wilson(successes, 20)
    assert 0 <= estimate.low < estimate.high <= 1


def test_a_ratio_weighs_clips_by_what_there_was_to_find_and_skips_empty_ones() -> None:
    estimate = pooled_ratio([1, 9, 0], [2, 10, 0])
    assert estimate.value == pytest.approx(10 / 12)
    assert estimate.count == 2


def test_an_interval_over_clips_is_wider_than_over_their_bars_when_bars_of_a_clip_agree() -> None:
    by_clip = pooled_ratio([8.0, 0.0] * 10, [8.0] * 20)
    by_bar = wilson(80, 160)
    assert by_clip.high - by_clip.low > 1.5 * (by_bar.high - by_bar.low)


def test_the_interval_of_a_mean_shrinks_with_the_number_of_clips() -> None:
    few, many = mean([1.0, 2.0, 3.0] * 3), mean([1.0, 2.0, 3.0] * 30)
    assert few.low < many.low < 2.0 < many.high < few.high


def test_nothing_measured_says_so() -> None:
    estimate = pooled_ratio([], [])
    assert math.isnan(estimate.value)
    assert estimate.percent() == estimate.number() == "–"
