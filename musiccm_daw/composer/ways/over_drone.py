"""A drone below a tune that one player has: pipes that sound on, or low strings that are struck between.

For `pitched_ways.py`. A drone is the key's tonic with its fifth or octave, whatever the chords.
"""

from __future__ import annotations

from musiccm_daw.composer.chords.chord_scales import beside_tonic
from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

_HELD, _BELOW = 60, 58
"""Velocities: of pipes, and of strings below a tune."""
_SHORT_BAR = 3.0
"""Quarters."""


def held(passage: Passage) -> list[Note]:
    """Hold the tonic and its octave through the passage."""
    tonic = root_at(passage.key.tonic, passage.lowest)
    return [Note(passage.start, passage.end - passage.start, pitch, _HELD) for pitch in (tonic, tonic + 12)]


def below_tune(passage: Passage) -> list[Note]:
    """Strike the tonic in every bar, and its fifth in the middle of it, below a tune."""
    tonic = root_at(passage.key.tonic, passage.lowest)
    length = passage.bar_quarters
    notes = []
    for bar in range(passage.bars):
        start = passage.start + bar * length
        notes.append(Note(start, length, tonic, _BELOW))
        if length >= _SHORT_BAR:
            middle = start + float(int(length / 2))
            notes.append(Note(middle, start + length - middle, tonic + beside_tonic(passage), _BELOW - 6))
    return notes
