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
_FULL = 4
"""Tones of a chord in jazz."""
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
    known: dict[Chord, tuple[set[int], set[int]]] = {}
    for note in passage.tune:
        chord, pitch = passage.chord_at(note.start_quarters), note.pitch
        if chord not in known:
            known[chord] = _tones_of(passage, chord, full=full)
        tones, scale = known[chord]
        passing = full and note.pitch % _OCTAVE not in tones
        for _ in range(place):
            pitch = _third_below(pitch, scale) if passing else _tone_below(pitch, tones)
        while pitch < passage.lowest:
            pitch += _OCTAVE
        velocity = max(1, note.velocity - _SOFTER * place)
        notes.append(Note(note.start_quarters, note.duration_quarters, pitch, velocity))
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


def _tones_of(passage: Passage, chord: Chord, *, full: bool) -> tuple[set[int], set[int]]:
    """Return the pitch classes of a chord for its voices, and of the scale over it."""
    tones, scale = set(chord.pitch_classes), local_scale(passage, chord, "full")
    if full and len(tones) < _FULL:
        minor = (chord.root + 3) % _OCTAVE in tones
        added = ((chord.root + up) % _OCTAVE for up in (_SEVENTHS if minor else _SIXTHS))
        tones |= set([tone for tone in added if tone in scale][:1])
    return tones, scale


def _third_below(pitch: int, scale: set[int]) -> int:
    return next((pitch - step for step in (3, 4) if (pitch - step) % _OCTAVE in scale), pitch - 3)


def _tone_below(pitch: int, tones: set[int]) -> int:
    return next(below for below in range(pitch - _CLOSEST, pitch - 2 * _OCTAVE, -1) if below % _OCTAVE in tones)
