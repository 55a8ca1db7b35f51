"""Tunes have phrases: a climax in their sixth bar, breaths that fuller playing leaves alone, leaps that turn back."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer import melody
from musiccm_daw.composer.density import with_density
from musiccm_daw.composer.phrasing import breathed, cadence, with_climax
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note
from tests.musiccm_daw.composer.passages import METERS, passage_of

DENSITIES = st.sampled_from(["sparse", "medium", "dense"])
PASSAGES = st.builds(
    lambda seed, meter: passage_of("Am", "F", "C", "G", seed=seed, meter=meter),
    st.integers(0, 9999),
    st.sampled_from(METERS),
)


def bar_of(note: Note, passage: Passage) -> int:
    return int(note.start_quarters / passage.bar_quarters + 1e-6)


def end_of(note: Note) -> float:
    return note.start_quarters + note.duration_quarters


@given(passage=PASSAGES, density=DENSITIES)
def test_every_phrase_of_four_bars_ends_with_a_rest(passage: Passage, density: str) -> None:
    notes = melody.melody(passage, density, rests=0.0)
    for bar in (3, 7):
        assert max(end_of(note) for note in notes if bar_of(note, passage) == bar) <= (
            (bar + 1) * passage.bar_quarters - 0.75 + 1e-6
        )


@given(passage=PASSAGES, density=DENSITIES)
def test_fuller_tunes_still_rest(passage: Passage, density: str) -> None:
    notes = with_density(melody.melody(passage, density, rests=0.0), passage, 1.5, kit=False)
    for bar in (3, 7):
        # The note before a rest may be struck again, but not in the rest.
        assert max(note.start_quarters for note in notes if bar_of(note, passage) == bar) < (
            (bar + 1) * passage.bar_quarters - 0.75
        )


def test_the_climax_is_in_the_sixth_bar() -> None:
    found = []
    for seed in range(60):
        passage = passage_of("Am", "F", "C", "G", seed=seed)
        notes = melody.melody(passage)
        highest = max(note.pitch for note in notes)
        bars = Counter(bar_of(note, passage) for note in notes if note.pitch == highest)
        found.append(set(bars) == {5} and bars[5] <= 2)
    assert sum(found) >= 54


def test_leaps_wider_than_a_fifth_are_few_and_turn_back() -> None:
    leaps = answered = intervals = 0
    for seed in range(60):
        notes = melody.melody(passage_of("Am", "F", "C", "G", seed=seed))
        pitches = [note.pitch for note in notes]
        steps = [after - before for before, after in pairwise(pitches)]
        intervals += len(steps)
        for leap, following in pairwise(steps):
            if abs(leap) > 7:
                leaps += 1
                answered += leap * following < 0 and abs(following) <= 4
    assert leaps < 0.05 * intervals
    assert answered > 0.7 * leaps


def test_a_climax_that_others_share_is_raised() -> None:
    notes = [Note(4.0 * bar, 1.0, 76, 80) for bar in range(8)]
    pitches = [note.pitch for note in with_climax(notes, passage_of("Am"))]
    assert pitches == [76] * 5 + [81] + [76] * 2


def test_others_give_way_to_a_climax_that_cannot_be_raised() -> None:
    notes = [Note(4.0 * bar, 1.0, 76, 80) for bar in range(8)]
    pitches = [note.pitch for note in with_climax(notes, passage_of("Am", pitches=(60, 78)))]
    # Phrases end where they did.
    assert pitches == [72, 72, 72, 76, 72, 76, 72, 76]


@pytest.mark.parametrize(("long", "count", "end"), [(True, 3, 3.0), (False, 4, 3.5)])
def test_a_long_breath_takes_the_last_beat(long: bool, count: int, end: float) -> None:
    notes = breathed([Note(float(at), 1.0, 60, 80) for at in range(4)], 0.0, 4.0, long=long)
    assert len(notes) == count
    assert end_of(notes[-1]) == end


def test_a_tune_that_closes_stays_near_its_beginning() -> None:
    notes = [Note(0.0, 1.0, 69, 80), Note(1.0, 1.0, 76, 80), Note(2.0, 1.0, 78, 80)]
    assert cadence(notes, passage_of("Am"), closes=True).pitch == 69
