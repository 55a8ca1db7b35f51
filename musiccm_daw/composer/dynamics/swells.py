"""Swells: how a whole phrase grows and dies away, and the terraces of those whose instruments cannot.

Everybody in a band swells together, since the level depends on the place in the passage alone. A swell ends where it
began, so that a loop has no seam.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi

_PERIOD_BARS, _HALF_BARS = 8, 4
_FEWEST_BARS = 4
"""A shorter passage goes round too soon to swell."""
_LONGEST_BARS = 12
"""The twelve bars of a blues are one arch."""
_PEAK = 0.68
"""Of a period, where it is loudest: in the sixth of eight bars, as tunes have their highest note there."""
_WHOLE, _HALVES = 0.7, 0.3
"""Shares of the arch over a period and of those over each half of it."""
_ECHO = range(2, 4)
"""Bars of a period, from 0, that answer the first two like an echo."""
_FADING_BARS = 2


@lru_cache(maxsize=256)
def periods(bars: int) -> tuple[tuple[int, int], ...]:
    """Return the first bar and the number of bars of each period of so many."""
    found, first = [], 0
    while first < bars:
        left = bars - first
        length = left if left <= _LONGEST_BARS else _PERIOD_BARS
        found.append((first, length))
        first += length
    return tuple(found)


@lru_cache(maxsize=4096)
def swell_at(bar: float, bars: int) -> float:
    """Return how far a place, in bars from the start of a passage of so many, lies up its period's arch, 0 to 1."""
    first, length = _period_of(bar, bars)
    if length < _FEWEST_BARS:
        return 0.0
    whole = _arch((bar - first) / length)
    if length < _PERIOD_BARS:
        return whole
    halves = length / max(1, round(length / _HALF_BARS))
    return _WHOLE * whole + _HALVES * _arch((bar - first) % halves / halves)


def echo_at(bar: float, bars: int) -> float:
    """Return 1 for the bars of a period that are played like an echo, else 0; arguments as of `swell_at`."""
    first, length = _period_of(bar, bars)
    return float(length >= _PERIOD_BARS and int(bar + 1e-6 - first) in _ECHO)


def fade_at(bar: float, bars: int) -> float:
    """Return how far a place lies in the last bars of a piece that ends, 0 to 1; arguments as of `swell_at`."""
    return max(0.0, 1 - (bars - bar) / _FADING_BARS) if bars >= _FEWEST_BARS else 0.0


def _period_of(bar: float, bars: int) -> tuple[int, int]:
    return next((one for one in reversed(periods(bars)) if one[0] <= bar + 1e-6), (0, bars))


def _arch(share: float) -> float:
    """Return a curve from 0 at both ends to 1 at its peak."""
    share = max(0.0, min(1.0, share))
    side = share / _PEAK if share < _PEAK else (1 - share) / (1 - _PEAK)
    return (1 - cos(pi * side)) / 2
