"""How a bass line leads to the next root: by step, over its fifth, or in jazz from a semitone beside it.

Pitches only: which notes of a line lead on is for the bass players (`bass.py`, `walking.py`) and for loops that lead
back to their first bar (`endings.py`).
"""

from __future__ import annotations

from collections.abc import Collection
from random import Random
from typing import Literal

Leads = Literal["phrase", "bar", "chromatic"]
"""Where and how a bass leads on: by step, at the end of every phrase of four bars or of every bar; "chromatic", in
every bar and mostly from a semitone beside the root, is for jazz, blues and funk."""

_THIRD, _FOURTH, _TRITONE, _FIFTH = 3, 5, 6, 7
_FROM_A_SEMITONE = 0.6
"""How often jazz players come from a semitone beside the root, and not by a step of the scale."""


def lead(root: int, target: int, scale: Collection[int], lowest: int, random: Random) -> int | None:
    """Return the note between two roots as it is played outside jazz, blues and funk, or None for a rest.

    Args:
        root: the pitch of the chord's bass.
        target: that of the next chord.
        scale: the pitch classes of the key, as the chord alters them.
        lowest: pitch of the instrument.
        random: draws between the ways to lead there.
    """
    interval = target - root
    if interval == 0:
        below = [root - _FOURTH] if root - _FOURTH >= lowest and (root - _FOURTH) % 12 in scale else []
        return random.choice([None, root + 12, *below])
    if interval == 2:
        return random.choice((root + 1, root))
    if abs(interval) < _THIRD:
        fifths = [pitch for pitch in (target - _FOURTH, target + _FIFTH) if pitch >= lowest and pitch % 12 in scale]
        near = sorted((pitch for pitch in fifths if abs(pitch - root) != _TRITONE), key=lambda pitch: abs(pitch - root))
        return random.choice([root, *near[:1]])
    return step_beside(target, scale, above=interval < 0)


def chromatic_lead(root: int, target: int, scale: Collection[int], lowest: int, random: Random) -> int:
    """Return the note between two roots as it is played in jazz, blues and funk; arguments as of `lead`."""
    if random.random() < _FROM_A_SEMITONE:
        return random.choice([pitch for pitch in (target - 1, target + 1) if pitch >= lowest])
    return step_beside(target, scale, above=root > target or target - 2 < lowest)


def step_beside(target: int, scale: Collection[int], *, above: bool) -> int:
    """Return the step of the scale beside a pitch, a whole tone if the scale has none there."""
    side = 1 if above else -1
    return next((target + side * step for step in (1, 2) if (target + side * step) % 12 in scale), target + 2 * side)
