"""Swells: how a whole phrase grows and dies away, and the terraces of those whose instruments cannot.

Everybody in a band swells together, since the level depends on the place in the passage alone. A swell ends where it
began, so that a loop has no seam.
"""

from __future__ import annotations

from math import cos, pi

from musiccm_daw.composer.sheet import Passage

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


def periods(bars: int) -> list[tuple[int, int]]:
    """Return the first bar and the number of bars of each period of a passage."""
    found, first = [], 0
    while first < bars:
        left = bars - first
        length = left if left <= _LONGEST_BARS else _PERIOD_BARS
        found.append((first, length))
        first += length
    return found


def swell_at(place: float, passage: Passage) -> float:
    """Return how far a place, in quarters from the start of a passage, lies up its period's arch, 0 to 1."""
    bar = place / passage.bar_quarters
    first, length = _period_of(bar, passage)
    if length < _FEWEST_BARS:
        return 0.0
    whole = _arch((bar - first) / length)
    if length < _PERIOD_BARS:
        return whole
    halves = length / max(1, round(length / _HALF_BARS))
    return _WHOLE * whole + _HALVES * _arch((bar - first) % halves / halves)


def echo_at(place: float, passage: Passage) -> float:
    """Return 1 for the bars of a period that are played like an echo, else 0."""
    bar = place / passage.bar_quarters + 1e-6
    first, length = _period_of(bar, passage)
    return float(length >= _PERIOD_BARS and int(bar - first) in _ECHO)


def fade_at(place: float, passage: Passage) -> float:
    """Return how far a place lies in the last bars of a piece that ends, 0 to 1."""
    if not passage.last or passage.bars < _FEWEST_BARS:
        return 0.0
    left = passage.bars - place / passage.bar_quarters
    return max(0.0, 1 - left / _FADING_BARS)


def _period_of(bar: float, passage: Passage) -> tuple[int, int]:
    return next((one for one in reversed(periods(passage.bars)) if one[0] <= bar + 1e-6), (0, passage.bars))


def _arch(share: float) -> float:
    """Return a curve from 0 at both ends to 1 at its peak."""
    share = max(0.0, min(1.0, share))
    side = share / _PEAK if share < _PEAK else (1 - share) / (1 - _PEAK)
    return (1 - cos(pi * side)) / 2
