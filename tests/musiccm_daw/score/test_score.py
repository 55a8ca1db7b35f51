"""Scores: on ticks, cut to the clip, and parts with names of their own."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import TICKS_PER_QUARTER, Score, named

NOTES = st.lists(
    st.builds(Note, st.floats(-0.1, 9), st.floats(0, 4), st.sampled_from([60, 61, 72]), st.integers(1, 127)),
    max_size=12,
)


def score(*notes: Note) -> Score:
    return Score((Part("keys", "", notes, name="keys"),), "given")


def test_notes_lie_on_ticks_and_last_one_at_least() -> None:
    quantised = score(Note(-0.02, 0.5, 60, 90), Note(1.0001, 0.0, 62, 90)).quantised()
    assert quantised.parts[0].notes == (Note(0, 461 / 960, 60, 90), Note(1, 1 / 960, 62, 90))


def test_a_note_ends_where_the_next_of_its_pitch_begins() -> None:
    quantised = score(Note(0, 4, 60, 90), Note(1, 1, 60, 80), Note(0, 4, 64, 90)).quantised()
    assert quantised.parts[0].notes == (Note(0, 1, 60, 90), Note(0, 4, 64, 90), Note(1, 1, 60, 80))


def test_of_two_equal_notes_one_stays_as_long_and_as_loud_as_either() -> None:
    assert score(Note(0, 2, 60, 30), Note(0, 1, 60, 90)).quantised().parts[0].notes == (Note(0, 2, 60, 90),)


@given(NOTES)
def test_quantising_twice_changes_nothing_more(notes: list[Note]) -> None:
    once = score(*notes).quantised()
    assert once.quantised() == once
    for note in once.parts[0].notes:
        assert note.start_quarters >= 0
        assert round(note.duration_quarters * TICKS_PER_QUARTER) >= 1


@given(NOTES, st.integers(1, 32).map(lambda quarters: Fraction(quarters, 4)))
def test_nothing_is_left_after_a_cut_on_ticks_either(notes: list[Note], end: Fraction) -> None:
    cut = score(*notes).cut(end).quantised()
    ends = [round((note.start_quarters + note.duration_quarters) * TICKS_PER_QUARTER) for note in cut.parts[0].notes]
    assert all(tick <= end * TICKS_PER_QUARTER for tick in ends)


def test_a_note_that_begins_less_than_half_a_tick_before_the_end_is_cut_off() -> None:
    assert not score(Note(3.9999, 1, 60, 90)).cut(Fraction(4)).quantised().parts[0].notes


def test_parts_keep_their_names_and_others_get_free_ones() -> None:
    names = ["", "keys-2", "", "keys-2", "pads"]
    parts = named(Part("keys", "", (), name=name) for name in names)
    assert [part.name for part in parts] == ["keys", "keys-2", "keys-3", "keys-4", "pads"]


def test_a_part_is_found_by_its_name() -> None:
    assert score().part("keys").role == "keys"
    with pytest.raises(KeyError):
        score().part("bass")
