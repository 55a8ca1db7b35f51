"""Chord players who comp, and those who hold chords as pads.

Writers for `Layer`s (bound with functools.partial) on top of `voicing.py`. A comping pattern's marks: `x` the whole
chord, `X` accented, `l` its lowest note, `u` its upper notes, `s` a scratch on damped strings; `-` holds, `.` is
silence. Guitarists are in `guitars.py`, pianists with two hands in `keyboards.py`.
"""

from __future__ import annotations

from itertools import pairwise

from musiccm_daw.composer.chords.chord_rhythms import (
    SCRATCH_QUARTERS,
    at_every_change,
    own_rhythm,
    rhythms_apart,
    with_chords,
    with_next_chord,
)
from musiccm_daw.composer.chords.voicing import Voicing, voicings_of
from musiccm_daw.composer.pattern import softer_between_beats, written_for
from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.composer.turns import PHRASE_BARS, TURN_BARS, Habit, phrased
from musiccm_daw.score.note import Note

_NEAR = 1e-6
_WHOLE = "xX"
"""Marks of whole chords, which may be struck ahead."""
_SOFTER = (6, 10)
"""Velocities by which chords on 8ths and 16ths between the beats are softer."""
_SCRATCHED = 46
"""Velocity of a scratch."""
_LONGEST_HELD, _SHORTEST_MOVED, _STEP = 16.0, 3.0, 2
"""Quarters that a tone is held through, four bars, and those of a chord in whose middle a voice may move by so many
semitones."""


def comp(
    passage: Passage,
    patterns: tuple[str, ...],
    centre: int = 62,
    voices: int = 4,
    spread: bool = False,
    hold: float = 0.92,
    velocity: int = 80,
    rooted: bool = False,
    habit: Habit = "answering",
) -> list[Note]:
    """Play voice-led chords in one of the rhythms, phrased as `habit` says (see `turns.py`)."""
    patterns = written_for(patterns, passage.meter)
    pattern = own_rhythm(passage, patterns)
    answers = rhythms_apart(passage, patterns) or [pattern]
    ahead = with_next_chord(passage)
    voicings = voicings_of(ahead, centre, voices, spread=spread, rooted=rooted)
    notes = []
    steps = at_every_change(phrased(pattern, answers, passage, habit, pushes=True), passage, _WHOLE)
    softer = softer_between_beats(steps, passage.meter, passage.start, _SOFTER)
    for step, span in with_chords(steps, passage, _WHOLE):
        chord = voicings[span]
        pitches = {"l": chord[:1], "u": chord[1:]}.get(step.mark, chord)
        if step.mark == "s":
            notes += [Note(step.start, SCRATCH_QUARTERS, pitch, _SCRATCHED) for pitch in pitches]
            continue
        loud = velocity + (14 if step.mark == "X" else 0) - softer.get(step.start, 0)
        length = min(step.duration * hold, span.end - step.start)
        notes += [Note(step.start, length, pitch, loud) for pitch in pitches]
    return notes


def pad(
    passage: Passage,
    centre: int = 62,
    voices: int = 4,
    velocity: int = 66,
    spread: bool = True,
    rooted: bool = False,
    longest: float = _LONGEST_HELD,
    habit: Habit = "turning",
) -> list[Note]:
    """Play sustained chords; a tone that the next chord shares is held through for a smoother bed.

    No tone is held through beyond `longest` quarters; singers have to breathe. Unless the player is strict, at the ends
    of phrases an inner voice moves on before the others.
    """
    ahead = with_next_chord(passage)
    voicings = voicings_of(ahead, centre, voices, spread=spread, rooted=rooted)
    notes: list[Note] = []
    sounding: dict[int, tuple[float, float]] = {}
    for (span, chord), (_, following) in pairwise(voicings.items()):
        mover = None if habit == "strict" else _mover(span, chord, following, passage)
        held = [pitch for pitch in chord if mover is None or pitch != mover[0]]
        for pitch in [p for p, (start, _) in sounding.items() if p not in chord or span.end - start > longest + _NEAR]:
            start, end = sounding.pop(pitch)
            notes.append(Note(start, end - start, pitch, velocity))
        for pitch in held:
            start = sounding[pitch][0] if pitch in sounding else span.start
            sounding[pitch] = (start, span.end)
        if mover is not None:
            middle = span.start + span.duration / 2
            start = sounding.pop(mover[0], (span.start, 0.0))[0]
            notes.append(Note(start, middle - start, mover[0], velocity))
            sounding[mover[1]] = (middle, span.end)
    notes += [Note(start, end - start, pitch, velocity) for pitch, (start, end) in sounding.items()]
    return notes


def _mover(span: ChordSpan, chord: Voicing, following: Voicing, passage: Passage) -> tuple[int, int] | None:
    """Return an inner voice of the last chord of a phrase, and the tone to which it moves early, if one may.

    It goes by a whole tone to a tone of the next chord that is of the key, and neither a semitone nor a tritone from
    any tone of its own, which others may still play: the G of a C chord goes to the A of an F, but no C to its B.
    """
    turn = min(PHRASE_BARS, passage.bars) * passage.bar_quarters
    at_turn = abs((span.end - passage.start) % turn) < _NEAR and passage.bars >= TURN_BARS
    if not at_turn or passage.last or span.duration < _SHORTEST_MOVED or len(chord) != len(following):
        return None
    for low, high in zip(chord[1:-1], following[1:-1], strict=True):
        apart = {(high - tone) % 12 for tone in (*span.chord.pitch_classes, span.chord.bass)}
        clashes = not apart.isdisjoint((0, 1, 6, 11))
        if abs(high - low) == _STEP and high % 12 in passage.key.scale and not clashes:
            return low, high
    return None
