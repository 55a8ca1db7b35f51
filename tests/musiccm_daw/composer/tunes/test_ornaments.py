"""Ornaments of tunes: picking that repeats, turns that come before long notes, neither of them outside the tune."""

from __future__ import annotations

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.ornaments import double_picked, turned
from tests.musiccm_daw.composer.passages import METERS, passage_of

TUNE = partial(melody.melody, density="medium", centre=70)


@given(seed=st.integers(0, 999), meter=st.sampled_from(METERS))
def test_picking_repeats_notes_for_as_long_as_they_sound(seed: int, meter: str) -> None:
    plain, picked = TUNE(passage_of(seed=seed, meter=meter)), double_picked(passage_of(seed=seed, meter=meter), TUNE)
    assert {note.pitch for note in picked} == {note.pitch for note in plain}
    assert len(picked) >= len(plain)
    for note in picked:
        assert any(
            one.pitch == note.pitch
            and one.start_quarters - 1e-6 <= note.start_quarters < one.start_quarters + one.duration_quarters + 0.13
            for one in plain
        )


@given(seed=st.integers(0, 999), meter=st.sampled_from(METERS))
def test_turns_take_their_time_from_the_long_notes(seed: int, meter: str) -> None:
    plain, ornate = TUNE(passage_of(seed=seed, meter=meter)), turned(passage_of(seed=seed, meter=meter), TUNE)
    long = [note for note in plain if note.duration_quarters >= 1.0]
    assert len(ornate) - len(plain) >= len(long)
    ends = {round(note.start_quarters + note.duration_quarters, 6) for note in plain}
    assert ends <= {round(note.start_quarters + note.duration_quarters, 6) for note in ornate}
    assert min(note.duration_quarters for note in ornate) > 0.1
