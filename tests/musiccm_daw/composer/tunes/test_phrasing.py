"""Tunes have phrases: a climax in their sixth bar, breaths that fuller playing leaves alone, leaps that turn back."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.phrasing import with_climax
from musiccm_daw.composer.ways.density import with_density
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


def longest_rest(notes: list[Note], start: float, end: float) -> float:
    """Return the longest stretch between two positions in which nothing begins and nothing sounds."""
    edges = [start, *(edge for note in notes for edge in (note.start_quarters, end_of(note))), end]
    inside = [min(max(edge, start), end) for edge in edges]
    return max(after - before for before, after in zip(inside[::2], inside[1::2], strict=True))


@given(passage=PASSAGES, density=DENSITIES)
def test_every_phrase_of_four_bars_ends_with_a_rest(passage: Passage, density: str) -> None:
    notes = melody.melody(passage, density, rests=0.0)
    for bar in (3, 7):
        start = (bar + 0.5) * passage.bar_quarters
        assert longest_rest(notes, start - 0.5, start + passage.bar_quarters / 2) >= 0.5 - 1e-6


@given(passage=PASSAGES, density=DENSITIES)
def test_fuller_tunes_still_rest(passage: Passage, density: str) -> None:
    notes = with_density(melody.melody(passage, density, rests=0.0), passage, 1.5, kit=False)
    for bar in (3, 7):
        # The note before a rest may be struck again, but not in the rest.
        start = (bar + 0.5) * passage.bar_quarters
        assert longest_rest(notes, start - 0.5, start + passage.bar_quarters / 2) >= 0.5 - 1e-6


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


def test_the_climax_is_entered_by_a_fourth_at_most() -> None:
    wide = 0
    for seed in range(100):
        passage = passage_of("Am", "F", "C", "G", seed=seed)
        notes = melody.melody(passage)
        first = next(at for at, note in enumerate(notes) if bar_of(note, passage) == 5)
        wide += notes[first].pitch - notes[first - 1].pitch > 5
    assert wide <= 3


def test_others_give_way_to_the_climax() -> None:
    notes = [Note(4.0 * bar, 1.0, 76, 80) for bar in range(8)]
    pitches = [note.pitch for note in with_climax(notes, passage_of("Am"), [{9, 0, 4}] * 8)]
    assert pitches == [72] * 5 + [76] + [72] * 2


def test_pick_ups_lead_into_the_fifth_bar_of_some_tunes() -> None:
    led = 0
    for seed in range(100):
        passage = passage_of(seed=seed)
        notes = melody.melody(passage, rests=0.0)
        into = [note for note in notes if 14.4 < note.start_quarters < 15.9]
        led += bool(into) and any(note.start_quarters == 16 for note in notes)
        if into and led:
            assert longest_rest(notes, 13.0, 15.5) >= 0.5 - 1e-6
    assert 25 < led < 60


@pytest.mark.parametrize("bank", ["song", "beat", "latin", "rock", "synth"])
def test_some_tunes_come_in_after_the_beat_and_rest_for_longer_than_a_breath(bank: str) -> None:
    begun = longest = 0.0
    for seed in range(60):
        notes = melody.melody(passage_of(seed=seed), bank=bank)
        begun += notes[0].start_quarters == 0
        longest += longest_rest(notes, 0.0, 32.0) / 60
    assert 24 <= begun <= 46
    assert longest >= 1.55
