"""How a clip ends: a loop leads back to its first bar, and anything else comes to rest.

After the players have written (`request_score.py`), on their exact notes, before swing and humanising.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from musiccm_daw.composer.grooves import SOUNDS
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.voicing import root_at
from musiccm_daw.score.note import Note

_APPROACH_QUARTERS = 0.5
_FULL_LAST_BAR = 4
"""From so many bars on, the whole last bar is the ending; shorter clips end in its second half."""


def led_back(notes: list[Note], passage: Passage, floor: int, random: Random) -> list[Note]:
    """Return a bass line whose last 8th approaches the root of the first bar, if the line is not held over.

    Args:
        notes: of the whole line.
        passage: the last one.
        floor: lowest pitch of the roots.
        random: draws from which side the root is approached.
    """
    inside = [note for note in notes if note.start_quarters >= passage.end - passage.bar_quarters - 1e-6]
    place = passage.end - _APPROACH_QUARTERS
    if len(inside) < 2 or passage.bar_quarters < 2 or inside[-1].start_quarters >= place - 1e-6:
        return notes
    target = root_at(passage.next_chord.bass, floor)
    step = random.choice((-1, -2, 1)) if target > floor + 1 else 1
    shortened = [
        replace(note, duration_quarters=min(note.duration_quarters, place - note.start_quarters)) for note in notes
    ]
    return [*shortened, Note(place, _APPROACH_QUARTERS * 0.9, target + step, inside[-1].velocity)]


def come_to_rest(notes: list[Note], passage: Passage, role: str, bars: int, *, kit: bool) -> list[Note]:
    """Return a part's notes with an ending: drums stop on a stroke, everybody else holds a tone or a chord.

    Args:
        notes: of the whole part.
        passage: the last one.
        role: of the part.
        bars: of the clip.
        kit: whether pitches are drums.
    """
    at = passage.end - passage.bar_quarters
    if bars < _FULL_LAST_BAR:
        at += passage.bar_quarters / 2
    # The last chord is what a clip rests on.
    at = max(at, passage.spans[-1].start)
    before = [
        replace(note, duration_quarters=min(note.duration_quarters, at - note.start_quarters))
        for note in notes
        if note.start_quarters < at - 1e-6
    ]
    if not any(note.start_quarters >= at - passage.bar_quarters for note in notes):
        return before
    length = passage.end - at
    if kit:
        sounds = ("kick", "crash") if role == "drums" else ()
        return before + [Note(at, min(1.0, length), SOUNDS[sound], 104) for sound in sounds]
    if role == "fx":
        return before
    return before + [Note(at, length, pitch, 84) for pitch in _last_pitches(notes, at, passage, role)]


def _last_pitches(notes: list[Note], at: float, passage: Passage, role: str) -> list[int]:
    """Return what sounds at the end: the root in the bass, a tonic in a tune, the chord as it is voiced there."""
    chord = passage.spans[-1].chord
    latest = max((note.start_quarters for note in notes if note.start_quarters <= at + 1e-6), default=0.0)
    near = [note.pitch for note in notes if abs(note.start_quarters - latest) < 0.05] or [notes[0].pitch]
    if role == "bass":
        floor = min(note.pitch for note in notes)
        return [root_at(chord.bass, floor)]
    if len(near) > 1:
        fitting = [pitch for pitch in dict.fromkeys(near) if pitch % 12 in chord.pitch_classes]
        if len(fitting) > 1:
            return fitting
    tonic = passage.key.tonic
    target = tonic if tonic in chord.pitch_classes else chord.root
    top = near[-1]
    return [min((pitch for pitch in range(top - 6, top + 7) if pitch % 12 == target), key=lambda p: abs(p - top))]
