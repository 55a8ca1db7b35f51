"""trainer/metrics/distances.py: known Gaussians, unbiased kernels, intervals that cover."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from trainer.metrics.distances import Embedded, frechet, frechet_distance, kernel_distance
from trainer.metrics.intervals import Jackknifed

WIDTH = 4
Distance = Callable[[Embedded, Embedded], Jackknifed]
BOTH = pytest.mark.parametrize("distance", [frechet_distance, kernel_distance])


def drawn(rng: np.random.Generator, songs: int, *, mean: float = 0.0, scale: float = 1.0, first: int = 0) -> Embedded:
    """Two clips of three windows a song; what songs differ in is half of all variance."""
    clips, of_song = [], []
    for song in range(first, first + songs):
        centre = mean + scale * np.sqrt(0.5) * rng.standard_normal(WIDTH)
        for _ in range(2):
            clips.append(centre + scale * np.sqrt(0.5) * rng.standard_normal((3, WIDTH)))
            of_song.append(song)
    return Embedded(clips, of_song)


def test_the_frechet_distance_of_known_gaussians() -> None:
    mean, covariance = np.zeros(2), np.diag([1.0, 4.0])
    assert frechet(mean, covariance, mean, covariance) == pytest.approx(0, abs=1e-12)
    # Means 3 and 4 apart; standard deviations 1 to 2 and 2 to 5: 25 + 1 + 9.
    assert frechet(mean, covariance, np.array([3.0, 4.0]), np.diag([4.0, 25.0])) == pytest.approx(35)


def test_the_frechet_distance_is_symmetric_where_covariances_do_not_commute() -> None:
    a, b = np.array([[2.0, 1.0], [1.0, 1.0]]), np.array([[1.0, -0.5], [-0.5, 3.0]])
    mean = np.zeros(2)
    assert frechet(mean, a, mean, b) == pytest.approx(frechet(mean, b, mean, a))


@BOTH
def test_equal_distributions_are_at_distance_zero_on_average(distance: Distance) -> None:
    rng = np.random.default_rng(1)
    found = [distance(drawn(rng, 20), drawn(rng, 30, first=100)) for _ in range(30)]
    values = np.array([one.value for one in found])
    error = values.std() / np.sqrt(len(values))
    assert abs(values.mean()) < 3 * error
    if distance is frechet_distance:
        # What the jackknife takes away is real: the plain figure is far above zero.
        assert np.mean([one.raw for one in found]) > 10 * error


@BOTH
def test_intervals_cover_the_distance_that_many_clips_show(distance: Distance) -> None:
    rng = np.random.default_rng(2)
    truth = distance(drawn(rng, 150, mean=0.7), drawn(rng, 150, first=1_000)).value
    estimates = [distance(drawn(rng, 20, mean=0.7), drawn(rng, 30, first=1_000)).estimate() for _ in range(40)]
    covered = sum(estimate.low <= truth <= estimate.high for estimate in estimates)
    # 38 are to be expected; 31 or fewer would come by chance once in 2 000 times.
    assert covered >= 32


@BOTH
def test_farther_music_is_farther(distance: Distance) -> None:
    rng = np.random.default_rng(3)
    reference = drawn(rng, 30, first=100)
    near, far = (distance(drawn(rng, 20, mean=mean), reference) for mean in (0.5, 1.5))
    assert near.value < far.value
    assert far.over(near).value == pytest.approx(far.value / near.value)
    assert far.over(far).low == far.over(far).high == 1


def test_clips_of_one_song_are_never_compared() -> None:
    rng = np.random.default_rng(4)
    clips = [rng.standard_normal((3, WIDTH)) for _ in range(4)]
    assert np.isnan(kernel_distance(Embedded(clips, [1, 1, 1, 1]), Embedded(clips, [1, 1, 1, 1])).value)


def test_a_clip_counts_once_in_the_kernel_distance_however_many_windows_it_has() -> None:
    rng = np.random.default_rng(5)
    reference = drawn(rng, 10, first=100)
    clips = [rng.standard_normal((1, WIDTH)) for _ in range(6)]
    repeated = [np.repeat(clip, 1 + number, axis=0) for number, clip in enumerate(clips)]
    songs = list(range(6))
    plain, long = (kernel_distance(Embedded(some, songs), reference).raw for some in (clips, repeated))
    assert plain == pytest.approx(long)
