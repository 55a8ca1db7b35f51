"""Voices that imitate the tune: those of a canon and of a fugue, which enter one after another, and of a phase piece.

Writers for `pitched_ways.py`, for those who follow whom they imitate (`Passage.tune`), and for a keyboard on which one
player has all voices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.score.note import Note

_OCTAVE, _FIFTH = 12, 7
_LATE = {1: 1.0, 2: 2.5, 3: 3.5, 4: 5.0}
"""Bars by which the second to fifth voice come later: half a bar apart, two of them never have one rhythm,
though tunes repeat theirs every two bars."""
_LATE_IN_SHORT = {1: 1.0, 2: 1.5, 3: 2.5, 4: 3.0}
"""The same in phrases of fewer than eight bars."""
_LONG_BARS = 8
_DWELT = 1.0
"""Quarters from which a note is a tone of the chord."""
_NEAREST = (0, -1, 1, -2, 2, -3, 3)
_SOFTER = 4
"""Velocities by which those who imitate are softer than who leads."""
_SHIFT = 0.5
"""Quarters by which a phase piece comes apart: an 8th at a time."""
_SHORTEST = 0.2
CANONIC = ("canon_1", "canon_2", "canon_3", "canon_4")
FUGAL = ("fugue_1", "fugue_2", "fugue_3", "fugue_4")
PHASED = "phased"
IMITATING = frozenset((*CANONIC, *FUGAL, PHASED))
"""Ways of those who imitate: the second to fifth voice, and the other player of a phase piece."""


def imitated(passage: Passage, voice: int, middle: int, *, fugal: bool) -> list[Note]:
    """Play the tune later, in an octave around a middle, each note as the chord under it allows.

    Args:
        passage: with the tune.
        voice: 1 for the second voice, 4 for the fifth.
        middle: pitch around which the voice lies.
        fugal: whether the second and fourth voice answer at the fifth.
    """
    late = _later(passage, voice)
    tune = list(_delayed(passage, late))
    if not tune:
        return []
    up = _FIFTH if fugal and voice % 2 else 0
    mean = sum(note.pitch for note in tune) / len(tune) + up
    up += _OCTAVE * round((middle - mean) / _OCTAVE)
    notes: list[Note] = []
    for note in tune:
        pitch = _fitted(note.pitch + up, note, passage)
        while pitch < passage.lowest:
            pitch += _OCTAVE
        while pitch > passage.highest:
            pitch -= _OCTAVE
        notes.append(replace(note, pitch=pitch, velocity=max(1, note.velocity - _SOFTER)))
    return notes


def _later(passage: Passage, voice: int) -> float:
    """Return how many quarters a voice comes later; half a bar is a whole number of beats."""
    bars = (_LATE if passage.bars >= _LONG_BARS else _LATE_IN_SHORT)[voice]
    beat, whole = float(passage.meter.beat_quarters), int(bars)
    beats = int((bars - whole) * passage.bar_quarters / beat) if bars > whole else 0
    return min(whole, max(1, passage.bars - 1)) * passage.bar_quarters + beats * beat


def _delayed(passage: Passage, late: float) -> Iterator[Note]:
    """Yield the notes of the tune so much later; in later phrases, what goes beyond the end begins the phrase."""
    length = passage.end - passage.start
    around = passage.start > 0
    moved = []
    for note in passage.tune:
        start = note.start_quarters + late
        if start >= passage.end - 1e-6 and around:
            start -= length
        if start < passage.end - 1e-6:
            moved.append(replace(note, start_quarters=start))
    moved.sort(key=lambda note: note.start_quarters)
    for note, after in pairwise((*moved, Note(passage.end, 1.0, 60, 1))):
        left = after.start_quarters - note.start_quarters
        if left >= _SHORTEST:
            yield replace(note, duration_quarters=min(note.duration_quarters, left))


def _fitted(pitch: int, note: Note, passage: Passage) -> int:
    """Return the pitch nearest to one that may stand over the chord: a tone of it on beats, else one of the scale."""
    chord = passage.chord_at(note.start_quarters)
    beat = float(passage.meter.beat_quarters)
    on_beat = (note.start_quarters - passage.start) % beat < 1e-6
    dwelt = note.duration_quarters >= _DWELT - 0.2 or on_beat
    allowed = set(chord.pitch_classes) if dwelt else local_scale(passage, chord, "full")
    return next(pitch + step for step in _NEAREST if (pitch + step) % _OCTAVE in allowed)


def polyphonic(passage: Passage, write: Writer, middles: tuple[int, ...], *, fugal: bool) -> list[Note]:
    """Play a tune with the voices that imitate it, all by one player: one voice for each middle, the tune's apart."""
    tune = tuple(write(passage))
    led = replace(passage, tune=tune)
    voices = [imitated(led, at + 1, middle, fugal=fugal) for at, middle in enumerate(middles)]
    return [*tune, *(note for voice in voices for note in voice)]


def phased(passage: Passage) -> list[Note]:
    """Play the tune of a phase piece, which comes apart from it by an 8th every second bar, in short ones every bar."""
    bar = passage.bar_quarters
    every = 2 if passage.bars >= _LONG_BARS else 1
    notes = []
    for note in passage.tune:
        number = int(note.start_quarters / bar + 1e-6)
        start = number * bar + (note.start_quarters - number * bar + _SHIFT * (number // every)) % bar
        notes.append(replace(note, start_quarters=start))
    return sorted(notes, key=lambda note: note.start_quarters)
