"""Choruses: the motifs with which a player is at least as full in the chorus as in the verse.

For `writing.py`. The patterns of verse and chorus are drawn apart, so that a chorus would often be the thinner of the
two; here it draws again, and plays the verse's own where none that is drawn is full enough. What the words of a section
ask for is the business of `steering.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean

from musiccm_daw.score.note import Note

CHORUSES = ("chorus", "drop", "hook")
"""Sections that are a song's high point."""
_DRAWS = 4
_LOWER = 0.5
"""Semitones by which other chords may lower a part without its lying lower."""


def fuller_motifs(name: str, verse: str, write: Callable[[str], list[Note]], *, kit: bool) -> str:
    """Return the name of the motifs that a chorus takes: its own, others that are drawn, or the verse's.

    Args:
        name: of the chorus.
        verse: of the verse.
        write: what the player writes in the chorus with the motifs of a name.
        kit: whether pitches are drums.
    """
    strokes, height = _fullness(write(verse), kit=kit)
    for theme in (name, *(f"{name} {number}" for number in range(2, _DRAWS + 1))):
        others, lies = _fullness(write(theme), kit=kit)
        if others >= strokes and lies >= height - _LOWER:
            return theme
    return verse


def _fullness(notes: Sequence[Note], *, kit: bool) -> tuple[int, float]:
    """Return how many attacks notes have, and how high they lie; strokes of drums lie nowhere."""
    attacks = {(round(note.start_quarters, 1), note.pitch if kit else 0) for note in notes}
    return len(attacks), 0.0 if kit or not notes else fmean(note.pitch for note in notes)
