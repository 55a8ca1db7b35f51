"""Swing: how late does every second 8th or 16th come, where swing was asked for and where it was not?

In: onset times of one clip and its grid. Out: 0 for straight, 1 for triplets, as the corpus counts it
(`humanise.swung`): the median place, between two beats or two 8ths, of the onsets about the middle. The ratio of long
to short is that of Friberg & Sundström 2002, "Swing ratios and ensemble timing in jazz performance" (Music Perception
19, 333-349), with the times of `onsets.py` instead of a player's ride cymbal.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.timebase import TimeGrid

MIDDLE = (0.42, 0.72)
"""Share of the pair in which its second note is looked for: straight is 0.5, a triplet 0.667, a 16th after it 0.75."""
FEWEST = 4
"""Of fewer notes the median says nothing."""
SWUNG = 0.3
"""From here on the corpus' captions say that a clip swings."""


def swing_unit(style: str) -> Fraction:
    """What a style swings, in quarters: 8ths, but for some that swing 16ths."""
    return Fraction(STYLE_TABLE[style].swing_unit) if style in STYLE_TABLE else Fraction(1, 2)


def heard_swing(times: NDArray[np.float64], grid: TimeGrid, unit: Fraction) -> float:
    """Swing of onset times in seconds, by `unit`s of a quarter (1/2 for 8ths); nan with few onsets off the beat."""
    pair = float(2 * unit * 60 / grid.bpm)
    places = np.mod(times, pair) / pair
    second = places[(places > MIDDLE[0]) & (places < MIDDLE[1])]
    if len(second) < FEWEST:
        return float("nan")
    return float(3 * (np.median(second) / 0.5 - 1))
