"""Ornaments: small notes inside the time of the note that they belong to."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import get_args

import pytest

from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.cut_time import in_cut_time
from musiccm_daw.composer.tunes.ornaments import Ornament, double_picked, ornamented
from musiccm_daw.composer.tunes.style_tunes import is_tune
from musiccm_daw.score.note import Note
from tests.musiccm_daw.composer.passages import METERS, passage_of

LONG, SHORT = Note(0.0, 2.0, 72, 90), Note(2.0, 0.25, 74, 90)


def played(ornament: Ornament, chance: float = 1.0) -> list[Note]:
    def write(_: Passage) -> list[Note]:
        return [LONG, SHORT]

    return ornamented(passage_of(), write, (ornament,), chance)


@pytest.mark.parametrize("ornament", get_args(Ornament))
def test_an_ornament_fills_the_time_of_its_note(ornament: Ornament) -> None:
    *small, last = played(ornament)
    assert last == SHORT
    assert len(small) > 1
    assert small[0].start_quarters == 0.0
    for note, following in pairwise([*small, SHORT]):
        assert note.start_quarters + note.duration_quarters == pytest.approx(following.start_quarters)
    assert LONG.pitch in {note.pitch for note in small}
    assert max(abs(note.pitch - LONG.pitch) for note in small) <= 3
    assert played(ornament, 0.0) == [LONG, SHORT]


def test_a_tremolo_stays_on_its_pitch_and_a_roll_goes_round_it() -> None:
    assert {note.pitch for note in played("tremolo")[:-1]} == {72}
    assert {note.pitch for note in played("roll")[:-1]} == {71, 72, 74}


@pytest.mark.parametrize("meter", METERS)
def test_ornamented_tunes_are_tunes_without_overlaps(meter: str) -> None:
    tune = partial(in_cut_time, write=partial(melody.melody, density="dense", bank="reel", rests=0.0))
    write = partial(ornamented, write=tune, ornaments=("cut", "roll"), chance=0.5)
    assert is_tune(write)
    for seed in range(10):
        passage = passage_of(seed=seed, meter=meter)
        notes = sorted(write(passage), key=lambda note: note.start_quarters)
        for note, following in pairwise(notes):
            assert note.start_quarters + note.duration_quarters <= following.start_quarters + 1e-6
        assert notes[-1].start_quarters + notes[-1].duration_quarters <= passage.end + 1e-6


def test_cut_time_holds_two_bars_in_one() -> None:
    for seed in range(10):
        notes = in_cut_time(passage_of(seed=seed), partial(melody.melody, density="dense", bank="reel", rests=0.0))
        assert {round(4 * note.start_quarters, 3) % 1 for note in notes} == {0.0}
        assert min(note.duration_quarters for note in notes) < 0.26


@pytest.mark.parametrize("meter", METERS)
def test_picking_repeats_notes_for_as_long_as_they_sound(meter: str) -> None:
    tune = partial(melody.melody, density="medium", centre=70)
    for seed in range(10):
        plain, picked = (
            write(passage_of(seed=seed, meter=meter)) for write in (tune, partial(double_picked, write=tune))
        )
        assert {note.pitch for note in picked} == {note.pitch for note in plain}
        for note in picked:
            assert any(
                one.pitch == note.pitch
                and one.start_quarters - 1e-6 <= note.start_quarters < one.start_quarters + one.duration_quarters + 0.13
                for one in plain
            )
