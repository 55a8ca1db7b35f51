"""Chord progressions by their names and in roman numerals, in every mode that they have."""

from __future__ import annotations

from random import Random

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.chords.named_progressions import NAMED, as_progression
from musiccm_daw.composer.chords.progressions import chord_texts
from musiccm_daw.composer.words.spoken_progressions import PROGRESSIONS
from musiccm_daw.harmony import ChordProgression, Key


def chords_of(prompt: str, bars: int = 4) -> str:
    """Return the chords of a prompt."""
    return str(ask(prompt, seed=1, bars=bars).chords)


@pytest.mark.parametrize("name", NAMED)
def test_a_named_progression_can_be_spelt_and_has_names(name: str) -> None:
    assert name in PROGRESSIONS
    for mode, bank in NAMED[name].items():
        for progression in bank:
            texts = chord_texts(progression, Key(3, mode), "triads", Random(1))  # noqa: S311 (music, not secrets)
            assert len(ChordProgression.parse(" | ".join(texts)).bars) == progression.count("|") + 1


def test_rhythm_changes_have_their_bridge_in_32_bars_and_their_a_section_in_8() -> None:
    eight = chords_of("rhythm changes in Bb, jazz quartet", 8)
    assert eight.startswith("Bb6 Gm7 | Cm7 F7 | Dm7 Gm7 | Cm7 F7 | Bb7")
    song = chords_of("rhythm changes in Bb, jazz quartet", 32).split(" | ")
    assert song[16:24] == ["D7", "D7", "G7", "G7", "C7", "C7", "F7", "F7"]
    assert song[:6] == song[8:14] == song[24:30]


@pytest.mark.parametrize(
    ("prompt", "chords"),
    [
        ("andalusian cadence in A minor, nylon guitar", "Am | G | F | E"),
        ("piano, 50s progression in C", "C | Am | F | G"),
        ("I-V-vi-IV in C major, piano", "C | G | Am | F"),
        ("vi IV I V piano in C", "Am | F | C | G"),
        ("i VI III VII in A minor, piano", "Am | F | C | G"),
        ("four chord song in G, piano", "G | D | Em | C"),
        ("2-5-1 in C, jazz piano", "Dm7 | G7 | Cmaj7 | Cmaj7"),
        ("rock band, 1 4 5 in E", "E | A | E | B"),
    ],
)
def test_named_chords_are_played(prompt: str, chords: str) -> None:
    assert [text[0] for text in chords_of(prompt).split(" | ")] == [text[0] for text in chords.split(" | ")]


def test_numerals_of_three_chords_fill_four_bars() -> None:
    assert as_progression("ii-V-I") == "ii | V | I | I"
    assert as_progression("i bVI III vii°") == "i | bVI | bIII | viidim"


def test_twelve_bars_of_blues_are_a_blues_in_any_style() -> None:
    bars = chords_of("greasy r'n'b, bari sax riff, 12 bar blues in G", 12).split(" | ")
    assert [bars[at] for at in (0, 4, 8)] == ["G7", "C7", "D7"]
