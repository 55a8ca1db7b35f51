"""The tempo of clock pulses that come 24 to a quarter note, each a little early or late.

A line through the times of the last pulses has the tempo as its slope. The longer the stretch, the less jitter matters:
1 ms makes an error of 0.17 BPM over a beat at 120, of 0.01 over two bars. But a tempo that moves bends the line. So the
stretch is doubled, from a beat up to two bars, for as long as its halves have one line. Used by `midi_clock`; knows no
MIDI and reads no time itself.
"""

from __future__ import annotations

import math
from collections import deque
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

PULSES_PER_QUARTER = 24
SHORTEST, LONGEST = PULSES_PER_QUARTER, 8 * PULSES_PER_QUARTER
"""Pulses of the shortest and the longest stretch."""
GAP_SECONDS = 0.3
"""The pulses of the slowest tempo come every 0.125 s; after a longer silence they begin anew."""
CLEAR_BPM = 0.1
"""No first tempo is given before its error is this small, or a bar of 4/4 has passed."""
SAME_ERRORS = 6
"""Two halves have one line unless they differ by more than so many standard errors. It is a lot: a stretch that is
broken for nothing loses accuracy, and a small change that is missed counts two bars later anyway."""
UNEVEN_SECONDS = 0.005
"""Pulses that come in whole audio buffers seem steady for a while and are then late at once, by this and more."""
ROUNDS = 4
"""Fits of a line, each without the pulses that are far off the one before."""
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
            if interval <= 0:
                # After standing still, a driver hands over many pulses at once.
                return self.bpm
            bpm = 60 / (PULSES_PER_QUARTER * interval)
            error_bpm = bpm * error / interval
            if self.bpm is not None or error_bpm <= CLEAR_BPM or len(self._times) > 4 * PULSES_PER_QUARTER:
                self.bpm = self._settled(bpm, error_bpm)
        return self.bpm

    def _interval(self) -> tuple[float, float]:
        """Return the seconds between pulses over the longest steady stretch, and their standard error."""
        newest_first = np.array(list(reversed(self._times)))
        times = newest_first[0] - newest_first
        pulses = SHORTEST
        newer = _line(times[: pulses + 1])
        while 2 * pulses < len(times):
            older = _line(times[pulses : 2 * pulses + 1])
            bend, error = abs(older.slope - newer.slope), math.hypot(newer.error, older.error)
            # An audio driver that stood still makes a step: all later pulses are late by as much.
            step, its_error = abs(older.begin - newer.end), error * pulses
            if (
                bend > SAME_ERRORS * error + 2 * UNEVEN_SECONDS / pulses
                or step > SAME_ERRORS * its_error + UNEVEN_SECONDS
                # In the midst of the older half it makes a crooked line, whose error would excuse anything.
                or older.error > SAME_ERRORS * newer.error + UNEVEN_SECONDS / pulses
            ):
                break
            pulses *= 2
            newer = _line(times[: pulses + 1])
        return newer.slope, newer.error

    def _settled(self, bpm: float, error_bpm: float) -> float:
        """Return the last tempo, a whole number or a tenth where the error allows it; otherwise two decimals."""
        near = min(2 * error_bpm, NEAR_BPM)
        for rounder in (self.bpm, float(round(bpm)), round(bpm, 1)):
            if rounder is not None and abs(rounder - bpm) <= near:
                return rounder
        return round(bpm, 2)


class _Line(NamedTuple):
    """A line through the times of pulses, in seconds: its slope, the standard error of that, and where its ends are."""

    slope: float
    error: float
    begin: float
    end: float


def _line(times: NDArray[np.float64]) -> _Line:
    """Fit a line to times, without the pulses that are off by themselves."""
    pulses = len(times) - 1
    at = np.arange(pulses + 1, dtype=np.float64)
    # Several late pulses at one end would tilt a first line by least squares so far that none of them stands out.
    half = (pulses + 1) // 2
    rough = times - float(np.median(times[half:] - times[:-half])) / half * at
    at, times = _without_late(at, times, np.abs(rough - np.median(rough)))
    for rest in reversed(range(ROUNDS)):
        x = at - at.mean()
        y = times - times.mean()
        square = float(x @ x)
        slope = float(x @ y) / square
        off = np.abs(y - slope * x)
        if rest:
            at, times = _without_late(at, times, off)
    begin = float(times.mean() - slope * at.mean())
    return _Line(slope, float(np.sqrt(np.mean(off**2) / square)), begin, begin + slope * pulses)


def _without_late(
    at: NDArray[np.float64], times: NDArray[np.float64], off: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Leave out pulses that are far off a line: a busy machine hands over some late, which does not move the median."""
    kept = off <= 6 * np.median(off) + 1e-9
    return at[kept], times[kept]
