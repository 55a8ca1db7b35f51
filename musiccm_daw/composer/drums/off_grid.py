"""Drummers who play beside the grid, as J Dilla's machine does: the snare rushes, the kick drags, hats lie between.

For `drum_ways.py`, around the writer of a groove.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.score.note import Note

_RUSHED, _DRAGGED, _BETWEEN = -0.045, 0.05, 0.08
"""Quarters by which the snare comes early, the kick late, and hats off the beats late: 30 to 50 ms at 90 BPM."""
_STRAY = 0.02
"""Quarters by which each place of the bar strays besides, the same in every bar."""
_HATS = frozenset(SOUNDS[name] for name in ("hat", "open_hat", "pedal_hat", "shaker"))
_BACKBEATS = frozenset(SOUNDS[name] for name in ("snare", "clap", "rim"))
_KICK = SOUNDS["kick"]


def off_grid(passage: Passage, write: Writer) -> list[Note]:
    """Write a groove, and move every sound to its own side of the grid; the first beat stays where it is."""
    seed = passage.theme.random()
    strays: dict[tuple[int, int], float] = {}
    notes = []
    for note in write(passage):
        place = (note.start_quarters - passage.start) % passage.bar_quarters
        sixteenth = round(4 * place)
        if (note.pitch, sixteenth) not in strays:
            # Drawn from the place, so that bars with more strokes have the others where they were.
            strays[note.pitch, sixteenth] = Random(f"{seed} {note.pitch} {sixteenth}").uniform(-_STRAY, _STRAY)
        moved = strays[note.pitch, sixteenth] + _side(note.pitch, sixteenth)
        notes.append(replace(note, start_quarters=max(0.0, note.start_quarters + moved)))
    return notes


def _side(pitch: int, sixteenth: int) -> float:
    if pitch in _BACKBEATS:
        return _RUSHED
    if pitch == _KICK:
        return 0.0 if sixteenth == 0 else _DRAGGED
    return _BETWEEN if pitch in _HATS and sixteenth % 4 else 0.0
