"""Pianists with two hands: chords over a left hand that plays roots, fifths and octaves, or a stride.

Writers for `Layer`s (bound with functools.partial) and for pianists who are alone. A left hand's marks: `R` the root,
`5` the fifth, `O` the octave.
"""

from __future__ import annotations

from musiccm_daw.composer.chords.comping import comp
from musiccm_daw.composer.chords.voicing import root_at, voice_lead
from musiccm_daw.composer.pattern import suited
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.turns import Habit, phrased
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

PIANO_VELOCITY = 74
RIGHT_HAND_CENTRE, RIGHT_HAND_VOICES = 65, 3
_OCTAVES_FLOOR = 41
"""F2, from which the thumb of a left hand in octaves plays."""
_SHORT = 0.6
"""Of a beat: the chords of a stride."""
LEFT_HANDS = ("R-------5-------", "R---5---O---5---", "R-5-O-5-R-5-O-5-", "R-----R-5-------", "R---------------")


def two_hands(
    passage: Passage,
    patterns: tuple[str, ...],
    left_hands: tuple[str, ...] = LEFT_HANDS,
    centre: int = RIGHT_HAND_CENTRE,
    voices: int = RIGHT_HAND_VOICES,
    hold: float = 0.92,
    velocity: int = PIANO_VELOCITY,
    habit: Habit = "answering",
    runs: bool = False,
) -> list[Note]:
    """Play a keyboard alone: chords in the right hand; roots, fifths and octaves in the left, which may run on."""
    notes = comp(passage, patterns, centre=centre, voices=voices, hold=hold, velocity=velocity, habit=habit)
    return notes + left_hand(
        passage, left_hands, velocity - 4, habit="strict" if runs or habit == "strict" else "turning"
    )


def left_hand(
    passage: Passage,
    patterns: tuple[str, ...] = LEFT_HANDS,
    velocity: int = PIANO_VELOCITY - 4,
    habit: Habit = "turning",
) -> list[Note]:
    """Play a pianist's left hand: roots, fifths and octaves in one of the rhythms."""
    notes = []
    patterns = suited(patterns, passage.meter)
    for step in phrased(passage.theme.choice(patterns), patterns, passage, habit):
        span = passage.span_at(step.start)
        pitch = _left_hand_pitch(step.mark, span.chord, passage.lowest)
        notes.append(Note(step.start, min(step.duration, span.end - step.start), pitch, velocity))
    return notes


def octaves_left(passage: Passage, patterns: tuple[str, ...], velocity: int = PIANO_VELOCITY) -> list[Note]:
    """Play roots and fifths in octaves, the upper note from F2 on, as both ends of a left hand."""
    notes = []
    for step in phrased(passage.theme.choice(patterns), patterns, passage, "turning"):
        span = passage.span_at(step.start)
        low = _left_hand_pitch(step.mark, span.chord, _OCTAVES_FLOOR - 12)
        low = root_at(low % 12, max(passage.lowest, _OCTAVES_FLOOR - 12))
        length = min(step.duration, span.end - step.start)
        notes += [Note(step.start, length, pitch, velocity) for pitch in (low, low + 12)]
    return notes


def stride(passage: Passage, centre: int = 55) -> list[Note]:
    """Play ragtime's left hand: roots and fifths on strong beats, of two or three the first, chords on the others."""
    notes = []
    shapes = voice_lead(passage.spans, centre, RIGHT_HAND_VOICES, spread=False, lowest=passage.lowest)
    voicings = dict(zip(passage.spans, shapes, strict=True))
    beat, period = 4 / passage.meter.denominator, 3 if passage.meter.numerator % 3 == 0 else 2
    for bar in range(passage.bars):
        for number in range(round(passage.bar_quarters / beat)):
            start = passage.start + bar * passage.bar_quarters + number * beat
            span = passage.span_at(start)
            left = span.end - start
            if number % period:
                chord = voicings[span]
                notes += [Note(start, min(_SHORT * beat, left), pitch, PIANO_VELOCITY - 8) for pitch in chord]
            else:
                pitch = _left_hand_pitch("5" if number else "R", span.chord, passage.lowest)
                notes.append(Note(start, min(beat, left), pitch, PIANO_VELOCITY - 2))
    return notes


def _left_hand_pitch(mark: str, chord: Chord, lowest: int) -> int:
    root = root_at(chord.bass, max(36, lowest))
    if mark == "5":
        fifth = next((i for i in (7, 6, 8) if (chord.root + i) % 12 in chord.pitch_classes), 0)
        return root_at((chord.root + fifth) % 12, root)
    return root + 12 if mark == "O" else root
