"""Swing: how late every second 8th or 16th comes.

In: onset times of one clip and its grid. Out: 0 for straight, 1 for triplets, on the corpus' scale (`swung` in
`musiccm_daw/composer/humanise.py`): the median position, between two beats or two 8ths, of the onsets near the middle.
The ratio of long to short is that of Friberg & Sundström 2002, "Swing ratios and ensemble timing in jazz performance"
(Music Perception 19, 333-349), with the times of `metrics/onsets.py` instead of a player's ride cymbal.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.timebase import TimeGrid

MIDDLE = (0.42, 0.72)
"""Where in a pair of notes the second one is looked for: straight is 0.5, a triplet 0.667, a dotted note 0.75."""
FEWEST = 4
"""With fewer notes the median says nothing."""
SWUNG = 0.3
"""The least swing of which the corpus' captions say that a clip swings."""


def swing_unit(style: str) -> Fraction:
    """Return the note value that a style swings, in quarters: 8ths, or 16ths for some."""
    return Fraction(STYLE_TABLE[style].swing_unit) if style in STYLE_TABLE else Fraction(1, 2)


def measure_swing(times: NDArray[np.float64], grid: TimeGrid, unit: Fraction) -> float:
    """Measure the swing of onset times in seconds; `unit` is in quarters (1/2 for 8ths); nan if few are offbeat."""
    pair = float(2 * unit * 60 / grid.bpm)
    places = np.mod(times, pair) / pair
    second = places[(places > MIDDLE[0]) & (places < MIDDLE[1])]
    if len(second) < FEWEST:
        return float("nan")
    return float(3 * (np.median(second) / 0.5 - 1))
