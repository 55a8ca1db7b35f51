"""A walking bass: from each chord to the next in small steps, within its range, and never to and fro."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.basses.walking import walking_bass
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note
from tests.musiccm_daw.composer.passages import METERS, passage_of

BASS_GUITAR = (28, 60)
NAMES = ("C", "C#m", "Dm7", "Eb", "E7", "Fmaj7", "F#m", "G/B", "Abm", "A7", "Bb", "Bm7b5", "C5", "G7sus4", "Edim7")
CHORDS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=8)
WALKED_SOFTEST = 80


def walk(passage: Passage) -> list[Note]:
    """Return a walk without its skipped 8ths."""
    return [note for note in walking_bass(passage) if note.velocity >= WALKED_SOFTEST]


@given(chords=CHORDS, seed=st.integers(0, 999), meter=st.sampled_from(METERS))
def test_a_walk_is_a_note_on_every_beat_from_bass_to_bass(chords: list[str], seed: int, meter: str) -> None:
    passage = passage_of(*chords, seed=seed, meter=meter, pitches=BASS_GUITAR)
    notes = walk(passage)
    beat = max(1.0, float(passage.meter.beat_quarters))
    assert len(notes) == passage.bars * max(1, round(passage.bar_quarters / beat))
    assert all(BASS_GUITAR[0] <= note.pitch <= 55 for note in notes)
    before = None
    for span in passage.spans:
        first = next(note for note in notes if abs(note.start_quarters - span.start) < 1e-6)
        if span.chord != before:
            assert first.pitch % 12 == span.chord.bass
        else:
            assert first.pitch % 12 in (*span.chord.pitch_classes, span.chord.bass)
        before = span.chord


def test_a_walk_moves_in_small_steps_and_not_to_and_fro() -> None:
    moves: list[int] = []
    swung = 0
    for seed in range(40):
        for chords in (("Dm7", "G7", "Cmaj7", "A7"), ("Dm7",), ("A7", "A7", "D7", "A7")):
            pitches = [note.pitch for note in walk(passage_of(*chords, seed=seed, key="C major", pitches=BASS_GUITAR))]
            moves += [abs(one - other) for one, other in pairwise(pitches)]
            swung += sum(pitches[at : at + 2] == pitches[at + 2 : at + 4] for at in range(len(pitches) - 3))
    # Fifths lead into chords; octaves are in two figures.
    assert sum(move > 5 and move not in (7, 12) for move in moves) < 0.002 * len(moves)
    assert sum(move in (7, 12) for move in moves) < 0.12 * len(moves)
    assert sum(move == 0 for move in moves) < 0.002 * len(moves)
    assert swung < 0.005 * len(moves)


def test_a_chord_of_two_bars_has_another_tone_under_its_second() -> None:
    starts = set()
    for seed in range(20):
        notes = walk(passage_of("Dm7", "Dm7", "G7", "G7", seed=seed, key="C major", pitches=BASS_GUITAR))
        starts |= {note.pitch % 12 for note in notes if note.start_quarters in (4, 20)}
    assert starts == {9, 5}


@pytest.mark.parametrize("seed", range(6))
def test_a_walk_leans_on_two_and_four(seed: int) -> None:
    notes = walk(passage_of(seed=seed, pitches=BASS_GUITAR))
    by_beat = [{note.velocity for note in notes if note.start_quarters % 4 == beat} for beat in range(4)]
    assert by_beat[1] == by_beat[3]
    assert min(by_beat[1]) > max(by_beat[0] | by_beat[2])


@given(chords=CHORDS, lowest=st.integers(28, 40), span=st.integers(3, 24), seed=st.integers(0, 99))
def test_a_walk_on_few_notes_still_walks(chords: list[str], lowest: int, span: int, seed: int) -> None:
    passage = passage_of(*chords, seed=seed, pitches=(lowest, lowest + span))
    assert len(walk(passage)) == 4 * passage.bars
