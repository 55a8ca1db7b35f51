"""What players add to a tune of their own accord: the double picking of surf guitars, the turns of smooth saxophones.

Writers for `Layer`s (bound with functools.partial), around another one that writes the tune.
"""

from __future__ import annotations

from dataclasses import replace

from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.score.note import Note

_PICKED, _UPSTROKE = 0.25, 10
"""Quarters from stroke to stroke, and the velocities by which strokes up are softer."""
_GRACE, _TURNED, _SOFTER = 0.125, 1.0, 12
"""Quarters of a note of a turn, and of the shortest note that begins with one; velocities by which turns are softer."""
_SCOOPED = 0.5
"""How likely a long note comes from the step below, and not from a turn around it."""


def double_picked(passage: Passage, write: Writer) -> list[Note]:
    """Pick the notes of a tune in 16ths for as long as they sound, but leave its rests."""
    notes = []
    for note in write(passage):
        count = max(1, round(note.duration_quarters / _PICKED))
        notes += [
            replace(
                note,
                start_quarters=note.start_quarters + at * _PICKED,
                duration_quarters=0.9 * _PICKED,
                velocity=max(1, note.velocity - _UPSTROKE * (at % 2)),
            )
            for at in range(count)
        ]
    return notes


def turned(passage: Passage, write: Writer) -> list[Note]:
    """Begin the long notes of a tune with a turn over the step above, or come to them from the step below."""
    notes = []
    for note in write(passage):
        if note.duration_quarters < _TURNED:
            notes.append(note)
            continue
        scale = local_scale(passage, passage.chord_at(note.start_quarters), "full")
        steps = {
            side: next(side * by for by in (1, 2, 3) if (note.pitch + side * by) % 12 in scale) for side in (-1, 1)
        }
        graces = (steps[-1],) if passage.theme.random() < _SCOOPED else (0, steps[1])
        soft = max(1, note.velocity - _SOFTER)
        notes += [
            Note(note.start_quarters + at * _GRACE, _GRACE, note.pitch + step, soft) for at, step in enumerate(graces)
        ]
        late = len(graces) * _GRACE
        left = note.duration_quarters - late
        notes.append(replace(note, start_quarters=note.start_quarters + late, duration_quarters=left))
    return notes
