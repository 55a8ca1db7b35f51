"""Notes and parts: what one instrument of a song plays.

Symbolic: quarters, MIDI pitches and velocities; nothing here knows audio. Positions are quarters from the start of the
song, already swung and humanised: the renderer plays them as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass

LOWEST_PITCH, HIGHEST_PITCH = 21, 108
"""A0 to C8: what is played, and what models know, of pitched parts."""
HIGH_PITCH = 84
"""C6, 1 047 Hz: training and evaluation look at notes from here on by themselves. They are 3 % of a corpus, so a codec
that loses half of them does not show it elsewhere (dev/LOG.md)."""
EARLY_QUARTERS = 1 / 16
"""Played notes begin up to so long before the beat, and a bar line, that they belong to."""


@dataclass(frozen=True, slots=True)
class Note:
    """One sounding note: quarters for time, MIDI numbers for pitch (0-127) and velocity (1-127)."""

    start_quarters: float
    duration_quarters: float
    pitch: int
    velocity: int


@dataclass(frozen=True)
class Part:
    """One stem of a song: a role (`roles.py`), an instrument of `instrument_names.py`, and its notes in time order."""

    role: str
    instrument: str
    notes: tuple[Note, ...]
    effects: tuple[str, ...] = ()
    gain_db: float = 0.0
    pan: float = 0.0
    """-1 left to 1 right."""
    name: str = ""
    """Unique in a score: names the part's track, and seeds its noise."""
    program: int | None = None
    """General MIDI, where a file named it."""
    words: str = ""
    """What the model is conditioned on; not kept in MIDI files."""
