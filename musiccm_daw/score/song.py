"""A whole song: its labels, its sections and its parts (`note.py`).

What the composer writes, the captions describe and the renderer plays. An excerpt of a song is again a song.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from musiccm_daw.harmony import Key
from musiccm_daw.score.note import EARLY_QUARTERS, Note, Part
from musiccm_daw.timebase import Meter


@dataclass(frozen=True)
class SongSection:
    """A stretch of bars with one name ("intro", "verse", "chorus", "break", "outro") and one energy (0 to 1)."""

    name: str
    start_bar: int
    bars: int
    energy: float


@dataclass(frozen=True)
class Song:
    """A whole composition and its exact labels.

    `chords` holds one text per bar, as `ChordProgression.parse` reads it: "Am7", or "F C" for two chords that share the
    bar equally.
    """

    seed: int
    style: str
    bpm: Fraction
    meter: Meter
    key: Key
    chords: tuple[str, ...]
    sections: tuple[SongSection, ...]
    parts: tuple[Part, ...]
    swing: float = 0.0
    """0 straight, 1 full triplet swing of the 8ths (or 16ths, by style)."""

    @property
    def bars(self) -> int:
        """Length of the song in bars."""
        return len(self.chords)

    def excerpt(self, start_bar: int, bars: int) -> Song:
        """Return `bars` bars from `start_bar` on; a note held over the first bar line begins there."""
        quarters_per_bar = float(self.meter.quarters_per_bar)
        start, end = start_bar * quarters_per_bar, (start_bar + bars) * quarters_per_bar
        parts = []
        for part in self.parts:
            struck = part.role in ("drums", "percussion")
            notes = tuple(_cut(note, start, end) for note in part.notes if _sounds_in(note, start, end, struck))
            if notes:
                parts.append(replace(part, notes=notes))
        sections = tuple(
            replace(
                section,
                start_bar=max(section.start_bar, start_bar) - start_bar,
                bars=min(section.start_bar + section.bars, start_bar + bars) - max(section.start_bar, start_bar),
            )
            for section in self.sections
            if section.start_bar < start_bar + bars and section.start_bar + section.bars > start_bar
        )
        return replace(self, chords=self.chords[start_bar : start_bar + bars], sections=sections, parts=tuple(parts))


_HELD_QUARTERS = 0.25
"""A note that lasts at least this long beyond a cut counts as held over it."""


def _sounds_in(note: Note, start: float, end: float, struck: bool) -> bool:
    """Return whether a note begins in an excerpt or, unless it is a drum stroke, is held into it."""
    if note.start_quarters >= start - EARLY_QUARTERS:
        return note.start_quarters < end - EARLY_QUARTERS
    return not struck and note.start_quarters + note.duration_quarters >= start + _HELD_QUARTERS


def _cut(note: Note, start: float, end: float) -> Note:
    """Return the part of a note that lies in the excerpt, counted from the excerpt's start."""
    begin = max(note.start_quarters, start)
    duration = min(note.start_quarters + note.duration_quarters, end) - begin
    return Note(begin - start, duration, note.pitch, note.velocity)
