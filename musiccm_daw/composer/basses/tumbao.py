"""What the bass and the piano of a salsa band repeat: tumbao and montuno, both of them ahead of the chords.

Writers for `Layer`s (bound with functools.partial).
"""

from __future__ import annotations

from itertools import pairwise

from musiccm_daw.composer.basses.bass import DEFAULT_FLOOR, marked_pitch, pattern_bass, smooth_floor
from musiccm_daw.composer.chords.voicing import root_at, voice_lead
from musiccm_daw.composer.pattern import unroll
from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.score.note import Note

_TUMBAO = "------m-----n---"
"""`n` is struck on four and tied over the bar line: no bar but the first has a first beat of its own."""
_MIDDLES = "555R"
"""Marks of `bass.py` for two-and."""
_OTHER_METERS = ("R-----5-----R---",)
_AHEAD = 0.5
"""Quarters before a change of chord, from which the piano plays the new one."""
_LOW, _HOLD, _HIGH = 96, 0.95, 84
"""Velocity of the bass, the share of their lengths that its notes sound, and the velocity of the piano."""
_VOICES = 3


def tumbao(passage: Passage, floor: int = DEFAULT_FLOOR) -> list[Note]:
    """Play a fifth or root on two-and, and on four the next chord's root, tied; a root on one opens the section."""
    if str(passage.meter) != "4/4":
        return pattern_bass(passage, _OTHER_METERS, floor, _HOLD, _LOW, locked=False)
    middle = passage.theme.choice(_MIDDLES)
    floor = smooth_floor(passage, floor)
    opening = passage.chord_at(passage.start)
    notes = [Note(passage.start, 1.5 * _HOLD, root_at(opening.bass, floor), _LOW)]
    for step in unroll(_TUMBAO, passage.meter, passage.start, passage.bars):
        span = passage.span_at(step.start)
        # The beat after two-and belongs to the second chord of a bar.
        ahead = step.mark == "n" or span.end < step.start + 1
        pitch = root_at(passage.chord_after(span).bass, floor) if ahead else marked_pitch(middle, span.chord, floor)
        notes.append(Note(step.start, step.duration * _HOLD, pitch, _LOW + (0 if step.mark == "m" else 6)))
    return notes


def montuno(passage: Passage, patterns: tuple[str, ...], centre: int = 64) -> list[Note]:
    """Play tones of the chord in octaves; the digits of a pattern are tones from the lowest (0) up.

    The 8th before a change of chord, which is tied over it, is of the new one.
    """
    pattern = passage.theme.choice(patterns)
    spans = (*passage.spans, ChordSpan(passage.end, passage.bar_quarters, passage.next_chord))
    voicings = dict(zip(spans, voice_lead(spans, centre, _VOICES, spread=False, lowest=passage.lowest), strict=True))
    followed_by = dict(pairwise(spans))
    notes = []
    for step in unroll(pattern, passage.meter, passage.start, passage.bars):
        span = passage.span_at(step.start)
        chord = voicings[followed_by[span] if span.end - step.start <= _AHEAD + 1e-6 else span]
        low = chord[int(step.mark)]
        accent = 8 if (step.start - passage.start) % 1 else 0
        pitches = [pitch for pitch in (low, low + 12) if pitch <= passage.highest]
        notes += [Note(step.start, min(step.duration, 1.0) * 0.8, pitch, _HIGH + accent) for pitch in pitches]
    return notes
