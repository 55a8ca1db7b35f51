"""Bars of audio that is whole bars are counted at any tempo; audio that ends within a bar is noticed."""

from __future__ import annotations

import numpy as np
import pytest

from musiccm_daw.analysis.beats import ANALYSIS_RATE, Attacks, measure_attacks
from musiccm_daw.analysis.whole_bars import FASTEST_BPM, METERS, SLOWEST_BPM, Count, likeliest, possible_counts
from musiccm_daw.timebase import MAX_BARS, Meter
from tests.musiccm_daw.analysis.music import chords, drums


def measured(audio: np.ndarray) -> tuple[Attacks, float]:
    return measure_attacks(audio.astype(np.float32)), len(audio) / ANALYSIS_RATE


@pytest.mark.parametrize("bars", [2, 4, 8])
@pytest.mark.parametrize("bpm", [72, 97.3, 128, 160])
def test_bars_and_tempo_of_drums_an_octave_allowed(bpm: float, bars: int) -> None:
    attacks, seconds = measured(drums(bpm, bars, ANALYSIS_RATE))
    count = likeliest(attacks, seconds, possible_counts(seconds)).count
    assert count.meter == Meter()
    assert count.bars in (bars / 2, bars, 2 * bars)
    assert count.bpm(seconds) == pytest.approx(bpm * float(count.bars) / bars, rel=1e-3)


def test_chords_without_drums() -> None:
    attacks, seconds = measured(chords(92, [(57, True), (53, False), (48, False), (55, False)], ANALYSIS_RATE))
    found = likeliest(attacks, seconds, possible_counts(seconds))
    assert found.count == Count(4, Meter())
    assert 0.5 < found.confidence <= 1


@pytest.mark.parametrize("bars", [4.5, 7.25, 6.6])
def test_audio_that_ends_within_a_bar(bars: float) -> None:
    whole = drums(110, 8, ANALYSIS_RATE)
    attacks, seconds = measured(whole[: round(len(whole) * bars / 8)])
    count = likeliest(attacks, seconds, possible_counts(seconds)).count
    assert count.bars.denominator > 1
    assert float(count.bars) == pytest.approx(bars, abs=1 / 32)


def test_a_known_meter_is_kept() -> None:
    attacks, seconds = measured(drums(120, 6, ANALYSIS_RATE))
    counts = possible_counts(seconds, [Meter(3, 4)])
    assert {count.meter for count in counts} == {Meter(3, 4)}
    assert likeliest(attacks, seconds, counts).count == Count(8, Meter(3, 4))


@pytest.mark.parametrize("seconds", [0.01, 0.9, 7.7, 300.0, 3600.0])
def test_counts_are_possible(seconds: float) -> None:
    for count in possible_counts(seconds):
        assert 1 <= count.bars <= MAX_BARS
        assert SLOWEST_BPM <= count.bpm(seconds) <= FASTEST_BPM
        assert count.bars.denominator == 1 or count.meter == METERS[0]
