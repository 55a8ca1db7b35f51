"""The score: what the composer writes and the renderer plays.

A `Song` is symbolic (quarters, MIDI pitches, velocities); nothing here knows audio. Positions are quarters from the
start of the song, already swung and humanised: the renderer plays them as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from musiccm_daw.harmony import Key
from musiccm_daw.timebase import Meter


@dataclass(frozen=True)
class Note:
    """One sounding note: quarters for time, MIDI numbers for pitch (0-127) and velocity (1-127)."""

    start_quarters: float
    duration_quarters: float
    pitch: int
    velocity: int


@dataclass(frozen=True)
class Part:
    """One stem of a song: a role of the contract, an instrument of `instruments.py`, and its notes in time order."""

    role: str
    instrument: str
    notes: tuple[Note, ...]
    effects: tuple[str, ...] = ()
    gain_db: float = 0.0
    pan: float = 0.0
    """-1 left to 1 right."""


@dataclass(frozen=True)
class Section:
    """A stretch of bars with one name ("intro", "verse", "chorus", "break", "outro") and one energy (0 to 1)."""

    name: str
    start_bar: int
    bars: int
    energy: float


@dataclass(frozen=True)
class Song:
    """A whole composition and its exact labels.

    `chords` holds one text per bar in the contract's syntax ("Am7" or "F C": chords of one bar share it equally).
    """

    seed: int
    style: str
    bpm: Fraction
    meter: Meter
    key: Key
    chords: tuple[str, ...]
    sections: tuple[Section, ...]
    parts: tuple[Part, ...]
    swing: float = 0.0
    """0 straight, 1 full triplet swing of the 8ths (or 16ths, by style)."""

    @property
    def bars(self) -> int:
        """Length of the song in bars."""
        return len(self.chords)

    def excerpt(self, start_bar: int, bars: int) -> Song:
        """Cut `bars` bars from `start_bar` on; notes that begin inside are kept and end at the cut."""
        quarters_per_bar = float(self.meter.quarters_per_bar)
        start, end = start_bar * quarters_per_bar, (start_bar + bars) * quarters_per_bar
        # Humanised notes may fall up to a 32nd before the bar line they belong to.
        early = 0.06
        parts = []
        for part in self.parts:
            notes = tuple(
                replace(
                    note,
                    start_quarters=max(note.start_quarters - start, 0.0),
                    duration_quarters=min(note.duration_quarters, end - note.start_quarters),
                )
                for note in part.notes
                if start - early <= note.start_quarters < end - early
            )
            if notes:
                parts.append(replace(part, notes=notes))
        sections = tuple(
            replace(
                section,
                start_bar=max(section.start_bar, start_bar) - start_bar,
                bars=min(section.start_bar + section.bars, start_bar + bars)
                - max(section.start_bar, start_bar),
            )
            for section in self.sections
            if section.start_bar < start_bar + bars and section.start_bar + section.bars > start_bar
        )
        return replace(
            self, chords=self.chords[start_bar : start_bar + bars], sections=sections, parts=tuple(parts)
        )
