"""Effects between sections: risers that lead on, impacts and downlifters on first beats, beds under a whole section.

Writers for `Layer`s of role fx (bound with functools.partial).
"""

from __future__ import annotations

from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

_RISER_BARS = (1, 2, 4)


def riser(passage: Passage) -> list[Note]:
    """Play one riser that ends with the section; nothing rises into the end of the song."""
    if passage.last or passage.bars < 2:
        return []
    length = min(passage.chance.choice(_RISER_BARS), passage.bars) * passage.bar_quarters
    return [Note(passage.end - length, length, passage.lowest, 84)]


def opening(passage: Passage) -> list[Note]:
    """Play one sound on the first beat of the section: an impact or a downlifter."""
    return [Note(passage.start, passage.bar_quarters, passage.lowest, 96)]


def opening_within(passage: Passage) -> list[Note]:
    """Play one sound on the first beat of a section, but not where a loop begins anew."""
    return [] if passage.seam else opening(passage)


def bed(passage: Passage) -> list[Note]:
    """Play one sound as long as the section: vinyl crackle, or a drone on the tonic."""
    pitch = passage.lowest
    if passage.highest > passage.lowest:
        pitch = root_at(passage.key.tonic, max(passage.lowest, 33))
    return [Note(passage.start, passage.bars * passage.bar_quarters, pitch, 60)]
