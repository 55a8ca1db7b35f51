"""A hand-made song for the renderer's tests: two bars whose every note is known."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from random import Random

import numpy as np

from musiccm_daw.harmony import Key
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.song import Song, SongSection
from musiccm_daw.timebase import Meter

KICKS = tuple(Note(float(beat), 0.25, 36, 110) for beat in range(8))
BASS = tuple(Note(beat + 0.5, 0.4, 33, 100) for beat in range(8))
CHORDS = tuple(Note(start, 3.9, pitch, 90) for start in (0.0, 4.0) for pitch in (57, 60, 64))


def song(*parts: Part, bpm: Fraction = Fraction(497, 4), bars: int = 2) -> Song:
    """Return two bars of A minor at 124.25 bpm, with drums, bass and a pad unless other parts are given."""
    default = (
        Part("drums", "kit_909", KICKS),
        Part("bass", "analog_bass", BASS, effects=("saturation",)),
        Part("pads", "warm_pad", CHORDS, effects=("reverb_hall", "sidechain"), pan=0.3),
    )
    return Song(
        seed=7,
        style="house",
        bpm=bpm,
        meter=Meter(4, 4),
        key=Key.parse("A minor"),
        chords=("Am",) * bars,
        sections=(SongSection("verse", 0, bars, 0.7),),
        parts=parts or default,
    )


def seeded(seed: object) -> Random:
    """Return random numbers that are the same every time."""
    return Random(str(seed))  # noqa: S311


class NoSamples:
    """Stands in for the sampled instruments where a song has synthesised ones only."""

    fonts: tuple[()] = ()

    def render(self, notes: Iterable[Note], **_: object) -> np.ndarray:
        raise AssertionError("this song has no sampled instrument")
