"""Block harmony: a section plays a tune as one, every note of it a chord, as saxophones in a soli or a brass fanfare.

Writers for `pitched_ways.py`, for the voices below the one that has the tune (`Passage.tune`).
"""

from __future__ import annotations

from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

VOICES = {
    **{f"soli_{place}": (place, True) for place in range(1, 5)},
    **{f"call_{place}": (place, False) for place in range(1, 5)},
}
"""By the way of playing, the place below the tune, and whether triads have a sixth or seventh."""
_OCTAVE = 12
_CLOSEST = 2
"""Semitones between two voices at least."""
_SIXTHS, _SEVENTHS = (9, 8), (10, 11)
_SOFTER = 3
"""Velocities by which each voice is softer than the one above."""


def voice_below(passage: Passage, place: int, *, full: bool) -> list[Note]:
    """Play the tune's rhythm on the next tones of the chord below it.

    Args:
        passage: with the tune.
        place: of the voice, 1 for the one right below the tune.
        full: whether triads have a sixth or seventh, as in jazz; a fanfare has none.
    """
    notes = []
    for note in passage.tune:
        pitch = note.pitch
        for _ in range(place):
            pitch = _next_below(passage, passage.chord_at(note.start_quarters), note.pitch, pitch, full=full)
        while pitch < passage.lowest:
            pitch += _OCTAVE
        notes.append(Note(note.start_quarters, note.duration_quarters, pitch, max(1, note.velocity - _SOFTER * place)))
    return notes


def roots(passage: Passage, floor: int) -> list[Note]:
    """Play the tune's rhythm on the roots of the chords: the lowest of a section."""
    floor = max(floor, passage.lowest)
    return [
        Note(
            note.start_quarters,
            note.duration_quarters,
            root_at(passage.chord_at(note.start_quarters).bass, floor),
            max(1, note.velocity - _SOFTER),
        )
        for note in passage.tune
    ]


def _next_below(passage: Passage, chord: Chord, tune: int, above: int, *, full: bool) -> int:
    """Return the next voice below one: a tone of the chord, or of the scale in thirds below a passing note."""
    tones = set(chord.pitch_classes)
    scale = local_scale(passage, chord, "full")
    if full and len(tones) < 4:
        added = _SEVENTHS if (chord.root + 3) % _OCTAVE in tones else _SIXTHS
        tones |= {next(((chord.root + up) % _OCTAVE for up in added if (chord.root + up) % _OCTAVE in scale), tune)}
    if tune % _OCTAVE not in tones and full:
        return next((above - step for step in (3, 4) if (above - step) % _OCTAVE in scale), above - 3)
    return next(pitch for pitch in range(above - _CLOSEST, above - 2 * _OCTAVE, -1) if pitch % _OCTAVE in tones)
