"""Drummers' hands and feet: accents on what is struck fully, ghosts that stay ghosts, and fills that grow.

Hi-hats and rides have their own patterns of hands (`drums/grooves.py`), and keep them.
"""

from __future__ import annotations

from collections.abc import Sequence

from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.dynamics.accents import Pulse, weight_at, weights_of
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

_GHOST = 60
"""Velocity up to which a stroke is one."""
_CYMBALS = frozenset(SOUNDS[name] for name in ("hat", "pedal_hat", "open_hat", "ride", "bell", "crash"))
_BACKBEATS = frozenset(SOUNDS[name] for name in ("snare", "rim", "clap"))
_TOMS = frozenset(SOUNDS[name] for name in ("floor_tom", "low_tom", "mid_tom", "high_tom"))
_FILL_BARS = 4
_FEWEST_STROKES = 3
_GROWTH = 1.6
"""Of a fill from its first stroke to its last, as a share of the accents' depth on either side."""


def kit_shares(notes: Sequence[Note], passage: Passage, pulse: Pulse) -> dict[Note, float]:
    """Return by how much of its accents' depth a drummer strikes each note louder; a swung ride leans on its pulse."""
    shares, length = {}, passage.bar_quarters
    backbeat, downbeat = weights_of(passage.meter, "backbeat"), weights_of(passage.meter, "downbeat")
    for note in notes:
        rides = pulse == "swing" and note.pitch == SOUNDS["ride"]
        if note.velocity > _GHOST and (rides or note.pitch not in _CYMBALS):
            weights = backbeat if rides or note.pitch in _BACKBEATS else downbeat
            shares[note] = weight_at((note.start_quarters - passage.start) % length, weights)
    for fill in _fills(notes, passage):
        first, last = fill[0].start_quarters, fill[-1].start_quarters
        for note in fill:
            shares[note] = _GROWTH * (2 * (note.start_quarters - first) / max(1e-6, last - first) - 1)
    return shares


def hand_shares(notes: Sequence[Note], passage: Passage, pulse: Pulse) -> dict[Note, float]:
    """Return by how much of its accents' depth a player of percussion strikes each note louder; ghosts stay."""
    weights, length = weights_of(passage.meter, pulse), passage.bar_quarters
    return {
        note: weight_at((note.start_quarters - passage.start) % length, weights)
        for note in notes
        if note.velocity > _GHOST
    }


def _fills(notes: Sequence[Note], passage: Passage) -> list[list[Note]]:
    """Return the strokes on snare and toms at the ends of phrases that are more than a backbeat."""
    bar = passage.bar_quarters
    found = []
    for number in range(passage.bars):
        if number % _FILL_BARS != _FILL_BARS - 1 and number != passage.bars - 1:
            continue
        begin = passage.start + number * bar + bar / 2 - 1e-6
        strokes = [
            note
            for note in notes
            if begin <= note.start_quarters < begin + bar / 2
            and note.velocity > _GHOST
            and note.pitch in _TOMS | {SOUNDS["snare"]}
        ]
        if len(strokes) >= _FEWEST_STROKES:
            found.append(sorted(strokes, key=lambda note: note.start_quarters))
    return found
