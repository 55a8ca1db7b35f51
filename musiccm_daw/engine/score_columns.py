"""A part of a score as condition columns: which pitches sound, which are struck, which drums, who plays, how loud.

In: a time grid and a part. Out: float32 (`SCORE_FEATURES`, W), the rows that follow those of `conditioning.py` in
networks that read scores. The corpus and requests go through the same function, so that a column means the same in
training and in generation. Torch-free.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.engine.instrument_rows import INSTRUMENT_ROWS
from musiccm_daw.roles import DRUM_ROLES
from musiccm_daw.score.note import HIGHEST_PITCH, LOWEST_PITCH, Note, Part
from musiccm_daw.timebase import TimeGrid

if TYPE_CHECKING:
    from torch import Tensor

PITCHES = HIGHEST_PITCH - LOWEST_PITCH + 1
DRUM_CLASSES = 16
NOTE_FEATURES = 2 * PITCHES + DRUM_CLASSES + 1
"""Sounding pitches, struck pitches, drum strokes, and whether a score is known; all zero where it is not."""
LOUDNESS_ROW = NOTE_FEATURES + len(INSTRUMENT_ROWS)
"""Where the loudness of what sounds stands, after a row for each instrument; the latter are zero where the player has
no name of ours."""
SCORE_FEATURES = LOUDNESS_ROW + 1
NOTED_FEATURES = FEATURES + NOTE_FEATURES
"""F of the condition columns of a network that reads notes alone: it was trained before there were rows for
instruments."""
PLAYER_FEATURES = FEATURES + LOUDNESS_ROW
"""F of a network that reads notes and who plays them, but not how loud: velocities of single pitches alone."""
SCORED_FEATURES = FEATURES + SCORE_FEATURES
"""F of the condition columns of a network that reads scores."""
MEZZO_FORTE = 80
"""The velocity whose loudness is 0, as it is in rests."""
SOFTEST = -5.0
"""No note has less loudness: 20 dB below mezzo forte."""
OTHER_DRUM = DRUM_CLASSES - 1
DRUM_CLASS = {
    35: 0, 36: 0, 37: 1, 38: 2, 40: 2, 39: 3, 42: 4, 44: 5, 46: 6, 41: 7, 43: 7, 45: 8, 47: 8, 48: 8, 50: 9, 49: 10,
    57: 10, 51: 11, 59: 11, 53: 12, 54: 13, 69: 13, 70: 13, 82: 13, 56: 14, 67: 14, 75: 14, 81: 14,
}  # fmt: skip
"""Percussion keys of General MIDI to kick, side stick, snare, clap, hats, toms, cymbals, shakers and bells; all other
keys share a class."""


def score_columns(grid: TimeGrid, part: Part, *, loop: bool = False) -> NDArray[np.float32]:
    """Return the score rows (`SCORE_FEATURES`, W) of a part.

    A note sounds from the column nearest to its start to that nearest to its end, in one column at least; where it is
    struck stands its velocity, 0 to 1. Loudness is that of the latest notes that sound. Notes outside A0 to C8 are left
    out, and so is what begins after the last column, unless it is an early first beat of a loop.
    """
    columns = np.zeros((SCORE_FEATURES, grid.total_columns), dtype=np.float32)
    columns[NOTE_FEATURES - 1] = 1.0
    if part.instrument in INSTRUMENT_ROWS:
        columns[NOTE_FEATURES + INSTRUMENT_ROWS.index(part.instrument)] = 1.0
    width, per_quarter = grid.total_columns, grid.columns_per_quarter
    # Of notes struck in one column, the loudest comes last.
    for first, note in sorted(
        ((struck_column(note, grid, loop=loop), note) for note in part.notes),
        key=lambda struck: (struck[0], struck[1].velocity),
    ):
        written, stop = note.start_quarters * per_quarter, (note.start_quarters + note.duration_quarters) * per_quarter
        end = first + max(round(stop) - round(written), 1)
        if not 0 <= first < width:
            continue
        if part.role in DRUM_ROLES:
            row = 2 * PITCHES + DRUM_CLASS.get(note.pitch, OTHER_DRUM)
        elif LOWEST_PITCH <= note.pitch <= HIGHEST_PITCH:
            columns[note.pitch - LOWEST_PITCH, first:end] = 1.0
            row = PITCHES + note.pitch - LOWEST_PITCH
        else:
            continue
        columns[row, first] = note.velocity / 127
        columns[LOUDNESS_ROW, first:end] = loudness(note.velocity)
    return columns


def hold_score(columns: np.ndarray) -> bool:
    """Return whether condition columns (F, W) hold a score throughout; those of models that read none do not."""
    return len(columns) > FEATURES and bool(columns[FEATURES + NOTE_FEATURES - 1].all())


def struck_column(note: Note, grid: TimeGrid, *, loop: bool) -> int:
    """Return the column nearest to a note's start; the one after a loop's last is its first."""
    column = round(note.start_quarters * grid.columns_per_quarter)
    return 0 if loop and column == grid.total_columns else column


def loudness(velocity: int) -> float:
    """Return the loudness of a velocity, in steps of 4 dB: in sound fonts, tenfold velocity is 40 dB louder."""
    return max(10 * math.log10(velocity / MEZZO_FORTE), SOFTEST)


def drop_instrument(columns: np.ndarray | Tensor) -> None:
    """Set the instruments' rows of condition columns (..., F, W) to zero in place: the text alone says who plays."""
    columns[..., NOTED_FEATURES:PLAYER_FEATURES, :] = 0


def drop_score(columns: np.ndarray | Tensor) -> None:
    """Set the score rows of condition columns (..., F, W) to zero in place; columns without them stay as they are."""
    columns[..., FEATURES:, :] = 0
