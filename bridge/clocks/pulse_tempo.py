"""The tempo of clock pulses that come 24 to a quarter note, each a little early or late.

A line through the times of the last pulses has the tempo as its slope. The longer the stretch, the less jitter matters:
1 ms makes an error of 0.17 BPM over a beat at 120, of 0.01 over two bars. But a tempo that moves bends the line. So the
stretch is doubled, from a beat up to four bars, for as long as its pulses lie on a straight line. Used by `midi_clock`;
knows no MIDI and reads no time itself.
"""

from __future__ import annotations

from collections import deque
from itertools import islice

import numpy as np
from numpy.typing import NDArray

PULSES_PER_QUARTER = 24
SHORTEST, LONGEST = PULSES_PER_QUARTER, 16 * PULSES_PER_QUARTER
"""Pulses of the shortest and the longest stretch."""
GAP_SECONDS = 1.0
"""The pulses of the slowest tempo come every 0.125 s; after a longer silence they begin anew."""
CLEAR_BPM = 0.1
"""No first tempo is given before its error is this small, or a bar of 4/4 has passed."""
NEAR_BPM = 0.03
"""A tempo is taken for the last one, or for a rounder one, within its error, and never over more than this."""


class PulseTempo:
    """The tempo of the pulses so far.

    Attributes:
        bpm: None until it is clear.
    """

    def __init__(self) -> None:
        self.bpm: float | None = None
        self._times: deque[float] = deque(maxlen=LONGEST + 1)

    def add(self, seconds: float) -> None:
        """Add a pulse at a time that is not before the last one's."""
        if self._times and seconds - self._times[-1] > GAP_SECONDS:
            self.restart()
        self._times.append(seconds)

    def restart(self) -> None:
        """Begin anew with the next pulse; the last tempo stays until there is another."""
        self._times.clear()

    def measure(self) -> float | None:
        """Return the tempo at the last pulse, and keep it as `bpm`."""
        if len(self._times) > SHORTEST:
            interval, error = self._interval()
            bpm = 60 / (PULSES_PER_QUARTER * interval)
            error_bpm = bpm * error / interval
            if self.bpm is not None or error_bpm <= CLEAR_BPM or len(self._times) > 4 * PULSES_PER_QUARTER:
                self.bpm = self._settled(bpm, error_bpm)
        return self.bpm

    def _interval(self) -> tuple[float, float]:
        """Return the seconds between pulses over the longest straight stretch, and their standard error."""
        newest_first = np.array(list(islice(reversed(self._times), LONGEST + 1)))
        times = newest_first[0] - newest_first
        slope, error, _ = _line(times[: SHORTEST + 1])
        pulses = 2 * SHORTEST
        while pulses < len(times):
            longer, its_error, straight = _line(times[: pulses + 1])
            if not straight:
                break
            slope, error, pulses = longer, its_error, 2 * pulses
        return slope, error

    def _settled(self, bpm: float, error_bpm: float) -> float:
        """Return the last tempo, a whole number or a tenth where the error allows it; otherwise two decimals."""
        near = min(2 * error_bpm, NEAR_BPM)
        for rounder in (self.bpm, float(round(bpm)), round(bpm, 1)):
            if rounder is not None and abs(rounder - bpm) <= near:
                return rounder
        return round(bpm, 2)


def _line(times: NDArray[np.float64]) -> tuple[float, float, bool]:
    """Fit a line to times, without pulses that are far off.

    Returns:
        Its slope, the standard error of that, and whether the pulses lie along it.
    """
    at = np.arange(len(times), dtype=np.float64)
    kept = np.ones(len(times), dtype=np.bool_)
    for last in (False, True):
        slope, start = np.polyfit(at[kept], times[kept], 1)
        off = times - (start + slope * at)
        # A busy machine hands over a few pulses very late: the median is not moved by them.
        spread = 1.4826 * float(np.median(np.abs(off[kept])))
        if not last:
            kept = np.abs(off) <= 4 * spread + 1e-9
    spread = float(np.std(off[kept]))
    off[~kept] = 0
    error = spread * (12 / len(times) ** 3) ** 0.5
    third = len(times) // 3
    bend = off[third:-third].mean() - (off[:third].mean() + off[-third:].mean()) / 2
    return float(slope), error, bool(abs(bend) <= 4 * spread * (1.5 / third) ** 0.5 + 1e-6)
