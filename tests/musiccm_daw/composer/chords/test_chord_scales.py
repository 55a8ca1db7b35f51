"""Chord scales: borrowed chords and secondary dominants bring their own tones, and calm tones do not rub."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.chords.chord_scales import calm_tones, guide_tones, local_scale
from musiccm_daw.harmony import Chord
from tests.musiccm_daw.composer.passages import passage_of


@pytest.mark.parametrize(
    ("chord", "tones"),
    [
        ("Am7", {0, 2, 4, 5, 7, 9, 11}),
        ("Fm7", {5, 7, 8, 10, 0, 2, 3}),  # F dorian
        ("Fm6", {5, 7, 8, 10, 0, 2, 4}),  # F melodic minor
        ("A7", {9, 10, 1, 2, 4, 5, 7}),  # leads to D minor: b9 and b13
        ("C7", {0, 2, 4, 5, 7, 9, 10}),  # leads to F major: mixolydian
        ("Ab7", {8, 10, 0, 2, 3, 5, 6}),  # lydian dominant
        ("C#dim7", {1, 3, 4, 6, 7, 9, 10, 0}),
    ],
)
def test_the_scale_of_a_chord_in_c_major(chord: str, tones: set[int]) -> None:
    assert local_scale(passage_of(key="C major"), Chord.parse(chord), "full") == tones


def test_the_dominant_in_minor_has_the_leading_tone() -> None:
    scale = local_scale(passage_of(key="A minor"), Chord.parse("E7"), "full")
    assert 8 in scale
    assert 7 not in scale


@pytest.mark.parametrize(
    ("chord", "calm", "harsh"),
    [("Cmaj7", {4, 7, 11, 2}, {0, 5}), ("Dm7", {2, 4, 5, 7, 9, 0}, {11}), ("G7", {9, 4}, {0})],
)
def test_calm_tones_do_not_rub(chord: str, calm: set[int], harsh: set[int]) -> None:
    tones = calm_tones(passage_of(key="C major"), Chord.parse(chord), "full")
    assert calm <= tones
    assert not harsh & tones


def test_blues_tunes_have_the_blue_third_beside_the_major_one() -> None:
    passage = passage_of(key="A major")
    assert {0, 1} <= local_scale(passage, Chord.parse("A7"), "blues")
    assert 0 in calm_tones(passage, Chord.parse("A7"), "blues")


def test_guide_tones_are_third_and_seventh() -> None:
    assert guide_tones(Chord.parse("Dm7")) == {5, 0}
