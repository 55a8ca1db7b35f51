"""Late attacks: instruments that speak slowly are struck earlier, so that they sound on the beat.

Between a part's score rows and the voice that is sampled under them. The model plays bowed and blown notes as the sound
fonts of its corpus do: a violin has a third of its level 80 ms after its strike, two thirds of a 16th at 120 BPM.
Samplers have a negative track delay for that, and so has every part here. The notes that a take keeps stay where they
were written.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.engine.score_columns import LOUDNESS_ROW, NOTE_FEATURES, PITCHES
from musiccm_daw.score.note import Part
from musiccm_daw.timebase import TimeGrid

ATTACK_MS = {
    **{"solo_violin": 40, "solo_viola": 40, "solo_cello": 40, "tremolo_strings": 30},
    **{"string_ensemble": 45, "slow_strings": 45, "synth_strings": 45, "choir_aahs": 40},
    **{"trombone": 40, "french_horn": 40},
    **{"warm_gm_pad": 30, "warm_pad": 25, "sweep_pad": 40, "analog_pad": 40, "glass_pad": 30},
}
"""From the strike of a note of the bundled model to where it rises most (dev/judge/attacks.py), in lines whose notes
follow each other; after a rest it takes up to twice as long. Not here is what a transcriber that is not ours finds best
where it is written: flutes, oboes and clarinets take 15 to 30 ms (dev/LOG.md)."""
SHORT_SECONDS = 0.12
"""Notes that are shorter on the median are struck at once, by the same instruments."""

_HELD = np.r_[:PITCHES, LOUDNESS_ROW]
_STRUCK = np.r_[PITCHES : NOTE_FEATURES - 1]


def attack_seconds(instrument: str, seconds: float) -> float:
    """Return how long after its strike a note of an instrument, so many seconds long, sounds."""
    return 0.0 if seconds < SHORT_SECONDS else ATTACK_MS.get(instrument, 0) / 1000


def lead_columns(part: Part, grid: TimeGrid) -> int:
    """Return by how many latent columns, of 28 to 55 ms, a part is struck early."""
    if not part.notes:
        return 0
    quarter_seconds = 60 / float(grid.bpm)
    length = median(note.duration_quarters for note in part.notes) * quarter_seconds
    return round(attack_seconds(part.instrument, length) * grid.columns_per_quarter / quarter_seconds)


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
