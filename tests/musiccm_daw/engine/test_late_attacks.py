"""Late attacks: who speaks slowly is struck earlier, round a loop's seam and not before music begins."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.engine.late_attacks import ATTACK_MS, lead_columns, struck_early
from musiccm_daw.engine.loading import load_engine
from musiccm_daw.engine.score_columns import LOUDNESS_ROW, NOTE_FEATURES, PITCHES, score_columns
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import Score
from musiccm_daw.timebase import Meter, TimeGrid

GRID = TimeGrid(Fraction(120), Meter.parse("4/4"), 2)
LINE = Part("strings", "solo_violin", (Note(0.0, 1.0, 70, 127), Note(1.0, 3.0, 72, 127), Note(7.0, 1.0, 74, 127)))
ROW = {note.pitch: PITCHES + note.pitch - 21 for note in LINE.notes}


def struck(columns: np.ndarray, pitch: int) -> list[int]:
    return np.flatnonzero(columns[ROW[pitch]]).tolist()


def sounding(columns: np.ndarray, pitch: int) -> list[int]:
    return np.flatnonzero(columns[ROW[pitch] - PITCHES]).tolist()


def test_the_table_names_instruments_that_the_composer_has() -> None:
    assert set(ATTACK_MS) <= set(INSTRUMENTS)


def line_of(instrument: str, seconds: float, grid: TimeGrid) -> Part:
    quarters = seconds * float(grid.bpm) / 60
    return Part("strings", instrument, tuple(Note(float(at), quarters, 70, 92) for at in range(4)))


@pytest.mark.parametrize(
    ("instrument", "bpm", "lead"),
    [
        ("grand_piano", 120, 0),
        ("solo_violin", 120, 1),
        ("solo_violin", 170, 1),
        ("slow_strings", 60, 1),
        ("slow_strings", 178, 2),
        ("kazoo", 120, 0),
    ],
)
def test_an_instrument_is_struck_early_by_the_columns_nearest_to_its_attack(
    instrument: str, bpm: int, lead: int
) -> None:
    grid = TimeGrid(Fraction(bpm), Meter.parse("4/4"), 1)
    assert lead_columns(line_of(instrument, 0.3, grid), grid) == lead


@pytest.mark.parametrize("instrument", ATTACK_MS)
def test_short_notes_are_struck_where_they_are_written(instrument: str) -> None:
    assert lead_columns(line_of(instrument, 0.1, GRID), GRID) == 0


def test_a_part_that_rests_is_struck_nowhere() -> None:
    assert lead_columns(Part("strings", "solo_violin", ()), GRID) == 0


def test_a_loop_strikes_its_first_note_before_it_turns_round() -> None:
    columns = struck_early(score_columns(GRID, LINE), 2, ())
    assert [struck(columns, pitch) for pitch in ROW] == [[94], [10], [82]]
    assert sounding(columns, 70) == [*range(10), 94, 95]
    assert sounding(columns, 72) == list(range(10, 46))
    # Who plays and that a score is known stay where they are.
    players = slice(NOTE_FEATURES - 1, LOUDNESS_ROW)
    assert np.array_equal(columns[players], score_columns(GRID, LINE)[players])
    # The loudness goes with the notes.
    assert np.array_equal(columns[LOUDNESS_ROW], np.roll(score_columns(GRID, LINE)[LOUDNESS_ROW], -2))


def test_music_that_ends_strikes_its_first_note_where_it_begins_and_holds_the_last_to_the_end() -> None:
    columns = struck_early(score_columns(GRID, LINE), 2, (0,))
    assert [struck(columns, pitch) for pitch in ROW] == [[0], [10], [82]]
    assert sounding(columns, 70) == list(range(10))
    assert sounding(columns, 74) == list(range(82, 96))


def test_new_bars_strike_nothing_in_those_before_them() -> None:
    line = Part("strings", "solo_violin", (Note(0.0, 4.0, 70, 127), Note(4.0, 4.0, 72, 127)))
    columns = struck_early(score_columns(GRID, line), 2, (48,))
    assert [struck(columns, pitch) for pitch in (70, 72)] == [[94], [48]]
    assert sounding(columns, 70) == [*range(48), 94, 95]
    assert sounding(columns, 72) == list(range(48, 94))


@pytest.mark.weights
def test_a_violin_sounds_on_the_beat() -> None:
    notes = tuple(Note(float(at), 1.0, 70, 92) for at in range(0, 16, 2))
    violin = Part("strings", "solo_violin", notes, name="strings", words="solo violin")
    request = GenerationRequest.resolve("solo violin", bpm=120, bars=4, seed=3, key="Am", chords="Am")
    engine = load_engine(None, "cpu")
    (stem,) = engine.generate(request, scores=[Score((violin,), "midi", "classical")]).stems
    rate = request.sample_rate
    level = np.sqrt(np.convolve(stem.audio.mean(axis=1) ** 2, np.ones(rate // 100), "same"))
    turned = np.roll(level, rate // 2)
    late = []
    for strike in (rate // 2 + rate * at for at in range(8)):
        rise = turned[strike - rate // 8 : strike + 3 * rate // 8]
        late.append(np.argmax(rise > rise.max() / 3) / rate - 1 / 8)
    # Struck on the beat, it took 80 ms.
    assert abs(np.median(late)) < 0.05
