"""The composer's tools one by one: patterns, progressions, voicings, swing."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from musiccm_daw.composer.chords.progressions import Colour, chord_texts
from musiccm_daw.composer.chords.voicing import guitar_chord, power_chord, root_at, voice_lead
from musiccm_daw.composer.humanise import humanise, swung, untangle
from musiccm_daw.composer.pattern import fit_bar, steps_per_bar, unroll
from musiccm_daw.composer.sheet import ChordSpan
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.harmony import Chord, Key
from musiccm_daw.score.note import Note
from musiccm_daw.timebase import Meter


def drawing(seed: int) -> Random:
    return Random(seed)  # noqa: S311 (music, not secrets)


@pytest.mark.parametrize("meter", ["4/4", "3/4", "6/8", "12/8", "5/4", "7/8"])
def test_a_bar_of_common_time_fits_any_meter(meter: str) -> None:
    parsed = Meter.parse(meter)
    assert len(fit_bar("x...x...x...x...", parsed)) == steps_per_bar(parsed)


def test_six_eight_keeps_the_starts_of_both_halves() -> None:
    assert fit_bar("x.....a.X.....b.", Meter(6, 8)) == "x.....X....."


def test_a_pattern_holds_and_repeats() -> None:
    steps = list(unroll("x---..x-........", Meter(), 4.0, 2))
    assert [(step.start, step.duration) for step in steps] == [(4.0, 1.0), (5.5, 0.5), (8.0, 1.0), (9.5, 0.5)]


@pytest.mark.parametrize(
    ("progression", "key", "expected"),
    [
        ("I | V | vi | IV", "C major", ["C", "G", "Am", "F"]),
        ("i | bVI | bIII | bVII", "A minor", ["Am", "F", "C", "G"]),
        ("i | bVI | iv7 | V7", "F minor", ["Fm", "Db", "Bbm7", "C7"]),
        ("iim7b5 V7 | i7", "B minor", ["C#m7b5 F#7", "Bm7"]),
        ("I | V/VII | #idim7", "D major", ["D", "A/C#", "D#dim7"]),
    ],
)
def test_progressions_are_spelled_in_their_key(progression: str, key: str, expected: list[str]) -> None:
    assert chord_texts(progression, Key.parse(key), "triads", drawing(1)) == expected


@pytest.mark.parametrize("colour", sorted({colour for style in STYLE_TABLE.values() for colour in style.colours}))
def test_every_colour_is_a_chord_that_can_be_parsed(colour: Colour) -> None:
    for seed in range(20):
        for bar in chord_texts("I | ii | iii | IV | V | vi | i | iv | bVI", Key(3, "major"), colour, drawing(seed)):
            assert str(Chord.parse(bar)) == bar


def test_voices_move_little() -> None:
    names = ("Dm7", "G7", "Cmaj7", "A7", "Dm7", "Db7", "Cmaj7", "C6")
    voicings = voice_lead(
        [ChordSpan(at, 1.0, Chord.parse(name)) for at, name in enumerate(names)], 62, 4, spread=False, lowest=0
    )
    for before, after in pairwise(voicings):
        assert max(abs(one - other) for one, other in zip(before, after, strict=True)) <= 5
    for name, voicing in zip(names, voicings, strict=True):
        assert {note % 12 for note in voicing} <= set(Chord.parse(name).pitch_classes)


def test_guitar_shapes_stand_on_the_bass_note() -> None:
    assert guitar_chord(Chord.parse("C/E"))[0] % 12 == 4
    assert power_chord(Chord.parse("E5"), 40) == (40, 47, 52)
    assert power_chord(Chord.parse("Bdim"), 40) == (47, 53, 59)


def test_root_at_is_the_first_at_or_above() -> None:
    assert [root_at(4, 40), root_at(3, 40)] == [40, 51]


def test_full_swing_of_eighths_is_a_triplet() -> None:
    assert swung(0.5, 1.0, 0.5) == pytest.approx(2 / 3)
    assert swung(3.0, 1.0, 0.5) == pytest.approx(3.0)
    assert swung(0.5, 0.0, 0.5) == pytest.approx(0.5)


def test_humanising_stays_within_ten_milliseconds() -> None:
    notes = [Note(at * 0.25, 0.2, 60, 90) for at in range(4, 400)]
    for before, after in zip(notes, humanise(notes, 120.0, 1.0, drawing(3)), strict=True):
        assert abs(after.start_quarters - before.start_quarters) * 0.5 <= 0.0111


def test_untangling_ends_a_note_where_its_pitch_begins_again() -> None:
    notes = [Note(0.0, 4.0, 60, 90), Note(1.0, 9.0, 60, 80), Note(1.0, 1.0, 64, 80)]
    clean = untangle(notes, 4.0)
    assert [(note.start_quarters, note.duration_quarters, note.pitch) for note in clean] == [
        (0.0, 1.0, 60),
        (1.0, 3.0, 60),
        (1.0, 1.0, 64),
    ]
