"""Guitarists: strums, picked strings, and power chords with palm-muted roots.

Writers for `Layer`s (bound with functools.partial) on shapes that a hand can stop (`voicing.py`).
"""

from __future__ import annotations

from musiccm_daw.composer.chords.chord_rhythms import (
    at_every_change,
    own_rhythm,
    rhythms_apart,
    with_chords,
)
from musiccm_daw.composer.chords.voicing import guitar_chord, power_chord
from musiccm_daw.composer.pattern import is_written_for, suited
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.turns import Habit, on_kick, phrased
from musiccm_daw.score.note import Note

_STEPS_OF_RIFFS = {"2": (1, 2, 3), "4": (5, 6, 7), "t": (6, 5, 7)}
"""Semitones to which these marks may move a chord in a scale that is asked for, the nearest first."""
_STROKES, _RIFFED = "Ddu", "xXp"
"""Marks of strokes over all strings, which may be struck ahead, and of riffs."""
_STRUMMED, _POWER = 76, 96
"""Velocities of strings and of power chords."""
_HIGHEST_PICKED = 76
"""E5, the twelfth fret of the highest string."""
_STRUM_HOLD = 0.95
"""Share of their lengths that strummed chords sound."""
STRUM_SECONDS = 0.006
"""Time from one string to the next; five strings stay under 30 ms."""
_STRUMS_OF_METERS = {
    "3/4": ("D---d-u-d-u-", "D---d---d---", "D---d-u-d---", "D---d---d-u-"),
    "6/8": ("D---d-D---d-", "D-d-u-D-d-u-", "D-----D---u-"),
    "12/8": ("D---d-D---d-D---d-D---d-", "D-d-u-D-d-u-D-d-u-D-d-u-", "D-----D---u-D-----D---u-"),
    "5/4": ("D---d-u-d-u-D---d-u-", "D---d---d-u-D---d---"),
    "7/8": ("D---D---D-d-u-", "D---d-u-D-d-u-", "D---D---d---u-"),
}
"""Of one bar each: patterns of 4/4 that are cut would lack the last beat."""


def strum(
    passage: Passage,
    patterns: tuple[str, ...],
    strings: int = 5,
    floor: int = 40,
    habit: Habit = "answering",
) -> list[Note]:
    """Strum a guitar: `d` strokes down, `u` up (upper strings), `x` short and damped; `D` is an accented `d`."""
    # A chord that is struck once lasts through any bar.
    once = all(len(pattern.strip("-.")) == 1 for pattern in patterns)
    patterns = suited(patterns, passage.meter)
    written = all(is_written_for(pattern, passage.meter) for pattern in patterns)
    own = patterns if once or written else _STRUMS_OF_METERS.get(str(passage.meter), patterns)
    steps = phrased(
        own_rhythm(passage, own), rhythms_apart(passage, own), passage, "strict" if once else habit, pushes=True
    )
    notes = []
    for step, span in with_chords(at_every_change(steps, passage, _STROKES), passage, _STROKES):
        shape = guitar_chord(span.chord, strings, max(floor, passage.lowest))
        # What lies beyond the neck is played an octave lower: small guitars have their chords in one octave.
        beyond = [max(0, -(-(pitch - passage.highest) // 12)) for pitch in shape]
        shape = tuple(sorted({pitch - 12 * octaves for pitch, octaves in zip(shape, beyond, strict=True)}))
        if step.mark == "u":
            shape = shape[:1:-1]
        loud = {"D": 14, "u": -10, "x": -22}.get(step.mark, 0)
        length = min(step.duration, 0.12) if step.mark == "x" else step.duration * _STRUM_HOLD
        length = min(length, span.end - step.start)
        for string, pitch in enumerate(shape):
            # In quarters at 120 bpm; at other tempos a strum is a little faster or slower, as a player's is.
            late = string * STRUM_SECONDS * 2
            notes.append(Note(step.start + late, max(0.06, length - late), pitch, _STRUMMED + loud))
    return notes


def pick(
    passage: Passage,
    patterns: tuple[str, ...],
    strings: int = 5,
    floor: int = 40,
    ring: float = 1.5,
    habit: Habit = "answering",
) -> list[Note]:
    """Pick single strings: a pattern's digits are strings from the bass (0) up; notes ring on."""
    patterns = suited(patterns, passage.meter)
    notes = []
    for step in phrased(passage.theme.choice(patterns), patterns, passage, habit):
        span = passage.span_at(step.start)
        shape = guitar_chord(span.chord, strings, max(floor, passage.lowest))
        pitch = shape[int(step.mark) % len(shape)]
        pitch -= 12 if pitch > _HIGHEST_PICKED else 0
        accent = 8 if step.mark == "0" else 0
        notes.append(Note(step.start, min(ring, span.end - step.start), pitch, _STRUMMED + accent))
    return notes


def power_riff(passage: Passage, patterns: tuple[str, ...], floor: int = 40, habit: Habit = "turning") -> list[Note]:
    """Play power chords on the kick: `x` and `X` the chord, `p` a palm-muted low root.

    `2`, `3`, `4`, `t` and `7` move it: a minor second, a third of the key or, where that has no fifth in the key, a
    fourth, a fourth, a tritone up, and a step of the key down. In a scale that is asked for, all of them are its steps.
    """
    floor = min(floor, passage.lowest)
    patterns = suited(patterns, passage.meter)
    notes = []
    steps = phrased(on_kick(passage, patterns), patterns, passage, habit)
    for step in at_every_change(steps, passage, _RIFFED):
        root, *others = power_chord(passage.chord_at(step.start), floor)
        if step.mark == "p":
            notes.append(Note(step.start, min(step.duration, 0.2), root, _POWER - 16))
            continue
        moved = _riff_step(step.mark, root, passage)
        fifths = others if moved == 0 else (root + 7, root + 12)
        moved += 12 if root + moved < floor else 0
        loud = _POWER + (10 if step.mark == "X" else 0)
        length = step.duration * _STRUM_HOLD
        notes += [Note(step.start, length, pitch + moved, loud) for pitch in (root, *fifths)]
    return _cut_at_changes(notes, passage)


def _riff_step(mark: str, root: int, passage: Passage) -> int:
    """Return the semitones by which a mark of a riff moves the chord."""
    own = set(passage.tones)
    if passage.scale and mark in _STEPS_OF_RIFFS:
        return next((up for up in _STEPS_OF_RIFFS[mark] if (root + up) % 12 in own), 0)
    if mark == "3":
        return next((up for up in (3, 4) if {(root + up) % 12, (root + up + 7) % 12} <= own), 5)
    if mark == "7":
        return next((-down for down in (2, 1) if (root - down) % 12 in own), -2)
    return {"2": 1, "4": 5, "t": 6}.get(mark, 0)


def _cut_at_changes(notes: list[Note], passage: Passage) -> list[Note]:
    """End held chords where the harmony moves on."""
    cut = []
    for note in notes:
        end = min(note.start_quarters + note.duration_quarters, passage.span_at(note.start_quarters).end)
        cut.append(Note(note.start_quarters, end - note.start_quarters, note.pitch, note.velocity))
    return cut
