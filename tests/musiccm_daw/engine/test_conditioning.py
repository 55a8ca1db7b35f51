"""Condition columns: bars, chords and roles on their exact columns; what is not known is zero."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musiccm_daw.engine.conditioning import (
    COLUMN_FEATURES,
    FEATURES,
    METER_FEATURES,
    UNCONDITIONAL_FEATURES,
    column_conditions,
    drop,
    feature_rows,
)
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.roles import ROLES
from musiccm_daw.timebase import Meter, TimeGrid
from tests.musiccm_daw.engine.grids import grids

GRID = TimeGrid(Fraction(120), Meter(4, 4), 2)
CHORDS = ["Am7", "F", "C/E", "G7", "Bdim", "Ebmaj7", "F#m7b5"]
progressions = st.lists(
    st.lists(st.sampled_from(CHORDS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4
).map(lambda bars: ChordProgression.parse(" | ".join(bars)))


def all_conditions(grid: TimeGrid) -> np.ndarray:
    """Return the columns of a request that leaves nothing open."""
    return column_conditions(
        grid,
        chords=ChordProgression.parse("Am | F C"),
        key=Key.parse("A minor"),
        role="bass",
        energy=[bar / grid.bars for bar in range(grid.bars)],
        swing=0.6,
    )


def test_rows_follow_each_other_without_gaps() -> None:
    rows = [row for name in COLUMN_FEATURES for row in range(*feature_rows(name).indices(FEATURES))]
    assert rows == list(range(FEATURES))


@settings(max_examples=40)
@given(grids)
def test_any_meter_and_tempo_has_its_bars_and_quarters(grid: TimeGrid) -> None:
    columns = all_conditions(grid)
    assert columns.shape == (FEATURES, grid.total_columns)
    assert columns.dtype == np.float32
    assert np.isfinite(columns).all()
    assert np.abs(columns).max() <= 4
    index = np.arange(grid.total_columns)
    assert (columns[feature_rows("bar_start")][0] == (index % grid.columns_per_bar == 0)).all()
    in_bar = index % grid.columns_per_bar
    assert (columns[feature_rows("quarter_start")][0] == (in_bar % grid.columns_per_quarter == 0)).all()
    for phase in ("eighth_phase", "quarter_phase", "bar_phase"):
        assert np.allclose(np.square(columns[feature_rows(phase)]).sum(0), 1, atol=1e-5)
        assert np.allclose(columns[feature_rows(phase), :: grid.columns_per_bar], [[0], [1]], atol=1e-5)


@settings(max_examples=40)
@given(grids, progressions)
def test_chords_change_on_the_exact_column(grid: TimeGrid, chords: ChordProgression) -> None:
    columns = column_conditions(grid, chords=chords, key=None, role=None, energy=None, swing=None)
    assert (columns[feature_rows("chord_known")] == 1).all()
    roots, basses = (columns[feature_rows(name)] for name in ("chord_root", "chord_bass"))
    assert (roots.sum(0) == 1).all()
    assert (basses.sum(0) == 1).all()
    # Every bar line, and both sides of every change.
    changes = np.flatnonzero((np.diff(np.concatenate([roots, basses]), axis=1) != 0).any(axis=0))
    lines = range(0, grid.total_columns, grid.columns_per_bar)
    for column in {*lines, *changes.tolist(), *(changes + 1).tolist(), grid.total_columns - 1}:
        bar, within = divmod(column, grid.columns_per_bar)
        chord = chords.at(bar, Fraction(within, grid.columns_per_bar))
        assert roots[:, column].argmax() == chord.root
        assert basses[:, column].argmax() == chord.bass
        sounding = np.flatnonzero(columns[feature_rows("chord_chroma"), column])
        assert set(sounding) == {pitch % 12 for pitch in chord.pitch_classes}


@pytest.mark.parametrize("unknown", ["chords", "key", "role", "energy", "swing"])
def test_what_is_unknown_is_zero_and_nothing_else_changes(unknown: str) -> None:
    facts = {
        "chords": ChordProgression.parse("Am | F"),
        "key": Key.parse("Am"),
        "role": "bass",
        "energy": [0.2, 1.0],
        "swing": 0.5,
    }
    whole = column_conditions(GRID, **facts)  # type: ignore[arg-type]
    partly = column_conditions(GRID, **{**facts, unknown: None})  # type: ignore[arg-type]
    prefix = {"chords": "chord_"}.get(unknown, unknown)
    dropped = tuple(name for name in COLUMN_FEATURES if name.startswith(prefix))
    assert all((partly[feature_rows(name)] == 0).all() for name in dropped)
    assert any((whole[feature_rows(name)] != 0).any() for name in dropped)
    drop(whole, dropped)
    assert (whole == partly).all()


def test_dropping_everything_leaves_tempo_and_quarters_alone() -> None:
    columns = all_conditions(GRID)
    drop(columns, UNCONDITIONAL_FEATURES)
    nothing = column_conditions(GRID, chords=None, key=None, role=None, energy=None, swing=None)
    drop(nothing, METER_FEATURES)
    assert (columns == nothing).all()
    rest = [name for name in COLUMN_FEATURES if columns[feature_rows(name)].any()]
    assert rest == ["eighth_phase", "quarter_phase", "quarter_start", "log_column_rate"]


@pytest.mark.parametrize(
    ("meter", "beats"),
    [("4/4", [0, 12, 24, 36]), ("3/4", [0, 12, 24]), ("6/8", [0, 18]), ("12/8", [0, 18, 36, 54]), ("2/2", [0, 24])],
)
def test_meters_of_equal_length_differ_by_their_beats(meter: str, beats: list[int]) -> None:
    grid = TimeGrid(Fraction(120), Meter.parse(meter), 1)
    columns = all_conditions(grid)
    assert np.flatnonzero(columns[feature_rows("beat_start")][0]).tolist() == beats
    assert np.allclose(columns[feature_rows("beat_phase"), beats], [[0], [1]], atol=1e-5)
    assert 2 ** columns[feature_rows("bar_length")][0, 0] * 4 == pytest.approx(float(grid.meter.quarters_per_bar))


def test_key_role_and_energy_are_where_they_belong() -> None:
    columns = all_conditions(GRID)
    assert set(np.flatnonzero(columns[feature_rows("key_scale"), 5])) == {0, 2, 4, 5, 7, 9, 11}
    assert np.flatnonzero(columns[feature_rows("role"), 5]).tolist() == [ROLES.index("bass")]
    assert columns[feature_rows("energy")][0].tolist() == [0.0] * 48 + [0.5] * 48


def test_tempo_is_in_octaves_of_120() -> None:
    for bpm, octaves in ((60, -1.0), (120, 0.0), (240, 1.0)):
        columns = all_conditions(TimeGrid(Fraction(bpm), Meter(4, 4), 1))
        assert columns[feature_rows("log_tempo")][0, 0] == pytest.approx(octaves)
        assert -0.51 <= columns[feature_rows("log_column_rate")][0, 0] <= 0.51


def test_no_chord_is_an_unknown_one_for_its_bar_alone() -> None:
    grid = TimeGrid(Fraction(120), Meter(4, 4), 2)
    columns = column_conditions(
        grid, chords=ChordProgression.parse("Am | N.C."), key=None, role=None, energy=None, swing=None
    )
    known = columns[feature_rows("chord_known")][0]
    assert known.tolist() == [1.0] * grid.columns_per_bar + [0.0] * grid.columns_per_bar
    for row in ("chord_root", "chord_chroma", "chord_bass"):
        assert not columns[feature_rows(row), grid.columns_per_bar :].any()
        assert columns[feature_rows(row), : grid.columns_per_bar].any()
