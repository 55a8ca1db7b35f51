"""Attacks: the notes of one player that begin together, as the strings of a strum and the fingers of a hand do."""

from __future__ import annotations

from collections.abc import Iterable

from musiccm_daw.score.note import Note

_APART_QUARTERS = 0.04
"""Strings of a strum follow each other by 0.012, and nothing else is faster than 32nds of triplets (0.083)."""

Attack = list[Note]


def attacks_of(notes: Iterable[Note]) -> list[Attack]:
    """Return the attacks of some notes in order, each in the order in which its notes begin, from the lowest up."""
    found: list[Attack] = []
    for note in sorted(notes, key=lambda note: (note.start_quarters, note.pitch)):
        if found and note.start_quarters - found[-1][-1].start_quarters < _APART_QUARTERS:
            found[-1].append(note)
        else:
            found.append([note])
    return found
