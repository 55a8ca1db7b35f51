"""Comfortable ranges: where the players of an instrument usually play their tunes.

A style gives one pitch to all who may play its tune, but a trombone's middle is a flute's lowest note. Here the pitch
around which a tune, riff or stab lies is moved to the instrument's own middle.
"""

from __future__ import annotations

import inspect
from functools import partial

from musiccm_daw.composer.ensembles import horns, inner_voices, orchestra
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.sheet import Writer
from musiccm_daw.composer.tunes import melody

MIDDLES = {
    "trombone": 57,
    "tenor_sax": 61,
    "alto_sax": 68,
    "trumpet": 69,
    "muted_trumpet": 70,
    "french_horn": 58,
    "clarinet": 69,
    "oboe": 74,
    "flute": 79,
    "pan_flute": 76,
    "solo_violin": 76,
    "solo_viola": 65,
    "solo_cello": 55,
    "harmonica": 74,
    "accordion": 72,
    "overdriven_guitar": 69,
    "distortion_guitar": 69,
    "clean_guitar": 67,
    "jazz_guitar": 66,
    "nylon_guitar": 67,
    "steel_guitar": 67,
    "vibraphone": 72,
    "marimba": 71,
    "kalimba": 74,
    "music_box": 79,
    "celesta": 79,
    "glockenspiel": 88,
}
"""Pitches in the middle of what is played most, as orchestration books give the registers, by instrument. Tunes stay
within a seventh or so of them: trombone A2 to A4, tenor sax D3 to B4, flute A4 to F6."""
_NEAR = 2
"""Semitones from an instrument's middle within which a tune may lie elsewhere than there, for variety."""
_LINES = (melody.melody, melody.riff, horns.stabs, horns.single_stabs, orchestra.theme, inner_voices.counter_line)


def at_ease(write: Writer, instrument: str, middle: int | None = None) -> Writer:
    """Return a writer whose tunes, riffs and stabs lie where an instrument is at its ease.

    Args:
        write: of any kind; those of other things stay as they are, and guitar riffs, which lie on the low strings.
        instrument: a key of `INSTRUMENTS`.
        middle: of what it stands in for; None for its own.
    """
    middle = MIDDLES.get(instrument) if middle is None else middle
    if middle is None:
        return write
    if isinstance(write, partial):
        inner: dict[str, object] = {}
        if "write" in write.keywords:
            inner["write"] = at_ease(write.keywords["write"], instrument, middle)
        if "writers" in write.keywords:
            inner["writers"] = tuple(at_ease(one, instrument, middle) for one in write.keywords["writers"])
        if inner:
            return partial(write, **inner)
    line = write.func if isinstance(write, partial) else write
    low_riff = line is melody.riff and "guitar" in INSTRUMENTS[instrument].roles
    if line not in _LINES or low_riff:
        return write
    centre = inspect.signature(write).parameters["centre"].default
    octaves = round((middle - centre) / 12)
    moved = centre + 12 * octaves
    changed: dict[str, object] = {"centre": moved if abs(moved - middle) <= _NEAR else middle}
    return partial(write, **changed)
