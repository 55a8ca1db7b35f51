"""Passages for players who are tested alone: some chords, repeated over the bars."""

from __future__ import annotations

from random import Random

from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.harmony import Chord, Key
from musiccm_daw.timebase import Meter

METERS = ("4/4", "3/4", "6/8", "12/8", "5/4", "7/8")


def passage_of(
    *chords: str,
    seed: int = 0,
    meter: str = "4/4",
    bars: int = 8,
    key: str = "A minor",
    energy: float = 0.75,
    pitches: tuple[int, int] = (36, 96),
    seam: bool = False,
) -> Passage:
    """Return a passage with one chord in each bar."""
    parsed = Meter.parse(meter)
    length = float(parsed.quarters_per_bar)
    names = [Chord.parse(name) for name in chords or ("Am", "F", "C", "G")]
    return Passage(
        name="verse",
        energy=energy,
        start=0.0,
        bars=bars,
        meter=parsed,
        key=Key.parse(key),
        spans=tuple(ChordSpan(bar * length, length, names[bar % len(names)]) for bar in range(bars)),
        next_chord=names[bars % len(names)],
        lowest=pitches[0],
        highest=pitches[1],
        last=False,
        theme=Random(seed),  # noqa: S311 (music, not secrets)
        chance=Random(seed),  # noqa: S311
        seam=seam,
    )
