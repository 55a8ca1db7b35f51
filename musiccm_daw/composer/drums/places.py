"""When a single sound is struck: in 16ths, on the offbeats, on 2 and 4, in any meter.

For sounds of the drum kit (`drum_ways.py`) and for percussion instruments (`percussion_sounds.py`).
"""

from __future__ import annotations

from collections.abc import Collection

from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

_RATES = {
    "halves": 2.0,
    "quarters": 1.0,
    "eighths": 0.5,
    "triplets": 1 / 3,
    "sixteenths": 0.25,
    "thirty_seconds": 0.125,
}
"""Quarters from stroke to stroke, by ways of playing."""
_ON_BEAT, _ON_EIGHTH, _BETWEEN = 104, 84, 66
"""Velocities by place."""
_BACKBEAT = 104
_LENGTH = 0.2


def struck_in(passage: Passage, pitch: int, ways: Collection[str], louder: int = 0) -> list[Note]:
    """Return the strokes of one sound in the places that ways of playing ask for; none if they ask for none.

    Args:
        passage: that is written.
        pitch: of the sound.
        ways: of playing.
        louder: velocities to add.
    """
    beat = max(1.0, float(passage.meter.beat_quarters))
    if "afterbeats" in ways:
        return [Note(start, _LENGTH, pitch, _BACKBEAT + louder) for start in places(passage, beat, 2 * beat)]
    if "strong_beats" in ways:
        return [Note(start, _LENGTH, pitch, _BACKBEAT + louder) for start in places(passage, 0.0, 2 * beat)]
    if "downbeats" in ways:
        return [Note(start, _LENGTH, pitch, _BACKBEAT + louder) for start in places(passage, 0.0, passage.bar_quarters)]
    if "offbeat" in ways:
        step = 1.0 if "sixteenths" not in ways else 0.5
        return [Note(start, _LENGTH, pitch, _ON_BEAT - 10 + louder) for start in places(passage, step / 2, step)]
    rate = next((rate for way, rate in _RATES.items() if way in ways), None)
    if rate is None:
        return []
    return [
        Note(start, min(_LENGTH, rate), pitch, _level(start - passage.start, passage) + louder)
        for start in places(passage, 0.0, rate)
    ]


def _level(quarters: float, passage: Passage) -> int:
    """Return how loud a stroke of a steady row is."""
    place = quarters % passage.bar_quarters
    near = 1e-6
    beat = max(1.0, float(passage.meter.beat_quarters))
    if min(place % beat, beat - place % beat) < near:
        return _ON_BEAT
    return _ON_EIGHTH if min(place % 0.5, 0.5 - place % 0.5) < near else _BETWEEN


def places(passage: Passage, first: float, step: float) -> list[float]:
    """Return places in quarters that lie `step` apart in every bar."""
    inside = [first + at * step for at in range(int(passage.bar_quarters / step + 1e-6) + 1)]
    return [
        passage.start + bar * passage.bar_quarters + place
        for bar in range(passage.bars)
        for place in inside
        if place < passage.bar_quarters - 1e-6
    ]
