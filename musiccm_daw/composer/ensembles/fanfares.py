"""Fanfares: calls of repeated notes on the tones of the triad, then a held one, as natural trumpets have them.

A writer for `pitched_ways.py`; the others of a section go with it (`block_harmony.py`).
"""

from __future__ import annotations

from musiccm_daw.composer.pattern import unroll
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

_CALLS = (
    "x---xx..x---xx..|x-x-x-x-x-------",
    "x--xx---x--xx---|x-x-x---x-------",
    "xxx-x---xxx-x---|x---x---x-------",
    "x-xxx-x-x-xxx---|x--xx---x-------",
    "x-----xxx-----xx|x---x-x-x-------",
    "..xxx---..xxx---|x-x-x-x-x-------",
)
"""Two bars each: a call twice, and its answer, which ends on a held note."""
_LAST = "x-x-x-------...."
"""Where a phrase of four bars ends, with breath for the next one."""
_STEPS = ((0, 0, 0, 1, 1, 1), (0, 0, 1, 1, 2, 2), (1, 1, 1, 0, 0, 1), (0, 1, 1, 1, 2, 2))
"""Tones of the triad above the first, by the strokes of half a call."""
_RISES = (0, 1, 2)
_REPEATED, _HELD, _VELOCITY = 0.8, 0.95, 98
_PHRASE_BARS = 4
_REACH = 11


def fanfare(passage: Passage, centre: int = 70) -> list[Note]:
    """Play calls on the tones of the chords, which climb from bar to bar of a phrase."""
    call, steps = passage.theme.choice(_CALLS).split("|"), passage.theme.choice(_STEPS)
    notes: list[Note] = []
    for bar in range(passage.bars):
        start = passage.start + bar * passage.bar_quarters
        ends = bar % _PHRASE_BARS == _PHRASE_BARS - 1 or bar == passage.bars - 1
        rhythm = _LAST if ends else call[bar % 2]
        for at, step in enumerate(unroll(rhythm, passage.meter, start, 1)):
            rise = _RISES[min(bar % _PHRASE_BARS, len(_RISES) - 1)] + steps[min(at, len(steps) - 1)]
            pitch = _tone(passage, step.start, centre, 2 if ends else rise)
            length = step.duration * (_REPEATED if step.duration <= 0.5 else _HELD)
            notes.append(Note(step.start, length, pitch, _VELOCITY + (8 if (step.start - start) % 2 < 1e-6 else 0)))
    return notes


def _tone(passage: Passage, start: float, centre: int, rise: int) -> int:
    """Return a tone of the triad so many above the lowest one in reach of a centre."""
    chord = passage.chord_at(start)
    triad = {chord.root, *(tone for tone in chord.pitch_classes if (tone - chord.root) % 12 in (3, 4, 7))}
    lowest, highest = max(passage.lowest, centre - _REACH // 2), min(passage.highest, centre + _REACH)
    able = [pitch for pitch in range(lowest, highest + 1) if pitch % 12 in triad]
    return able[min(rise, len(able) - 1)] if able else max(passage.lowest, min(passage.highest, centre))
