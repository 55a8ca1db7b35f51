"""Facts that are known before a request is resolved: what a file states or shows, and what a style brings.

Handed to `GenerationRequest.resolve` by those who read files and prompts. Nothing here reads either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.timebase import Meter


@dataclass(frozen=True)
class StatedFacts:
    """What the files of a request state; None where they state nothing.

    Attributes:
        quarters: how long they last.
        sources: where facts come from ("audio"), by their names, "bars" for that of `quarters`; the others come
            from MIDI files.
    """

    bpm: Fraction | None = None
    meter: Meter | None = None
    key: Key | None = None
    chords: ChordProgression | None = None
    quarters: Fraction | None = None
    sources: Mapping[str, str] = field(default_factory=dict)

    def source(self, name: str) -> str:
        """Return where a fact comes from."""
        return self.sources.get(name, "midi")


class StyleDefaults(Protocol):
    """What a style brings where nobody says otherwise; None where it brings nothing."""

    def tempo(self, seed: int) -> Fraction | None:
        """Return a tempo in bpm."""

    def meter(self, seed: int) -> Meter | None:
        """Return a meter, such as 4/4."""

    def mode(self, seed: int) -> str | None:
        """Return the mode of a key, "minor" or "major"."""

    def tonics(self) -> tuple[int, ...]:
        """Return the pitch classes of the keys that it is played in."""

    def leans_minor(self) -> bool:
        """Return whether a tonic that a prompt names without a mode is that of a minor key."""

    def chords(self, key: Key, meter: Meter, seed: int, bars: int, *, ends: bool) -> ChordProgression | None:
        """Return chords in a key, for so many bars of a piece that ends, or of a loop."""
