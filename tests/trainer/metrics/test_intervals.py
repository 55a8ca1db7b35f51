"""trainer/metrics/intervals.py against known values."""

import math

import numpy as np
import pytest

from trainer.metrics.intervals import groups_of, jackknife, mean, median, pooled_ratio, wilson


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
    too_few = jackknife(lambda indices: float("nan"), [1, 2]).estimate()
    assert (too_few.count, too_few.number()) == (2, "–")


def test_a_jackknifed_mean_has_the_textbook_interval() -> None:
    values = np.array([1.0, 2.0, 4.0, 7.0, 11.0])
    found = jackknife(lambda indices: float(values[indices].mean()), range(5))
    estimate = found.estimate()
    half = 2.776445 * values.std(ddof=1) / math.sqrt(5)
    assert found.value == pytest.approx(5)
    assert (estimate.low, estimate.high) == pytest.approx((5 - half, 5 + half), abs=1e-5)


def test_the_jackknife_takes_the_first_order_bias_away() -> None:
    values = np.random.default_rng(0).standard_normal(12)
    found = jackknife(lambda indices: float(values[indices].var()), range(12))
    assert found.value == pytest.approx(values.var(ddof=1))


def test_clips_of_one_song_are_left_out_together() -> None:
    groups = groups_of(["a", "b", "a", "c", "b"], groups=2)
    assert [group.tolist() for group in groups] == [[0, 2, 3], [1, 4]]


def test_a_ratio_of_paired_figures_is_narrower_than_either() -> None:
    rng = np.random.default_rng(0)
    common = 5 + 2 * rng.standard_normal(40)
    first, second = common + 0.1 * rng.standard_normal(40), 2 * common
    one, two = (
        jackknife(lambda indices, values=values: float(values[indices].mean()), range(40)) for values in (first, second)
    )
    ratio, alone = one.over(two), one.estimate()
    assert ratio.low < 0.5 < ratio.high
    assert (ratio.high - ratio.low) / ratio.value < 0.2 * (alone.high - alone.low) / alone.value


def test_one_group_says_nothing_about_chance() -> None:
    estimate = jackknife(lambda indices: float(len(indices)), [7, 7]).estimate()
    assert (estimate.value, estimate.low, estimate.high) == (2, -math.inf, math.inf)


def test_a_median_is_not_moved_by_one_clip_nor_by_what_is_no_number() -> None:
    estimate = median([1.0, 2.0, 3.0, 1e9, math.nan, -math.inf])
    assert (estimate.value, estimate.count) == (2.5, 4)
