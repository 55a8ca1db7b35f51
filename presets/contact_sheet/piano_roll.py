"""A piano roll of a score, small enough to be read at a glance: pitches above, drums in a band of their own below.

A picture rather than one shape a note, so that a song of an hour takes no more room on the page than a bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.roles import DRUM_ROLES
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import Score
from musiccm_daw.wording import counted
from musiccm_daw.writers.colours import role_colour
from presets.contact_sheet.pictures import image_url

_WIDTH = 1200
_ROW_PIXELS = 4
_FEWEST_PITCHES = 25
"""Two octaves, so that a bass line of three notes does not look like a wall."""
_STROKE_PIXELS = 6
_OCTAVE_LINE = (128, 128, 128, 70)


@dataclass(frozen=True)
class OctaveMark:
    """The name of a C, and where it stands, in per cent from the top."""

    name: str
    top: float


@dataclass(frozen=True)
class PianoRoll:
    """The picture as a data URL, what it shows in words, and the names beside it."""

    url: str
    description: str
    marks: tuple[OctaveMark, ...]


def piano_roll(score: Score, total_quarters: float) -> PianoRoll | None:
    """Draw the notes of a score over so many quarters; None where it has none."""
    struck = [part for part in score.parts if part.notes and part.role in DRUM_ROLES]
    pitched = [part for part in score.parts if part.notes and part.role not in DRUM_ROLES]
    if not struck and not pitched:
        return None
    pitches = _shown_pitches(pitched)
    keys = sorted({note.pitch for part in struck for note in part.notes})
    # A row stays empty between the two.
    rows = len(pitches) + len(keys) + bool(pitches and keys)
    pixels = np.zeros((rows * _ROW_PIXELS, _WIDTH, 4), np.uint8)
    marks = []
    for pitch in pitches:
        if pitch % 12 == 0:
            row = pitches[-1] - pitch
            pixels[(row + 1) * _ROW_PIXELS - 1] = _OCTAVE_LINE
            if row > 1:  # else there is no room for the name
                marks.append(OctaveMark(f"C{pitch // 12 - 1}", 100 * (row + 1) / rows))
    scale = _WIDTH / total_quarters
    for part in pitched:
        for note in part.notes:
            _draw(pixels, pitches[-1] - note.pitch, note, part.role, scale, note.duration_quarters * scale - 2)
    for part in struck:
        for note in part.notes:
            _draw(pixels, rows - 1 - keys.index(note.pitch), note, part.role, scale, _STROKE_PIXELS)
    return PianoRoll(image_url(pixels, lossless=True), _description(score.parts), tuple(marks))


def _shown_pitches(parts: Sequence[Part]) -> range:
    """Return the pitches that the parts use, and some around them."""
    used = [note.pitch for part in parts for note in part.notes]
    if not used:
        return range(0)
    missing = max(2, _FEWEST_PITCHES - (max(used) - min(used) + 1))
    lowest = max(0, min(used) - missing // 2)
    return range(lowest, max(used) + missing - missing // 2 + 1)


def _draw(pixels: NDArray[np.uint8], row: int, note: Note, role: str, scale: float, length: float) -> None:
    """Draw a note; a soft one is fainter, and a line stays free below."""
    start = round(note.start_quarters * scale)
    box = pixels[row * _ROW_PIXELS : (row + 1) * _ROW_PIXELS - 1, start : start + max(2, round(length))]
    colour = bytes.fromhex(role_colour(role)[1:])
    box[...] = (*colour, 150 + note.velocity * 105 // 127)


def _description(parts: Sequence[Part]) -> str:
    """Say in words what the picture shows."""
    return "Piano roll: " + ", ".join(f"{part.name} {counted(len(part.notes), 'note')}" for part in parts)
