"""trainer/metrics/chords.py on synthetic chords."""

from fractions import Fraction

import numpy as np
import pytest

from musiccm_daw.harmony import Chord, ChordProgression
from musiccm_daw.timebase import Meter, TimeGrid
from tests.trainer.metrics.signals import RATE, hits, played_chords
from trainer.metrics.chords import (
    PickedChord,
    accepted,
    chord_spans,
    match_chords,
    retained,
)

GRID = TimeGrid(Fraction(120), Meter(4, 4), 4)
CHORDS = ChordProgression.parse("Am | F C | G7 | E7")


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("Am7", {PickedChord(9, True)}),
        ("Cmaj7", {PickedChord(0, False)}),
        ("Bm7b5", {PickedChord(11, True)}),
        ("Caug", {PickedChord(0, False)}),
        ("Dsus4", {PickedChord(2, True), PickedChord(2, False)}),
    ],
)
def test_a_chord_is_reduced_to_root_and_third(text: str, picked: set[PickedChord]) -> None:
    assert accepted(Chord.parse(text)) == picked


def test_chords_of_one_bar_share_it_equally_and_the_progression_repeats() -> None:
    spans = chord_spans(TimeGrid(Fraction(120), Meter(3, 4), 3), ChordProgression.parse("Am | F C"))
    assert [(span.bar, span.start_seconds, span.end_seconds) for span in spans] == [
        (0, 0.0, 1.5),
        (1, 1.5, 2.25),
        (1, 2.25, 3.0),
        (2, 3.0, 4.5),
    ]


def test_played_chords_are_found_in_stereo_and_beside_drums() -> None:
    audio = played_chords(GRID, CHORDS)
    drums = hits(np.arange(0, 8, 0.5), 8.0)
    stereo = np.stack([audio, 0.5 * audio + 0.3 * drums], axis=1)
    assert match_chords(stereo, RATE, GRID, CHORDS).chords == (True,) * 4


def test_only_the_changed_bar_is_lost() -> None:
    audio = played_chords(GRID, ChordProgression.parse("Am | F C | G7 | Bb"))
    match = match_chords(audio, RATE, GRID, CHORDS)
    assert match.chords == match.roots == match.transpositions == (True, True, True, False)


def test_the_wrong_third_is_the_right_root() -> None:
    audio = played_chords(GRID, ChordProgression.parse("A | Fm Cm | G | Em"))
    match = match_chords(audio, RATE, GRID, CHORDS)
    assert match.chords == (False, False, True, False)
    assert match.roots == (True,) * 4


def test_a_ninth_without_its_root_is_another_triad_but_its_own_best_transposition() -> None:
    label, sounding = ChordProgression.parse("Am9"), ChordProgression.parse("Cmaj7")
    match = match_chords(played_chords(GRID, sounding), RATE, GRID, label)
    assert match.intervals == (3,) * 4
    assert match.transpositions == (True,) * 4


def test_silence_holds_no_chord() -> None:
    silence = np.zeros(GRID.total_samples(RATE))
    match = match_chords(silence, RATE, GRID, CHORDS)
    assert match.chords == match.roots == match.transpositions == (False,) * 4
    assert match.intervals == (None,) * 5


def test_an_interval_counts_up_from_the_request() -> None:
    audio = played_chords(GRID, ChordProgression.parse("Em"))
    assert match_chords(audio, RATE, GRID, ChordProgression.parse("Am")).intervals == (7,) * 4


def test_retention_counts_only_what_the_original_shows() -> None:
    assert retained([True, True, False, True], [True, False, True, True]) == 2
