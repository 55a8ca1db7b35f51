"""Key and chords bar by bar: right for plain music, in every transposition and tuning; drums and noise have none."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musiccm_daw.analysis.bar_harmony import detect_bar_harmony
from musiccm_daw.analysis.pitches import HIGHEST, LOWEST, PITCH_RATE, BarChroma, bar_chroma, pitch_saliences
from musiccm_daw.analysis.whole_audio import is_silent, measure
from musiccm_daw.harmony import Chord, Key
from musiccm_daw.timebase import Meter, TimeGrid
from tests.musiccm_daw.analysis.music import chords, drums, noise

TURN = [(57, True), (53, False), (48, False), (55, False)]
"""Am, F, C, G."""
GRID = TimeGrid(Fraction(92), Meter(), 4)


def names(found: tuple[Chord, ...]) -> list[str]:
    return [str(chord) for chord in found]


@pytest.mark.parametrize("cents", [0, 35, -45])
def test_chords_in_any_tuning(cents: int) -> None:
    audio = chords(92, TURN, round(PITCH_RATE / 2 ** (cents / 1200)))
    grid = TimeGrid(Fraction(str(round(92 * 2 ** (cents / 1200), 2))), Meter(), 4)
    found = detect_bar_harmony(bar_chroma(pitch_saliences(audio.astype(np.float32)), grid))
    assert names(found.chords) == ["Am", "F", "C", "G"]
    assert found.key in (Key.parse("Am"), Key.parse("C"))
    assert 0.5 < found.chords_confidence <= 1


def test_a_single_tone_stands_out_where_it_is() -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(2 * PITCH_RATE) / PITCH_RATE).astype(np.float32)
    saliences = pitch_saliences(tone)
    assert saliences.shape[0] == HIGHEST - LOWEST
    assert (saliences[:, 5:-5].argmax(axis=0) + LOWEST == 69).all()


rows = st.lists(st.floats(0, 4), min_size=12, max_size=12)


@given(st.lists(st.tuples(rows, rows), min_size=1, max_size=6), st.integers(0, 11))
@settings(max_examples=60, deadline=None)
def test_transposed_chroma_give_transposed_harmony(bars: list[tuple[list[float], list[float]]], semitones: int) -> None:
    upper, bass = np.array([bar[0] for bar in bars]), np.array([bar[1] for bar in bars])
    here = detect_bar_harmony(BarChroma(upper, bass))
    there = detect_bar_harmony(BarChroma(np.roll(upper, semitones, axis=1), np.roll(bass, semitones, axis=1)))
    assert there.key_confidence == pytest.approx(here.key_confidence)
    assert there.chords_confidence == pytest.approx(here.chords_confidence)
    assert there.certainty == pytest.approx(here.certainty)
    assert 1 / 24 - 1e-9 <= here.key_confidence <= 1
    assert len(here.chords) == len(bars)


def test_a_known_key_is_kept_and_names_the_chords() -> None:
    saliences = pitch_saliences(chords(92, [(49, True), (56, False)], PITCH_RATE).astype(np.float32))
    grid = TimeGrid(Fraction(92), Meter(), 2)
    assert names(detect_bar_harmony(bar_chroma(saliences, grid), Key.parse("C#m")).chords) == ["C#m", "G#"]
    assert names(detect_bar_harmony(bar_chroma(saliences, grid), Key.parse("Ab")).chords) == ["Dbm", "Ab"]


def test_drums_have_no_harmony_and_are_no_noise() -> None:
    measured = measure(drums(92, 4)[:, None].astype(np.float32), 44_100)
    assert measured.harmony(GRID, None) is None
    assert not measured.is_noise


def test_music_is_no_noise_and_noise_is() -> None:
    assert not measure(chords(92, TURN)[:, None].astype(np.float32), 44_100).is_noise
    white = noise(6).astype(np.float32) / 32_768
    pink = np.fft.rfft(white[:, 0])
    pink[1:] /= np.sqrt(np.arange(1, len(pink)))
    for audio in (white, np.fft.irfft(pink)[:, None].astype(np.float32)):
        assert measure(audio, 44_100).is_noise


def test_silence_dither_and_an_offset_are_silent() -> None:
    rng = np.random.default_rng(1)
    for audio in (np.zeros((9, 1)), np.full((9, 2), 0.5), rng.normal(0, 1e-5, (999, 2))):
        assert is_silent(audio.astype(np.float32))
    assert not is_silent(np.array([[0.01], [-0.01]], dtype=np.float32))
