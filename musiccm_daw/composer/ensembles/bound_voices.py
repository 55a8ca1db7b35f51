"""Voices that are bound to another one: the same rhythm in thirds, sixths, octaves or unison, inside the scale.

Writers for `pitched_ways.py`, for players whose passage has the line that they go with (`Passage.tune`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

_OCTAVE = 12
_THIRDS, _SIXTHS = (3, 4), (8, 9)
_CHROMATIC = {_THIRDS: 3, _SIXTHS: 9}
"""Semitones below a note of which the scale has no such interval."""
_SOFTER = 4
"""Velocities by which the lower voice is softer."""


def in_interval(passage: Passage, interval: str, middle: int) -> list[Note]:
    """Play with the tune.

    Args:
        passage: with the tune.
        interval: "thirds", "sixths", "octaves" or "unison".
        middle: pitch around which the player is at ease: of the octaves in reach, the voice takes the nearest one.
    """
    if interval == "unison":
        return _in_reach(passage, list(passage.tune), middle, (0, -1, 1, -2, 2))
    if interval == "octaves":
        return _in_reach(passage, list(passage.tune), middle, (-1, 1, -2, 2))
    voice = list(_below(passage, _THIRDS if interval == "thirds" else _SIXTHS))
    return _in_reach(passage, voice, None, (0, -1, 1, -2, 2))


def _below(passage: Passage, wished: tuple[int, int]) -> Iterator[Note]:
    """Yield the notes of a voice a third or sixth below a tune: of two that the scale has, the chord's."""
    for note in passage.tune:
        chord = passage.chord_at(note.start_quarters)
        scale = local_scale(passage, chord, "full")
        able = [step for step in wished if (note.pitch - step) % _OCTAVE in scale]
        own = [step for step in able if (note.pitch - step) % _OCTAVE in chord.pitch_classes]
        step = next(iter((*own, *able)), _CHROMATIC[wished])
        yield Note(note.start_quarters, note.duration_quarters, note.pitch - step, max(1, note.velocity - _SOFTER))


def _in_reach(passage: Passage, voice: Sequence[Note], middle: int | None, octaves: Sequence[int]) -> list[Note]:
    """Return a voice in the octave in which the instrument has all of it, or most."""
    if not voice:
        return []
    mean = sum(note.pitch for note in voice) / len(voice)

    def cost(octave: int) -> tuple[int, float]:
        outside = sum(not passage.lowest <= note.pitch + _OCTAVE * octave <= passage.highest for note in voice)
        # Nobody goes an octave away for a little ease.
        away = 0.0 if middle is None else max(0.0, abs(mean + _OCTAVE * octave - middle) - _OCTAVE)
        return outside, away + octaves.index(octave)

    moved = _OCTAVE * min(octaves, key=cost)
    return [Note(note.start_quarters, note.duration_quarters, note.pitch + moved, note.velocity) for note in voice]
