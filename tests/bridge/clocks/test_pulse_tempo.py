"""Tempi of simulated pulses, each a little early or late."""

from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bridge.clocks.pulse_tempo import PULSES_PER_QUARTER, PulseTempo

TWO_BARS = 8 * PULSES_PER_QUARTER
JITTER_SECONDS = 0.001
tempi = st.decimals(20, 300, places=2).map(float)
seeds = st.integers(0, 2**32 - 1)


def pulses(bpms: Iterable[float], seed: int | None = None) -> list[float]:
    """Return the times of pulses, one for each tempo, at most 1 ms early or late, in the order in which they come."""
    exact = np.cumsum([60 / (PULSES_PER_QUARTER * bpm) for bpm in bpms])
    if seed is None:
        return list(exact)
    jitter = np.random.default_rng(seed).uniform(-JITTER_SECONDS, JITTER_SECONDS, len(exact))
    return list(np.maximum.accumulate(exact + jitter))


def measured(times: Sequence[float], tempo: PulseTempo | None = None) -> PulseTempo:
    tempo = PulseTempo() if tempo is None else tempo
    for seconds in times:
        tempo.add(seconds)
    tempo.measure()
    return tempo


@settings(max_examples=20)
@given(bpm=tempi, seed=seeds)
def test_two_bars_give_the_tempo_within_a_tenth(bpm: float, seed: int) -> None:
    assert measured(pulses([bpm] * (TWO_BARS + 1), seed)).bpm == pytest.approx(bpm, abs=0.1)


@settings(max_examples=20)
@given(bpm=tempi)
def test_an_exact_clock_gives_the_exact_tempo_after_a_beat(bpm: float) -> None:
    assert measured(pulses([bpm] * (PULSES_PER_QUARTER + 1))).bpm == bpm


def test_jitter_delays_the_first_tempo_by_at_most_a_bar() -> None:
    times = pulses([300.0] * (4 * PULSES_PER_QUARTER + 2), seed=1)
    assert measured(times[: PULSES_PER_QUARTER + 1]).bpm is None
    assert measured(times).bpm == pytest.approx(300, abs=0.5)


@settings(max_examples=20)
@given(first=tempi, last=tempi, seed=seeds)
def test_a_ramp_is_followed_to_its_end(first: float, last: float, seed: int) -> None:
    steady, ramp = [first] * TWO_BARS, list(np.linspace(first, last, TWO_BARS))
    times = pulses([*steady, *ramp, *[last] * (TWO_BARS + 1)], seed)
    tempo = PulseTempo()
    for at in range(0, len(times), PULSES_PER_QUARTER // 2):
        measured(times[at : at + PULSES_PER_QUARTER // 2], tempo)
        passed = at + PULSES_PER_QUARTER // 2 - TWO_BARS
        if 0 < passed <= TWO_BARS:
            # It is at most a bar behind; over the last beat alone, jitter counts.
            bar_ago, now = ramp[max(0, passed - 4 * PULSES_PER_QUARTER - 1)], ramp[passed - 1]
            error = 0.1 + (max(bar_ago, now) / 120) ** 2
            assert min(bar_ago, now) - error <= (tempo.bpm or 0) <= max(bar_ago, now) + error
    assert tempo.bpm == pytest.approx(last, abs=0.12)


@settings(max_examples=20)
@given(bpm=tempi, later=tempi, seed=seeds)
def test_two_bars_after_a_step_the_new_tempo_stands(bpm: float, later: float, seed: int) -> None:
    tempo = measured(pulses([bpm] * 3 * TWO_BARS, seed))
    measured(pulses([*[bpm] * 3 * TWO_BARS, *[later] * (TWO_BARS + 1)], seed)[3 * TWO_BARS :], tempo)
    assert tempo.bpm == pytest.approx(later, abs=0.12)


@settings(max_examples=20)
@given(bpm=tempi, seed=seeds, late=st.sets(st.integers(1, TWO_BARS - 1), max_size=8))
@example(bpm=160.98, seed=1045, late={1, 2, 144, 157, 159})
def test_pulses_that_are_handed_over_late_do_not_count(bpm: float, seed: int, late: set[int]) -> None:
    times = np.array(pulses([bpm] * (TWO_BARS + 1), seed))
    for pulse in late:
        times[pulse] += 0.03
    assert measured(np.maximum.accumulate(times)).bpm == pytest.approx(bpm, abs=0.12)


@settings(max_examples=20)
@given(bpm=tempi, seed=seeds, at=st.integers(1, TWO_BARS - 37), late=st.floats(0.02, 0.5))
@example(bpm=48.73, seed=1, at=148, late=0.25)
def test_a_beat_after_the_driver_stood_still_the_tempo_is_what_it_was(
    bpm: float, seed: int, at: int, late: float
) -> None:
    tempo = measured(pulses([bpm] * (TWO_BARS + 1), seed))
    times = np.array(pulses([bpm] * 2 * TWO_BARS, seed))
    times[TWO_BARS + at :] += late
    for start in range(TWO_BARS + 1, 2 * TWO_BARS, PULSES_PER_QUARTER // 2):
        measured(times[start : start + PULSES_PER_QUARTER // 2], tempo)
    # Over the last beat alone, jitter counts.
    assert tempo.bpm == pytest.approx(bpm, abs=0.2 + (bpm / 100) ** 2)


def test_after_a_silence_the_last_tempo_stays_until_there_is_another() -> None:
    tempo = measured(pulses([120.0] * TWO_BARS))
    later = [1000.0 + seconds for seconds in pulses([90.0] * TWO_BARS)]
    assert measured(later[:PULSES_PER_QUARTER], tempo).bpm == 120
    assert measured(later[PULSES_PER_QUARTER:], tempo).bpm == 90


def test_pulses_that_come_all_at_once_change_nothing() -> None:
    tempo = measured(pulses([120.0] * TWO_BARS))
    assert measured([1000.0] * TWO_BARS, tempo).bpm == 120


def test_a_tempo_that_is_steady_does_not_flicker() -> None:
    times = pulses([121.97] * 6 * TWO_BARS, seed=3)
    tempo = measured(times[:TWO_BARS])
    seen = {measured(times[at : at + 8], tempo).bpm for at in range(TWO_BARS, len(times), 8)}
    assert len(seen) <= 3
    assert all(bpm == pytest.approx(121.97, abs=0.03) for bpm in seen)
