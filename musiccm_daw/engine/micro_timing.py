"""Timing between columns: swing, a player's lateness and slow attacks, finer than the model's grid.

Between the decoded rows of a voice and their sum. Columns are 28 to 55 ms long and a note is struck in the nearest one,
which would turn a swing of 58 % into straight 16ths. So between one strike and the next rows are read a little faster
or slower: attacks move to where their notes are written, and no pitch changes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from musiccm_daw.engine.late_attacks import attack_seconds, lead_columns
from musiccm_daw.engine.score_columns import struck_column
from musiccm_daw.model.row_mixing import rows_between
from musiccm_daw.model.vocoders.block_vocoder import RowsOf
from musiccm_daw.score.note import Part
from musiccm_daw.timebase import FRAMES_PER_COLUMN, TimeGrid

MOVED = 0.65
"""Share of a note's distance from its column by which its attack is moved. Of swung notes the model plays 0.45 of it by
itself, since it has learned where they fall, and of notes that lie anywhere 0.13 (dev/LOG.md)."""
STEEPEST = 0.5
"""Rows are read at 0.5 to 1.5 of their speed."""
ATTACK_FRAMES = 3
"""So many frames before a strike move with it: its rise begins within the length of an analysis window."""
INAUDIBLE = 0.05
"""Frames, half a millisecond: a smaller distance is none."""


def frame_offsets(
    parts: Sequence[Part], grid: TimeGrid, *, loop: bool, new: range | None = None
) -> NDArray[np.float32]:
    """Return, for every frame of a clip (T), how many frames later its rows are to be read.

    Args:
        parts: what one voice plays.
        grid: of the clip.
        loop: whether its end leads to its start; else both ends stay where they are.
        new: the only bars whose sound is new, from 0; others stay as they are.
    """
    frames = grid.total_columns * FRAMES_PER_COLUMN
    strikes = _strikes(parts, grid, loop=loop)
    if not any(strikes.values()):
        return np.zeros(frames, dtype=np.float32)
    places = np.array(sorted(strikes))
    offsets = np.array([strikes[place] for place in places])
    if loop:
        places = np.concatenate([places - frames, places, places + frames])
        offsets = np.tile(offsets, 3)
    halfway = (places + np.concatenate([[-np.inf], places[:-1]])) / 2
    rising = np.maximum(places - ATTACK_FRAMES, halfway)
    places, offsets = np.stack([rising, places], axis=1).ravel(), offsets.repeat(2)
    smooth = np.interp(np.arange(frames), places, _gentle(places, offsets))
    room = STEEPEST * _frames_to_what_stays(frames, loop, _frames_of(new, grid))
    offsets = smooth.clip(-room, room)
    return np.where(np.abs(offsets) < INAUDIBLE, 0, offsets).astype(np.float32)


def retimed(rows_of: RowsOf, offsets: NDArray[np.float32], *, circular: bool) -> RowsOf:
    """Return `rows_of` with its rows read where `offsets` (T) say."""
    if not offsets.any():
        return rows_of
    frames = len(offsets)

    def read(block: range) -> torch.Tensor:
        places = np.arange(block.start, block.stop) + offsets[block.start : block.stop].astype(np.float64)
        if not circular:
            places = places.clip(0, frames - 1)
        first = math.floor(places.min() / FRAMES_PER_COLUMN) * FRAMES_PER_COLUMN
        last = math.ceil((places.max() + 1) / FRAMES_PER_COLUMN) * FRAMES_PER_COLUMN
        return rows_between(rows_of(range(first, last)), torch.from_numpy(places - first))

    return read


def _strikes(parts: Sequence[Part], grid: TimeGrid, *, loop: bool) -> dict[float, float]:
    """Return the frames on which notes should sound, and how many frames later the model plays them.

    Notes that are struck in one column, as the strings of a strum are, move together.
    """
    per_quarter, quarter_seconds = grid.columns_per_quarter, 60 / float(grid.bpm)
    late: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for part in parts:
        lead = lead_columns(part, grid)
        for note in part.notes:
            written = note.start_quarters * per_quarter
            attack = attack_seconds(part.instrument, note.duration_quarters * quarter_seconds)
            moved = MOVED * (written - round(written))
            column = struck_column(note, grid, loop=loop)
            if column < grid.total_columns:
                late[column].append((moved, attack / quarter_seconds * per_quarter - lead))
    strikes = {}
    for column, found in late.items():
        moved, delay = np.mean(found, axis=0)
        strikes[float((column + moved) * FRAMES_PER_COLUMN)] = float((delay - moved) * FRAMES_PER_COLUMN)
    return strikes


def _frames_of(bars: range | None, grid: TimeGrid) -> range | None:
    per_bar = grid.columns_per_bar * FRAMES_PER_COLUMN
    return None if bars is None else range(bars.start * per_bar, bars.stop * per_bar)


def _frames_to_what_stays(frames: int, loop: bool, new: range | None) -> NDArray[np.float64]:
    """Return how far each frame is from the nearest one that stays in its place."""
    at = np.arange(frames, dtype=np.float64)
    if new is not None:
        return np.minimum(at - new.start, new.stop - 1 - at).clip(min=0.0)
    return np.full(frames, np.inf) if loop else np.minimum(at, frames - 1 - at)


def _gentle(places: NDArray[np.float64], offsets: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return offsets whose slope is nowhere more than `STEEPEST`: the mean of the nearest such ones below and above."""
    steps = STEEPEST * np.diff(places)
    below, above = offsets.copy(), offsets.copy()
    for at, before, step in (
        *((at, at - 1, steps[at - 1]) for at in range(1, len(offsets))),
        *((at, at + 1, steps[at]) for at in range(len(offsets) - 2, -1, -1)),
    ):
        below[at] = min(below[at], below[before] + step)
        above[at] = max(above[at], above[before] - step)
    return (below + above) / 2
