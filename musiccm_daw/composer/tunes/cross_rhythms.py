"""Rhythms against each other: three against four on two hands, and the cells of phase pieces.

Writers for `rhythm_ways.py`.
"""

from __future__ import annotations

from random import Random

from musiccm_daw.composer.chords.chord_scales import PENTATONIC
from musiccm_daw.composer.chords.voicing import voicings_of
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

_UPPER, _LOWER, _ACCENT = 82, 76, 10
"""Velocities of the hands, and what the first of each group has more."""
_LONGEST_UNIT = 4.0
"""Quarters: longer bars have a polyrhythm in each of their halves."""
_ORDERS = ((0, 1, 2), (2, 1, 0), (0, 2, 1), (1, 2, 0))
_STEP = 0.25
_CELL, _LEAST_TONES = 88, 5
"""Velocity of a phase cell, and how many tones it has at least."""


def polyrhythm(passage: Passage, upper: int, lower: int, centre: int, *, both: bool = True) -> list[Note]:
    """Play so many even notes against so many others, above and below.

    Args:
        passage: that is played.
        upper: notes of the upper hand in the time of the lower ones.
        lower: notes of the lower hand.
        centre: pitch between the hands.
        both: whether one player has both; else only the upper ones sound.
    """
    order = passage.theme.choice(_ORDERS)
    above = voicings_of(passage, centre + 5, 3, spread=False)
    below = voicings_of(passage, centre - 9, 2, spread=False)
    unit = passage.bar_quarters / (2 if passage.bar_quarters >= _LONGEST_UNIT else 1)
    notes = []
    for at in range(round((passage.end - passage.start) / unit)):
        start = passage.start + at * unit
        for each in range(upper):
            place = start + each * unit / upper
            chord = above[passage.span_at(place + 1e-6)]
            pitch = chord[order[each % 3] % len(chord)]
            notes.append(Note(place, 0.8 * unit / upper, pitch, _UPPER + (_ACCENT if each == 0 else 0)))
        for each in range(lower if both else 0):
            place = start + each * unit / lower
            chord = below[passage.span_at(place + 1e-6)]
            pitch = max(passage.lowest, chord[each % 2 % len(chord)])
            notes.append(Note(place, 0.8 * unit / lower, pitch, _LOWER + (_ACCENT if each == 0 else 0)))
    return notes


def phase_cell(passage: Passage, centre: int) -> list[Note]:
    """Repeat one bar of 16ths from five tones of the key and more, whatever the chords do."""
    steps = round(passage.bar_quarters / _STEP)
    cell = _cell(passage, steps, centre)
    return [
        Note(
            passage.start + bar * passage.bar_quarters + at * _STEP,
            _STEP * 0.9,
            pitch,
            _CELL + (_ACCENT if at == 0 else 0),
        )
        for bar in range(passage.bars)
        for at, pitch in enumerate(cell)
    ]


def _cell(passage: Passage, steps: int, centre: int) -> list[int]:
    """Return the pitches of a cell: two hands in turn, as in Piano Phase, of which one has fewer tones."""
    theme: Random = passage.theme
    scale = passage.scale or tuple((passage.key.tonic + step) % 12 for step in PENTATONIC[passage.key.mode])
    tones = [pitch for pitch in range(centre - 7, centre + 10) if pitch % 12 in scale]
    tones = [pitch for pitch in tones if passage.lowest <= pitch <= passage.highest] or [centre]
    middle = len(tones) // 2
    low, high = tones[:middle] or tones, tones[middle:]
    theme.shuffle(low)
    theme.shuffle(high)
    # Two and three notes in turn meet again only after six.
    left, right = low[:2], high[: max(3, _LEAST_TONES - 2)]
    return [left[at // 2 % len(left)] if at % 2 == 0 else right[at // 2 % len(right)] for at in range(max(1, steps))]
