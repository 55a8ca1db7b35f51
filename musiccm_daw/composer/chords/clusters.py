"""Clusters: tones that lie side by side, or a tritone apart, held under everything, as in films that frighten.

A writer for `Layer`s (bound with functools.partial) and for those whom a prompt asks for clusters.
"""

from __future__ import annotations

from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

_SHAPES = ((0, 1, 2, 6), (0, 1, 6, 7), (0, 1, 3, 4), (0, 5, 6, 7), (0, 1, 2, 3))
"""Semitones above the lowest tone: seconds and tritones, and in none of them a triad."""
_CREEPING = 2.0
"""Quarters of the shortest cluster whose highest tone creeps on by a semitone in its middle."""
_HALF = 6


def cluster(
    passage: Passage, centre: int = 62, voices: int = 4, velocity: int = 60, longest: float = 8.0
) -> list[Note]:
    """Hold a cluster on the bass of every chord; its highest tone creeps up by a semitone halfway through.

    Args:
        passage: that is played.
        centre: pitch around which it lies.
        voices: of each cluster.
        velocity: of all tones.
        longest: quarters after which a cluster is sounded anew.
    """
    shape = passage.theme.choice(_SHAPES)[:voices]
    notes = []
    for span in passage.spans:
        low = root_at(span.chord.bass, max(passage.lowest, centre - _HALF - shape[-1] // 2))
        pitches = [low + step for step in shape if low + step < passage.highest]
        start = span.start
        while start < span.end - 1e-6:
            length = min(longest, span.end - start)
            notes += [Note(start, length, pitch, velocity) for pitch in pitches[:-1]]
            creeps = length / 2 if length >= _CREEPING else length
            notes.append(Note(start, creeps, pitches[-1], velocity))
            if creeps < length:
                notes.append(Note(start + creeps, length - creeps, pitches[-1] + 1, velocity))
            start += length
    return notes
