"""How instruments are played for which others stand in: over a drone, as an oompah, in tremolo.

For `pitched_ways.py`. A drone is the key's tonic with its fifth or octave, whatever the chords.
"""

from __future__ import annotations

from dataclasses import replace

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.score.note import Note

_HELD, _STRUCK, _BELOW = 60, 74, 58
"""Velocities: of pipes, of strings that are alone, and of those below a tune."""
_TANPURA = (7, 12, 12, 0)
"""Semitones above the low tonic, a string to the beat: Pa, Sa, Sa and the low Sa."""
_RING = 3.5
"""Quarters that a string rings on over those after it."""
_SHORT_BAR = 3.0
"""Quarters."""
_TREMOLO = 0.25
"""Quarters between two strokes of a tremolo: 16ths, as guitarists pick them."""


def held(passage: Passage) -> list[Note]:
    """Hold the tonic and its octave through the passage."""
    tonic = root_at(passage.key.tonic, passage.lowest)
    return [Note(passage.start, passage.end - passage.start, pitch, _HELD) for pitch in (tonic, tonic + 12)]


def strings(passage: Passage) -> list[Note]:
    """Strike the four strings of a tanpura, one after another, from beat to beat."""
    tonic = root_at(passage.key.tonic, passage.lowest)
    count = int((passage.end - passage.start) // 1)
    starts = [(passage.start + at, _TANPURA[at % len(_TANPURA)]) for at in range(count)]
    return [Note(start, min(_RING, passage.end - start), tonic + up, _STRUCK) for start, up in starts]


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
            notes.append(Note(middle, start + length - middle, tonic + 7, _BELOW - 6))
    return notes


def oompah(passage: Passage, floor: int) -> list[Note]:
    """Play the low notes of a march or polka: root and fifth in turn, two to the bar."""
    pattern = "R-------5-------" if passage.bar_quarters > _SHORT_BAR else "R---5---R---5---"
    if passage.bar_quarters == _SHORT_BAR:
        # A waltz has one, and the chords the other two beats.
        pattern = "R-----------"
    return bass.pattern_bass(passage, (pattern,), floor=floor, hold=0.7, locked=False)


def tremolo(passage: Passage, write: Writer) -> list[Note]:
    """Strike the tones of a line over and over, as long as each lasts."""
    notes = []
    for note in write(passage):
        strokes = max(1, round(note.duration_quarters / _TREMOLO))
        for at in range(strokes):
            start = note.start_quarters + at * _TREMOLO
            velocity = max(1, note.velocity - (0 if at % 2 == 0 else 8))
            notes.append(replace(note, start_quarters=start, duration_quarters=_TREMOLO * 0.9, velocity=velocity))
    return notes
