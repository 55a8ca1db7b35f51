"""Late attacks: instruments that speak slowly are struck earlier, so that they sound on the beat.

Between a part's score rows and the voice that is sampled under them. The model plays bowed and blown notes as the sound
fonts of its corpus do: a violin has a third of its level 80 ms after its strike, two thirds of a 16th at 120 BPM.
Samplers have a negative track delay for that, and so has every part here. The notes that a take keeps stay where they
were written.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.engine.score_columns import LOUDNESS_ROW, NOTE_FEATURES, PITCHES
from musiccm_daw.timebase import TimeGrid

ATTACK_MS = {
    **{"solo_violin": 60, "solo_viola": 40, "solo_cello": 65, "tremolo_strings": 50},
    **{"string_ensemble": 60, "slow_strings": 90, "synth_strings": 100},
    **{"choir_aahs": 60, "choir_pad": 60},
    **{"trombone": 40, "french_horn": 60, "accordion": 40},
    **{"warm_gm_pad": 100, "warm_pad": 100, "sweep_pad": 100, "analog_pad": 100, "glass_pad": 100},
}
"""From the strike of a note of the bundled model to about a fifth of its level (dev/judge/attacks.py). Pads swell for
longer, which is what they are for, and are struck 100 ms early at most. Not here is what a transcriber that is not ours
finds best where it is written: flutes, oboes and clarinets take 30 to 40 ms (dev/LOG.md)."""

_HELD = np.r_[:PITCHES, LOUDNESS_ROW]
_STRUCK = np.r_[PITCHES : NOTE_FEATURES - 1]


def lead_columns(instrument: str, grid: TimeGrid) -> int:
    """Return by how many latent columns, of 28 to 55 ms, an instrument is struck early."""
    columns_per_second = grid.columns_per_quarter * float(grid.bpm) / 60
    return round(ATTACK_MS.get(instrument, 0) / 1000 * columns_per_second)


def struck_early(columns: NDArray[np.float32], lead: int, starts: Iterable[int]) -> NDArray[np.float32]:
    """Return score rows (`SCORE_FEATURES`, W) whose notes begin and end `lead` columns earlier.

    Rows are a circle, as a loop is: what is struck in the first columns is struck at the end instead.

    Args:
        columns: of one part.
        lead: in columns.
        starts: columns before which nothing can be struck any more: the first one of music that ends, and of bars that
            replace others. Their first notes are struck there, and those before them sound until then.
    """
    if not lead:
        return columns
    early = columns.copy()
    for rows in (_HELD, _STRUCK):
        early[rows] = np.roll(columns[rows], -lead, axis=1)
    for start in starts:
        before = np.arange(start - lead, start) % columns.shape[1]
        early[np.ix_(_HELD, before)] = columns[np.ix_(_HELD, before)]
        early[np.ix_(_STRUCK, before)] = 0
        early[_STRUCK, start] = columns[_STRUCK, start : start + lead + 1].max(axis=1)
    return early
