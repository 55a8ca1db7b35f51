"""Dynamics: are a recording's loud notes those that its score plays loud?

In: audio of one clip, its grid, and the parts that it plays. Out: a correlation. What holds one level, whatever its
notes, has none, and so have noise, silence and the clip of another score. Pitches of an instrument differ in level by
nature, so a true clip does not reach 1 either: the figure is to be read beside its.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.signal import TINY
from musiccm_daw.score.note import Part
from musiccm_daw.timebase import TimeGrid

SAME_ONSET_SECONDS = 0.02
BEFORE_SECONDS, AFTER_SECONDS = 0.005, 0.080
"""What of an onset counts as its level: from just before it to the shortest note that the composer writes."""
FEWEST_ONSETS = 12
LEAST_SPREAD_DB = 1.0
"""Standard deviation of the loudness of a score's onsets; of one that is more even there is nothing to follow."""
RANGE_DB = 40.0
"""Levels further below the loudest count as this far below: what is as good as silent has no level of its own."""


def velocity_agreement(audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid, parts: Sequence[Part]) -> float:
    """Return the correlation, -1 to 1, of the levels of audio (S,) or (S, A) at onsets with the score's loudness there.

    It is 0 where all levels are the same, and nan where the score has few onsets or hardly any dynamics.
    """
    times, loudness = _onsets(grid, parts)
    if len(times) < FEWEST_ONSETS or loudness.std() < LEAST_SPREAD_DB:
        return float("nan")
    levels = _levels(audio.reshape(len(audio), -1).mean(axis=1), sample_rate, times)
    if levels.std() < TINY:
        return 0.0
    return float(np.corrcoef(levels, loudness)[0, 1])


def _onsets(grid: TimeGrid, parts: Sequence[Part]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the times in seconds of the onsets of parts, and their loudness in dB.

    A note's amplitude grows with its velocity squared, as in sound fonts, and notes that are struck together add power.
    """
    quarter = float(60 / grid.bpm)
    powers: defaultdict[int, float] = defaultdict(float)
    for part in parts:
        for note in part.notes:
            start = note.start_quarters * quarter
            if start + AFTER_SECONDS < float(grid.total_seconds):
                powers[round(start / SAME_ONSET_SECONDS)] += (note.velocity / 127) ** 4
    slots = sorted(powers)
    return np.array(slots) * SAME_ONSET_SECONDS, 10 * np.log10([powers[slot] for slot in slots])


def _levels(signal: NDArray[np.floating], sample_rate: int, times: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the level in dB of a signal (S,) at each time, at most `RANGE_DB` below the loudest."""
    energy = np.concatenate([[0.0], np.cumsum(np.square(signal, dtype=np.float64))])
    first, end = (
        np.clip(np.rint((times + shift) * sample_rate).astype(int), 0, len(signal))
        for shift in (-BEFORE_SECONDS, AFTER_SECONDS)
    )
    powers = (energy[end] - energy[first]) / np.maximum(end - first, 1)
    levels: NDArray[np.float64] = 10 * np.log10(np.maximum(powers, TINY))
    audible: NDArray[np.float64] = np.maximum(levels, levels.max() - RANGE_DB)
    return audible
