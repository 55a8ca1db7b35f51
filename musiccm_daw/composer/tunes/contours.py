"""Contours: the shapes of tunes, in scale steps from a gesture's first note.

One gesture fills a bar. They are the shapes that tunes are sung in (arch, fall, neighbour notes, chains of thirds, a
leap that is filled), and not independent steps, which wander.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

_SHAPES = {"arch": 5, "fall": 4, "rise": 2, "neighbour": 3, "thirds": 2, "leap": 3, "drop": 6, "dip": 2}
"""How often each shape is drawn."""
_PEDALS = {"pedal": 5, "neighbour": 2, "drop": 3, "fall": 2, "thirds": 1}
"""The same for riffs, which come back to one note."""
_WIDEST = 7
"""Scale steps from the lowest to the highest note of two bars: an octave."""
_DRAWS = 8
_LONGEST_RUN = 4
"""Steps in one direction, after which a line turns back for one."""
JOINS = (-2, -1, -1, 1, 1, 2)
"""Scale steps from the end of one gesture to the beginning of the next."""


def gesture(random: Random, count: int, *, riff: bool = False) -> list[int]:
    """Draw the places of so many notes in a shape; the first is 0."""
    shapes = _PEDALS if riff else _SHAPES
    shape = random.choices(list(shapes), list(shapes.values()))[0]
    return [0, *accumulate(_steps(random, shape, count - 1))] if count else []


def two_gestures(random: Random, counts: tuple[int, int]) -> tuple[list[int], list[int]]:
    """Draw the places of the notes of two bars, the second of which goes on near where the first ended."""
    drawn: tuple[list[int], list[int]] = ([], [])
    for _ in range(_DRAWS):
        first = gesture(random, counts[0])
        begin = (first[-1] if first else 0) + random.choice(JOINS)
        second = [begin + place for place in gesture(random, counts[1])]
        drawn = first, second
        both = [*first, *second]
        if not both or max(both) - min(both) <= _WIDEST:
            break
    return drawn


def around(places: list[int], middle: float) -> list[int]:
    """Move places so that half-way between the lowest and the highest of them lies near a middle."""
    shift = round(middle - (min(places) + max(places)) / 2) if places else 0
    return [place + shift for place in places]


def to_the_peak(before: int, count: int, peak: int, height: int) -> list[int]:
    """Return the places of a bar that rises by steps and thirds to its highest note, and falls from it by step.

    Args:
        before: the place of the note before the bar.
        count: of its notes.
        peak: which of them is the highest, from 0.
        height: its place.
    """
    rising = [before + round((height - before) * (at + 1) / (peak + 1)) for at in range(peak)]
    return [*rising, height, *(height + place for place in accumulate(_broken([-1] * (count - peak - 1))))]


def _steps(random: Random, shape: str, count: int) -> list[int]:
    """Return the steps from note to note of a shape."""
    turn = max(1, round(count * random.uniform(0.45, 0.7)))
    if shape == "arch":
        return _broken([random.choice((1, 1, 2))] + [1] * (turn - 1))[:count] + _broken([-1] * (count - turn))
    if shape == "fall":
        return _broken([random.choice((-1, -1, -2)) if at == 1 else -1 for at in range(count)])
    if shape == "rise":
        return _broken([random.choice((1, 1, 2)) if at == 1 else 1 for at in range(count)])
    if shape == "dip":
        return _broken([-1] * turn)[:count] + _broken([1] * (count - turn))
    if shape == "neighbour":
        side = random.choice((1, -1))
        return [(side, -side, -side, side, side, side, -side, -side)[at % 8] for at in range(count)]
    if shape == "thirds":
        side = random.choice((1, -1))
        return [2 * side if at % 2 == 0 else -side for at in range(count)]
    if shape == "leap":
        # What a leap leaves open is filled by steps back.
        return [random.choice((3, 4)), *_broken([-1] * (count - 1))][:count]
    if shape == "drop":
        return [0, random.choice((-2, -3, 2)), *_broken([random.choice((1, -1))] * count)][:count]
    return [(0, 2, -2, 0, 3, -3, 0, 1)[(at + turn) % 8] for at in range(count)]


def _broken(steps: list[int]) -> list[int]:
    """Turn long runs back for one step."""
    return [-step if at % (_LONGEST_RUN + 1) == _LONGEST_RUN else step for at, step in enumerate(steps)]
