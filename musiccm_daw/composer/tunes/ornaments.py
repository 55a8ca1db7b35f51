"""Ornaments: what players of a tradition add to the notes of a tune, each in its own manner.

A writer for `Layer`s around that of a tune. Small notes are 32nds: shorter ones run together with those beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from random import Random
from typing import Literal

from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.score.note import Note

Ornament = Literal["cut", "roll", "mordent", "slide", "turn", "tremolo"]
"""A cut is one note of the scale from above; a roll goes above and below the note, a mordent above it and back, a turn
does so at its end; a slide comes from the semitone below; and a tremolo strikes the note again and again."""

_SMALL = 0.125
"""Quarters of a small note."""
_SHORTEST = {"cut": 0.5, "mordent": 0.5, "slide": 0.5, "roll": 0.7, "turn": 0.85, "tremolo": 0.85}
"""Quarters of the shortest notes that have each ornament."""
_SOFTER = 14
"""By which small notes are softer."""

_PICKED, _UPSTROKE = 0.25, 10
"""Quarters from stroke to stroke, and the velocities by which strokes up are softer."""


def ornamented(passage: Passage, write: Writer, ornaments: tuple[Ornament, ...], chance: float) -> list[Note]:
    """Play a tune with ornaments on some of the notes that are long enough.

    Args:
        passage: that is played.
        write: of the tune.
        ornaments: among which one is drawn for each note.
        chance: how likely a note that may have one has one.
    """
    random = Random(passage.theme.random())
    return list(chain.from_iterable(_drawn(note, passage, ornaments, chance, random) for note in write(passage)))


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


def _drawn(
    note: Note, passage: Passage, ornaments: tuple[Ornament, ...], chance: float, random: Random
) -> Iterator[Note]:
    """Yield a note with the ornament that is drawn for it, if any."""
    ornament, drawn = random.choice(ornaments), random.random() < chance
    if not drawn or note.duration_quarters < _SHORTEST[ornament]:
        return iter((note,))
    return _MAKERS[ornament](note, passage)


def _beside(note: Note, passage: Passage, step: int) -> int:
    """Return the pitch of the scale above a note (1) or below it (-1), or the note's own beyond the instrument."""
    scale = local_scale(passage, passage.chord_at(note.start_quarters), "full")
    pitch = next(pitch for pitch in range(note.pitch + step, note.pitch + 12 * step, step) if pitch % 12 in scale)
    return pitch if passage.lowest <= pitch <= passage.highest else note.pitch


def _after(note: Note, small: tuple[int, ...]) -> Iterator[Note]:
    """Yield small notes of some pitches from a note's beginning, and the note after them."""
    for at, pitch in enumerate(small):
        yield Note(note.start_quarters + at * _SMALL, _SMALL, pitch, max(1, note.velocity - _SOFTER))
    used = len(small) * _SMALL
    yield replace(note, start_quarters=note.start_quarters + used, duration_quarters=note.duration_quarters - used)


def _cut(note: Note, passage: Passage) -> Iterator[Note]:
    return _after(note, (_beside(note, passage, 1),))


def _slide(note: Note, passage: Passage) -> Iterator[Note]:
    return _after(note, (max(passage.lowest, note.pitch - 1),))


def _mordent(note: Note, passage: Passage) -> Iterator[Note]:
    return _after(note, (note.pitch, _beside(note, passage, 1)))


def _roll(note: Note, passage: Passage) -> Iterator[Note]:
    return _after(note, (note.pitch, _beside(note, passage, 1), note.pitch, _beside(note, passage, -1)))


def _turn(note: Note, passage: Passage) -> Iterator[Note]:
    above, below = _beside(note, passage, 1), _beside(note, passage, -1)
    small = (above, note.pitch, below, note.pitch)
    held = note.duration_quarters - len(small) * _SMALL
    yield replace(note, duration_quarters=held)
    for at, pitch in enumerate(small):
        start = note.start_quarters + held + at * _SMALL
        yield Note(start, _SMALL, pitch, max(1, note.velocity - _SOFTER))


def _tremolo(note: Note, passage: Passage) -> Iterator[Note]:
    strokes = int(note.duration_quarters / _SMALL + 1e-6)
    for at in range(strokes):
        yield Note(note.start_quarters + at * _SMALL, _SMALL, note.pitch, note.velocity - (_SOFTER if at else 0))


_MAKERS: dict[str, Callable[[Note, Passage], Iterator[Note]]] = {
    "cut": _cut,
    "slide": _slide,
    "mordent": _mordent,
    "roll": _roll,
    "turn": _turn,
    "tremolo": _tremolo,
}
