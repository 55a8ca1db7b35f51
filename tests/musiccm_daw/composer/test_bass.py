"""Bass players: roots that move little, lines that stay on the instrument, and lead back in their own octave."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.bass import DEFAULT_FLOOR, chord_bass, pattern_bass, smooth_floor, walking_bass
from musiccm_daw.composer.endings import led_back
from musiccm_daw.composer.voicing import root_at
from tests.musiccm_daw.composer.passages import METERS, passage_of

BASS_GUITAR = (28, 60)
NAMES = ("C", "C#m", "Dm7", "Eb", "E7", "Fmaj7", "F#m", "G", "Abm", "A7", "Bb", "Bm7b5")
CHORDS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("chords", "roots"),
    [
        (("Am", "F", "E"), [33, 29, 28]),
        (("F#m", "E"), [30, 28]),
        (("Fm", "Eb", "Db", "Eb"), [41, 39, 37, 39]),
        (("Am", "F", "C", "G"), [33, 29, 36, 31]),
    ],
)
def test_neighbouring_roots_are_neighbours(chords: tuple[str, ...], roots: list[int]) -> None:
    notes = chord_bass(passage_of(*chords, bars=len(chords), pitches=BASS_GUITAR))
    assert [note.pitch for note in notes] == roots


@given(chords=CHORDS, floor=st.integers(26, 36))
def test_roots_never_leap_more_for_it(chords: list[str], floor: int) -> None:
    passage = passage_of(*chords, bars=len(chords), pitches=BASS_GUITAR)
    basses = [*(span.chord.bass for span in passage.spans), passage.next_chord.bass]

    def leaps(at: int) -> int:
        return sum(abs(root_at(one, at) - root_at(other, at)) > 7 for one, other in pairwise(basses))

    chosen, usual = smooth_floor(passage, floor), max(floor, BASS_GUITAR[0])
    assert leaps(chosen) <= leaps(usual)
    assert BASS_GUITAR[0] <= chosen <= usual + 5
    if leaps(usual) == 0:
        assert chosen == usual


@given(chords=CHORDS, seed=st.integers(0, 999), meter=st.sampled_from(METERS))
def test_a_walk_begins_on_roots_and_comes_to_them_from_beside(chords: list[str], seed: int, meter: str) -> None:
    passage = passage_of(*chords, seed=seed, meter=meter, pitches=BASS_GUITAR)
    notes = walking_bass(passage)
    assert all(BASS_GUITAR[0] <= note.pitch <= BASS_GUITAR[1] for note in notes)
    for span, after in pairwise(passage.spans):
        inside = [note for note in notes if span.start - 1e-6 <= note.start_quarters < span.end - 1e-6]
        target = next(note.pitch for note in notes if abs(note.start_quarters - after.start) < 1e-6)
        assert inside[0].pitch % 12 == span.chord.bass
        assert 1 <= abs(inside[-1].pitch - target) <= 2
        assert inside[-1].pitch != inside[-2].pitch


@given(chords=CHORDS, seed=st.integers(0, 999), floor=st.sampled_from([26, 28, DEFAULT_FLOOR, 36]))
def test_a_loop_is_led_back_in_the_octave_of_its_first_note(chords: list[str], seed: int, floor: int) -> None:
    passage = passage_of(*chords, seed=seed, bars=len(chords), pitches=BASS_GUITAR)
    notes = pattern_bass(passage, ("R---R-----R-....",), floor=floor)
    line = led_back(notes, passage, 29, Random(seed))  # noqa: S311 (music, not secrets)
    assert line[-1].start_quarters == passage.end - 0.5
    assert 1 <= abs(line[-1].pitch - line[0].pitch) <= 2


@pytest.mark.parametrize("seed", range(6))
def test_a_walk_leans_on_two_and_four(seed: int) -> None:
    notes = [note for note in walking_bass(passage_of(seed=seed, pitches=BASS_GUITAR)) if note.duration_quarters > 0.6]
    by_beat = [{note.velocity for note in notes if note.start_quarters % 4 == beat} for beat in range(4)]
    assert by_beat[1] == by_beat[3]
    assert min(by_beat[1]) > max(by_beat[0] | by_beat[2])


KICKS = {"R---R---R---R---": (0, 1, 2, 3), "R-----R---R-----": (0, 1.5, 2.5), "R--R--R-R-------": (0, 0.75, 1.5, 2)}


@pytest.mark.parametrize("pattern", KICKS)
def test_a_bass_chooses_what_lies_on_the_kick(pattern: str) -> None:
    for seed in range(6):
        passage = replace(passage_of(seed=seed, pitches=BASS_GUITAR), kicks=frozenset(KICKS[pattern]))
        notes = pattern_bass(passage, tuple(KICKS))
        assert [note.start_quarters for note in notes if note.start_quarters < 3] == [
            kick for kick in KICKS[pattern] if kick < 3
        ]


@pytest.mark.parametrize("seed", range(6))
def test_every_fourth_bar_of_a_bass_leads_on(seed: int) -> None:
    notes = pattern_bass(passage_of(seed=seed, pitches=BASS_GUITAR), ("R---R---R---R---",))
    bars = [[note for note in notes if 4 * bar <= note.start_quarters < 4 * bar + 4] for bar in range(8)]
    assert [len(bar) for bar in bars[:3]] == [4, 4, 4]
    for bar in (3, 7):
        assert bars[bar][-1].start_quarters == 4 * bar + 3.5
        root = bars[(bar + 1) % 8][0].pitch
        assert 1 <= abs(bars[bar][-1].pitch - root) <= 2
