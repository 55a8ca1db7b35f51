"""trainer/metrics/onsets.py on synthetic hits and on plain lists."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.timebase import Meter, TimeGrid
from tests.trainer.metrics.signals import RATE, hits
from trainer.metrics.onsets import SIXTEENTHS, grid_errors, matches, near, onsets

GRID = TimeGrid(Fraction(120), Meter(4, 4), 2)
TIMES = st.lists(st.integers(0, 400).map(lambda step: step / 100), max_size=12)


def test_hits_are_found_to_the_hop() -> None:
    times = np.arange(0.0, 3.9, 0.25)
    found = onsets(hits(times, 4.0), RATE)
    assert len(found) == len(times)
    assert np.abs(found - times).max() < 0.006


def test_steady_noise_has_no_onset_but_its_start() -> None:
    noise = 0.01 * np.random.default_rng(0).standard_normal(4 * RATE)
    assert len(onsets(noise, RATE)) == 1


def test_near_keeps_what_has_a_neighbour() -> None:
    assert near(np.array([0.5, 1.0, 2.0]), [0.99, 2.1]).tolist() == [1.0]
    assert near(np.array([0.5]), []).tolist() == []


def test_silence_has_no_onsets() -> None:
    assert len(onsets(np.zeros((RATE, 2)), RATE)) == 0


def test_each_onset_is_matched_once() -> None:
    assert matches([1.0, 1.01], [1.005]) == 1
    assert matches([1.0], [0.98, 1.02]) == 1
    assert matches([1.0, 2.0], [1.029, 2.031]) == 1
    assert matches([], [1.0]) == 0


@given(TIMES, TIMES)
def test_matching_is_the_largest_possible(reference: list[float], estimate: list[float]) -> None:
    # Tolerance between two steps of 10 ms, so that no pair lies on the edge.
    tolerance = 0.035
    partner: dict[int, int] = {}

    def augment(i: int, seen: set[int]) -> bool:
        for j, time in enumerate(estimate):
            if abs(reference[i] - time) <= tolerance and j not in seen:
                seen.add(j)
                if j not in partner or augment(partner[j], seen):
                    partner[j] = i
                    return True
        return False

    largest = sum(augment(i, set()) for i in range(len(reference)))
    assert matches(reference, estimate, tolerance) == largest


def test_16ths_and_triplets_are_on_the_grid_and_the_rest_is_not() -> None:
    quarter = 0.5
    on_grid = np.array([0, 0.125, quarter / 3, quarter / 6, 3.5 + 2 * quarter / 3])
    assert grid_errors(on_grid, GRID).distances.max() < 1e-9
    straight = grid_errors(on_grid, GRID, SIXTEENTHS)
    assert straight.within == 2
    late = grid_errors(np.array([0.04]), GRID)
    assert late.distances[0] == pytest.approx(0.04)
    assert late.within == 0


def test_chance_is_what_random_onsets_score() -> None:
    random_times = np.random.default_rng(0).uniform(0, 4, 20_000)
    for lines in (SIXTEENTHS, None):
        errors = grid_errors(random_times, GRID, lines) if lines else grid_errors(random_times, GRID)
        assert errors.within / 20_000 == pytest.approx(errors.chance_share, abs=0.01)
