"""Where bars begin, to the sample: loops stay whole, songs are cut on bars, guesses are marked."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.timebase import Meter, round_half_up
from tests.musiccm_daw.analysis.music import drums
from trainer.corpus.importing.audio_files import Unusable
from trainer.corpus.importing.cutting import CLIP_BARS, SLACK_SAMPLES, cut_into_bars
from trainer.corpus.importing.facts import Facts

RATE = 44_100


def silence(samples: int) -> np.ndarray:
    return np.zeros((samples, 2), dtype=np.float32)


def stereo(audio: np.ndarray) -> np.ndarray:
    return np.repeat(audio[:, None], 2, axis=1).astype(np.float32)


@given(
    bpm=st.decimals(60, 200, places=2).map(lambda text: Fraction(str(text))),
    meter=st.sampled_from([Meter(), Meter(3, 4), Meter(6, 8), Meter(7, 8)]),
    downbeat=st.fractions(Fraction(1, 100), 3, max_denominator=1000),
    bars=st.integers(1, 40),
)
def test_stated_bars_begin_where_arithmetic_says(bpm: Fraction, meter: Meter, downbeat: Fraction, bars: int) -> None:
    bar = Fraction(60) / bpm * Fraction(meter.numerator * 4, meter.denominator) * RATE
    total = round_half_up(downbeat * RATE + bars * bar) + 1
    cut = cut_into_bars(silence(total), Facts(bpm=bpm, meter=meter, downbeat_seconds=downbeat))
    assert cut.estimated == {}
    assert [stretch.first_bar for stretch in cut.stretches] == list(range(0, bars, 8))[: len(cut.stretches)]
    for stretch in cut.stretches:
        assert stretch.start_samples == round_half_up(downbeat * RATE + stretch.first_bar * bar)
        assert stretch.start_samples + stretch.grid.total_samples(RATE) <= total + SLACK_SAMPLES
    covered = sum(stretch.grid.bars for stretch in cut.stretches)
    assert covered == bars or (bars > 8 and bars - covered == bars % 8 < 4)


@pytest.mark.parametrize("extra", [-1_000, 0, 1_000])
def test_a_loop_stays_whole_and_may_miss_its_length_a_little(extra: int) -> None:
    samples = round(16 * 4 * 60 / 124 * RATE) + extra
    cut = cut_into_bars(silence(samples), Facts(bpm=Fraction(124)))
    (loop,) = cut.stretches
    assert (loop.start_samples, loop.grid.bars, loop.loop) == (0, 16, True)
    assert cut.estimated == {"meter": 0.0}


def test_what_is_stated_not_to_loop_does_not_wrap() -> None:
    cut = cut_into_bars(silence(round(8 * 2 * RATE)), Facts(bpm=Fraction(120), loop=False))
    assert not cut.stretches[0].loop


def test_a_loop_with_a_rounded_tempo_has_that_of_its_length() -> None:
    samples = round(8 * 4 * 60 / 92.6 * RATE)
    cut = cut_into_bars(silence(samples), Facts(bpm=Fraction(93), loop=True))
    assert float(cut.stretches[0].grid.bpm) == pytest.approx(92.6, abs=1e-3)
    assert 0 < cut.estimated["bpm"] < 1


@pytest.mark.parametrize("bars", [1, 2, 4, 8, 16])
def test_a_loop_that_states_nothing_has_the_tempo_of_its_length(bars: int) -> None:
    cut = cut_into_bars(stereo(drums(107.5, bars)), Facts())
    (loop,) = cut.stretches
    assert loop.loop
    assert (loop.grid.bpm / Fraction("107.5"), loop.grid.bars / bars) in [(1, 1), (2, 2), (Fraction(1, 2), 0.5)]
    assert cut.estimated["bpm"] > 0.3


def test_a_number_in_the_name_counts_if_the_music_confirms_it() -> None:
    audio = stereo(drums(97, 20, lead_seconds=0.7))
    assert "bpm" not in cut_into_bars(audio, Facts(hint=Fraction(97))).estimated
    assert "bpm" in cut_into_bars(audio, Facts(hint=Fraction(160))).estimated


def test_a_song_without_facts_is_cut_where_its_bars_are() -> None:
    lead, bpm = 0.8, 118
    cut = cut_into_bars(stereo(drums(bpm, 30, lead_seconds=lead)), Facts())
    assert {*cut.estimated} == {"meter", "bpm", "downbeat"}
    assert [stretch.grid.bars for stretch in cut.stretches] == [8, 8, 8, 6]
    for stretch in cut.stretches:
        assert stretch.grid.bpm == bpm
        assert stretch.start_samples / RATE == pytest.approx(lead + stretch.first_bar * 240 / bpm, abs=0.02)


def test_a_bounce_from_bar_one_begins_with_it() -> None:
    cut = cut_into_bars(stereo(drums(126, 40)), Facts(bpm=Fraction(126)))
    assert [stretch.start_samples for stretch in cut.stretches] == [
        round_half_up(Fraction(index * CLIP_BARS * 240 * RATE, 126)) for index in range(5)
    ]
    assert cut.estimated["downbeat"] > 0.9


@pytest.mark.parametrize(
    "facts", [Facts(), Facts(bpm=Fraction(120)), Facts(bpm=Fraction(120), downbeat_seconds=Fraction(9))]
)
def test_less_than_a_bar_is_refused(facts: Facts) -> None:
    with pytest.raises(Unusable, match="too short"):
        cut_into_bars(stereo(drums(120, 1)[:20_000]), facts)
