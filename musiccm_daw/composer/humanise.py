"""Swing, timing and velocity: from exact notes to played ones.

The last step of composing, after every writer; it changes no pitch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from math import floor
from random import Random

from musiccm_daw.score.note import Note

TIMING_SIGMA_SECONDS = 0.004
"""Spread of a good player's onsets: small, so that onsets stay on the grid that the labels promise."""
_WORST_SIGMAS = 2.5
_INSTANT = 0.02
"""Quarters: notes that sound together for less do so by chance of playing, and a synthesizer would slide."""
_LEAST_SPREAD, _SPREAD = 1, 2
"""Velocities by which machines and hands stray from what is meant: less than the accents that are."""


def swung(quarters: float, swing: float, unit: float) -> float:
    """Return a position where swing puts it: every second `unit` comes up to a third of a unit late.

    What lies in between is stretched evenly, so the order is kept. `swing` is 0 (straight) to 1 (triplets).
    """
    pair = floor(quarters / (2 * unit) + 1e-9)
    inside = quarters - pair * 2 * unit
    late = unit * (1 + swing / 3)
    moved = inside * late / unit if inside <= unit else late + (inside - unit) * (2 * unit - late) / unit
    return pair * 2 * unit + moved


def swing_notes(notes: Iterable[Note], swing: float, unit: float) -> list[Note]:
    """Swing the starts and ends of notes."""
    if swing == 0.0:
        return list(notes)
    moved = []
    for note in notes:
        start = swung(note.start_quarters, swing, unit)
        end = swung(note.start_quarters + note.duration_quarters, swing, unit)
        moved.append(Note(start, end - start, note.pitch, note.velocity))
    return moved


def humanise(notes: Iterable[Note], bpm: float, looseness: float, random: Random) -> list[Note]:
    """Scatter onsets (notes that begin together stay together within a millisecond) and velocities a little."""
    sigma = TIMING_SIGMA_SECONDS * looseness * bpm / 60
    shifts: dict[float, float] = {}
    played = []
    for note in notes:
        start = note.start_quarters
        if start not in shifts:
            shift = random.gauss(0, sigma)
            shifts[start] = max(-_WORST_SIGMAS * sigma, min(_WORST_SIGMAS * sigma, shift))
        moved = max(0.0, start + shifts[start] + random.uniform(0, 0.001) * looseness * bpm / 60)
        velocity = round(note.velocity + random.gauss(0, _LEAST_SPREAD + _SPREAD * looseness))
        played.append(Note(moved, note.duration_quarters, note.pitch, max(1, min(127, velocity))))
    return played


def untangle(notes: Iterable[Note], end: float) -> list[Note]:
    """Sort notes by time, end a note where its pitch begins again, and let none ring past `end`.

    One that would sound on for an instant ends where the next one begins.
    """
    ordered = sorted(notes, key=lambda note: (note.start_quarters, note.pitch))
    starts = [note.start_quarters for note in ordered]
    next_start: dict[int, float] = {}
    clean: list[Note] = []
    for note in reversed(ordered):
        limit = min(next_start.get(note.pitch, end), end) - note.start_quarters
        stop = note.start_quarters + note.duration_quarters
        after = bisect_left(starts, stop - _INSTANT)
        if after < len(starts) and note.start_quarters + _INSTANT < starts[after] < stop:
            limit = min(limit, starts[after] - note.start_quarters)
        # Two players' unison on one pitch: one note is enough.
        if limit > 0.02:
            clean.append(note if note.duration_quarters <= limit else replace(note, duration_quarters=limit))
            next_start[note.pitch] = note.start_quarters
    return clean[::-1]
