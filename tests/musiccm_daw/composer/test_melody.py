"""Tunes: they breathe, stay on the instrument and sing no wide leaps; ostinati do not change."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer import horns, inner_voices, melody
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note
from tests.musiccm_daw.composer.passages import METERS, passage_of

DENSITIES = st.sampled_from(["sparse", "medium", "dense"])
PASSAGES = st.builds(
    lambda seed, meter, bars, chords: passage_of(*chords, seed=seed, meter=meter, bars=bars, pitches=(58, 89)),
    st.integers(0, 9999),
    st.sampled_from(METERS),
    st.integers(1, 9),
    st.sampled_from([("Am", "F", "C", "G"), ("Dm7", "G7", "Cmaj7", "E7"), ("Am7",)]),
)


def in_bar(notes: list[Note], passage: Passage, bar: int) -> list[Note]:
    start = bar * passage.bar_quarters
    return [note for note in notes if start - 1e-6 <= note.start_quarters < start + passage.bar_quarters - 1e-6]


@given(passage=PASSAGES, density=DENSITIES)
def test_a_tune_breathes_after_every_second_bar(passage: Passage, density: str) -> None:
    notes = melody.melody(passage, density)
    for bar in range(1, passage.bars, 2):
        sung = in_bar(notes, passage, bar)
        if sung:
            end = max(note.start_quarters + note.duration_quarters for note in sung)
            assert end <= (bar + 1) * passage.bar_quarters - 0.5 + 1e-6


@given(passage=PASSAGES, density=DENSITIES)
def test_a_tune_stays_on_its_instrument_and_leaps_an_octave_at_most(passage: Passage, density: str) -> None:
    notes = melody.melody(passage, density)
    assert all(passage.lowest <= note.pitch <= passage.highest for note in notes)
    assert all(abs(one.pitch - other.pitch) <= 12 for one, other in pairwise(notes))


@pytest.mark.parametrize("density", ["sparse", "medium", "dense"])
def test_a_tune_does_not_dwell_on_one_pitch(density: str) -> None:
    for seed in range(100):
        notes = melody.melody(passage_of(seed=seed, pitches=(58, 89)), density)
        assert max(len(list(same)) for _, same in groupby(note.pitch for note in notes)) < 5


@given(passage=PASSAGES)
def test_a_second_voice_breathes_too(passage: Passage) -> None:
    for note in inner_voices.counter_line(passage):
        end = note.start_quarters + note.duration_quarters
        bar = round(end / passage.bar_quarters)
        if bar % 2 == 0 and abs(end - bar * passage.bar_quarters) < 0.6:
            assert end <= bar * passage.bar_quarters - 0.5 + 1e-6


@given(seed=st.integers(0, 9999), meter=st.sampled_from(METERS))
def test_an_ostinato_is_the_same_in_every_bar_of_a_chord(seed: int, meter: str) -> None:
    passage = passage_of("Am", seed=seed, meter=meter)
    notes = melody.riff(passage, turns=False)
    bars = [
        [(note.start_quarters - bar * passage.bar_quarters, note.pitch) for note in in_bar(notes, passage, bar)]
        for bar in range(passage.bars)
    ]
    assert all(bar == bars[0] for bar in bars)


@given(seed=st.integers(0, 9999))
def test_stabs_have_no_semitones(seed: int) -> None:
    notes = horns.stabs(passage_of("Cmaj7", "Dm9", "G13", seed=seed), ("x...x...x...x...",))
    for at in {note.start_quarters for note in notes}:
        pitches = sorted(note.pitch for note in notes if note.start_quarters == at)
        assert 3 <= len(pitches) <= 4
        assert all(high - low > 1 for low, high in pairwise(pitches))


@pytest.mark.parametrize("chord", ["Am", "F", "Am7"])
def test_a_tune_asks_in_its_fourth_bar_and_answers_on_the_tonic_in_its_eighth(chord: str) -> None:
    for seed in range(20):
        passage = passage_of("Am", "G", "F", chord, seed=seed)
        notes = melody.melody(passage, rests=0.0)
        fourth, eighth = (in_bar(notes, passage, bar)[-1] for bar in (3, 7))
        assert fourth.pitch % 12 != 9
        assert eighth.pitch % 12 == 9
