"""The score rows: notes in their columns, drums in their classes, and nothing where no score is known."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.engine.instrument_rows import INSTRUMENT_ROWS
from musiccm_daw.engine.score_columns import (
    DRUM_CLASS,
    DRUM_CLASSES,
    LOUDNESS_ROW,
    NOTE_FEATURES,
    NOTED_FEATURES,
    PITCHES,
    PLAYER_FEATURES,
    SCORE_FEATURES,
    SCORED_FEATURES,
    drop_instrument,
    drop_score,
    hold_score,
    loudness,
    score_columns,
)
from musiccm_daw.score.note import LOWEST_PITCH, Note, Part
from musiccm_daw.timebase import Meter, TimeGrid

GRID = TimeGrid(Fraction(120), Meter.parse("4/4"), 2)
WIDTH = 96


def rows(*notes: Note, role: str = "keys") -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the rows of a part without an instrument: sounding, struck, drums, known."""
    columns = score_columns(GRID, Part(role, "", notes))
    assert (columns.shape, columns.dtype) == ((SCORE_FEATURES, WIDTH), np.float32)
    ends = [PITCHES, 2 * PITCHES, 2 * PITCHES + DRUM_CLASSES, NOTE_FEATURES, LOUDNESS_ROW]
    sounding, struck, drums, known, players, _ = np.split(columns, ends)
    assert not players.any()
    return sounding, struck, drums, known


def test_the_rows_are_those_that_models_were_trained_with() -> None:
    assert (NOTED_FEATURES, PLAYER_FEATURES, SCORED_FEATURES) == (275, 376, 377)
    assert [INSTRUMENT_ROWS.index(name) for name in ("grand_piano", "latin_percussion")] == [0, 100]


def test_every_instrument_has_one_row() -> None:
    assert len(set(INSTRUMENT_ROWS)) == len(INSTRUMENT_ROWS)
    assert set(INSTRUMENT_ROWS) == set(INSTRUMENTS)


@pytest.mark.parametrize("name", ["rhodes", "kit_909", "a kazoo"])
def test_a_part_s_instrument_is_known_throughout(name: str) -> None:
    players = score_columns(GRID, Part("keys", name, (Note(1.0, 0.5, 60, 127),)))[NOTE_FEATURES:LOUDNESS_ROW]
    found = [INSTRUMENT_ROWS[row] for row in np.flatnonzero(players.any(axis=1))]
    assert found == [name] * (name in INSTRUMENTS)
    assert set(np.unique(players.sum(axis=0))) == {float(name in INSTRUMENTS)}


def test_a_dropped_instrument_leaves_the_notes() -> None:
    columns = np.ones((2, SCORED_FEATURES, 3), dtype=np.float32)
    drop_instrument(columns)
    assert columns[:, :NOTED_FEATURES].all()
    assert not columns[:, NOTED_FEATURES:PLAYER_FEATURES].any()
    assert columns[:, PLAYER_FEATURES:].all()


def loudness_of(*notes: Note, role: str = "keys") -> np.ndarray:
    row: np.ndarray = score_columns(GRID, Part(role, "rhodes", notes))[LOUDNESS_ROW]
    return row


@pytest.mark.parametrize(("velocity", "steps_of_4_db"), [(80, 0.0), (127, 2.007), (40, -3.010), (1, -5.0)])
def test_loudness_is_that_of_the_velocity_while_a_note_sounds(velocity: int, steps_of_4_db: float) -> None:
    row = loudness_of(Note(1.0, 0.5, 60, velocity))
    assert row[12:18] == pytest.approx([steps_of_4_db] * 6, abs=1e-3)
    assert not row[:12].any()
    assert not row[18:].any()


@pytest.mark.parametrize("order", [1, -1])
def test_loudness_is_that_of_the_loudest_note_of_a_chord(order: int) -> None:
    chord = (Note(0.0, 1.0, 60, 40), Note(0.0, 1.0, 64, 100), Note(0.0, 2.0, 67, 60))[::order]
    row = loudness_of(*chord)
    assert np.allclose(row[:12], loudness(100))


def test_loudness_follows_the_latest_notes_and_returns_to_those_that_are_held() -> None:
    row = loudness_of(Note(0.0, 4.0, 48, 100), Note(1.0, 1.0, 72, 40))
    assert np.allclose(row[:12], loudness(100))
    assert np.allclose(row[12:24], loudness(40))
    assert np.allclose(row[24:48], loudness(100))


def test_drums_have_a_loudness_too() -> None:
    row = loudness_of(Note(0.0, 0.25, 36, 110), Note(0.5, 0.25, 42, 50), role="drums")
    assert row[0] == pytest.approx(loudness(110))
    assert row[6] == pytest.approx(loudness(50))


def test_a_note_sounds_from_its_start_to_its_end_and_is_struck_once() -> None:
    sounding, struck, drums, known = rows(Note(1.0, 0.5, 60, 127))
    assert np.flatnonzero(sounding[60 - 21]).tolist() == list(range(12, 18))
    assert np.argwhere(struck).tolist() == [[60 - 21, 12]]
    assert struck[60 - 21, 12] == 1
    assert sounding.sum() == 6
    assert known.all()
    assert not drums.any()


def test_columns_are_the_nearest_ones_and_every_note_has_one() -> None:
    sounding, struck, _, _ = rows(Note(1.03, 0.5, 60, 100), Note(2.05, 0.001, 62, 100))
    assert np.flatnonzero(sounding[60 - 21]).tolist() == list(range(12, 18))
    assert np.flatnonzero(sounding[62 - 21]).tolist() == [25]
    assert struck[62 - 21, 25] == np.float32(100 / 127)


def test_a_repeated_note_is_struck_while_it_sounds_and_the_louder_of_two_counts() -> None:
    sounding, struck, _, _ = rows(Note(0, 1, 60, 90), Note(1, 1, 60, 50), Note(1, 0.5, 60, 70))
    assert sounding[60 - 21, :24].all()
    assert np.flatnonzero(struck[60 - 21]).tolist() == [0, 12]
    assert struck[60 - 21, 12] == np.float32(70 / 127)


@pytest.mark.parametrize("role", ["drums", "percussion"])
def test_drums_are_struck_in_classes_and_have_no_pitch(role: str) -> None:
    sounding, struck, drums, known = rows(Note(0, 1, 36, 127), Note(1, 1, 38, 64), Note(1, 1, 90, 64), role=role)
    assert np.argwhere(drums).tolist() == [[0, 0], [2, 12], [15, 12]]
    assert known.all()
    assert not sounding.any()
    assert not struck.any()


def test_every_class_but_that_of_the_others_has_a_key() -> None:
    assert set(DRUM_CLASS.values()) == set(range(DRUM_CLASSES - 1))


@pytest.mark.parametrize("note", [Note(0, 1, 20, 90), Note(0, 1, 109, 90), Note(8, 1, 60, 90), Note(-1, 1, 60, 90)])
def test_notes_beyond_the_piano_or_the_clip_are_left_out(note: Note) -> None:
    sounding, struck, _, known = rows(note)
    assert not sounding.any()
    assert not struck.any()
    assert known.all()


def test_the_piano_s_ends_and_the_clip_s_last_column_are_in() -> None:
    sounding, _, _, _ = rows(Note(0, 1, 21, 90), Note(7.9, 4, 108, 90))
    assert sounding[0, 0] == 1
    assert sounding[PITCHES - 1, -1] == 1


@given(
    st.lists(
        st.builds(
            Note,
            st.floats(0, 7.9),
            st.floats(0.001, 9),
            st.integers(21, 108),
            st.integers(1, 127),
        )
    ),
    st.sampled_from(["keys", "drums"]),
)
def test_every_note_inside_is_struck(notes: list[Note], role: str) -> None:
    sounding, struck, drums, _ = rows(*notes, role=role)
    for note in notes:
        column = round(note.start_quarters * 12)
        row = struck[note.pitch - 21] if role == "keys" else drums[DRUM_CLASS.get(note.pitch, DRUM_CLASSES - 1)]
        assert row[column] >= np.float32(note.velocity / 127)
        assert role == "drums" or sounding[note.pitch - 21, column]
    assert np.count_nonzero(struck) + np.count_nonzero(drums) <= len(notes)


def test_a_dropped_score_leaves_the_other_rows() -> None:
    columns = np.ones((2, SCORED_FEATURES, 3), dtype=np.float32)
    drop_score(columns)
    assert columns[:, :FEATURES].all()
    assert not columns[:, FEATURES:].any()
    plain = np.ones((FEATURES, 3), dtype=np.float32)
    drop_score(plain)
    assert plain.all()


def test_a_score_is_held_where_the_notes_of_every_column_are_known() -> None:
    plain = np.ones((FEATURES, GRID.total_columns), dtype=np.float32)
    scored = np.concatenate([plain, score_columns(GRID, Part("keys", "", ()))])
    assert hold_score(scored)
    scored[FEATURES + NOTE_FEATURES - 1, 5] = 0
    assert not hold_score(scored)
    assert not hold_score(plain)


def test_an_early_first_beat_of_a_loop_is_struck_in_its_first_column() -> None:
    early = Part("drums", "", (Note(7.98, 0.02, 36, 127),))
    assert score_columns(GRID, early, loop=True)[2 * PITCHES + DRUM_CLASS[36]].nonzero()[0].tolist() == [0]
    assert not score_columns(GRID, early)[: NOTE_FEATURES - 1].any()
    held = score_columns(GRID, Part("keys", "", (Note(7.98, 0.02, 60, 127),)), loop=True)
    assert held[60 - LOWEST_PITCH].nonzero()[0].tolist() == [0]
