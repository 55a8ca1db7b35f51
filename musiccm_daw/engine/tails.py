"""The tail of a clip that ends: where its last notes are over, and how what rings on dies away until the last sample.

Between the score and `finishing.py`, which lays the tail over the audio. Models leave some noise where nobody plays, 10
to 30 dB under the music and louder towards the end of a clip, so a tail is faded, and not just left to them.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.score.note import Part
from musiccm_daw.timebase import TimeGrid

DECAY_DB = 60.0
"""From the beginning of the tail to its floor: its length is a reverberation time."""
FLOOR_SECONDS = 0.05
"""Before the end, where the decay is complete."""
_ATTACK_SECONDS = 0.1
"""Of the last note, which no tail takes away."""
_TAIL_SECONDS = 0.3
"""Of notes that are held to the end."""


def tail_start_seconds(parts: Iterable[Part], grid: TimeGrid) -> float | None:
    """Return where the tail begins: where the last note ends, or before the end of one that is held until then.

    None where nothing is played, or where the last attack leaves no room for a tail.
    """
    notes = [note for part in parts for note in part.notes]
    if not notes:
        return None
    quarter_seconds = 60 / float(grid.bpm)
    end = float(grid.total_quarters) * quarter_seconds
    attack = max(note.start_quarters for note in notes) * quarter_seconds
    over = max(note.start_quarters + note.duration_quarters for note in notes) * quarter_seconds
    start = max(attack + _ATTACK_SECONDS, min(over, end - _TAIL_SECONDS))
    return start if start < end - 2 * FLOOR_SECONDS else None


def tail_levels(positions: NDArray[np.int64], start: int, floor: int) -> NDArray[np.float32]:
    """Return the levels of samples at some positions of a clip whose tail begins at `start` and has died at `floor`."""
    share = ((positions - start) / (floor - start)).clip(0, 1)
    return np.power(10, -DECAY_DB / 20 * share).astype(np.float32)
