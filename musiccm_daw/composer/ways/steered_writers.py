"""Players who obey a steering: any writer, made to play higher, fuller, harder, shorter or at half the pace.

Between the writers of a style or of a way of playing and `request_score.py`. The register goes to the writer, which
voices its chords around another centre; everything else is done to its exact notes, so that the same seed plays the
same music, steered.
"""

from __future__ import annotations

import inspect
from dataclasses import replace
from functools import partial
from math import ceil

from musiccm_daw.composer.instrument_names import InstrumentName
from musiccm_daw.composer.pattern import STEP_QUARTERS
from musiccm_daw.composer.reading.steering import AS_WRITTEN, UNSTEERED, Steering
from musiccm_daw.composer.sheet import ChordSpan, Passage, Writer
from musiccm_daw.composer.ways.density import with_density
from musiccm_daw.score.note import Note

_USUAL_ENERGY = 0.75
_VELOCITIES_OF_ENERGY = 45
_VELOCITIES_OF_BRIGHTNESS = 20
_SEMITONES_OF_BRIGHTNESS = 14
"""A fourth to a fifth down for dark, up for bright."""
_DENSITY_RANGE = 4.0
"""Notes of the fullest over those of the sparsest."""
_SHORTEST, _SHORT = 0.1, 0.3
"""Quarters: staccato notes are half as long as written, and within these."""
_FINEST = ((STEP_QUARTERS, 0.07), (1 / 3, 0.02))
"""16ths and triplets of 8ths, and how far from them a note may begin: the strings of a strum follow each other."""
_AROUND_CENTRE, _ABOVE_FLOOR = 10, 19
"""Semitones that a writer needs around its centre, and above the floor of its bass."""


def steered(write: Writer, steering: Steering, name: InstrumentName, pace: float = 1.0) -> Writer:
    """Return a writer that obeys.

    Args:
        write: any player's.
        steering: what is asked of the player.
        name: of the instrument, for its range.
        pace: 0.5 for half-time, 2 for double-time.
    """
    brightness = 0.0 if steering.brightness is None else steering.brightness - AS_WRITTEN
    semitones = (steering.register or 0) + round(brightness * _SEMITONES_OF_BRIGHTNESS)
    if semitones and not name.is_kit:
        write = _moved(write, semitones, name)
    if pace != 1.0:
        write = partial(at_pace, write=write, pace=pace)
    if steering == UNSTEERED:
        return write
    energy = 0.0 if steering.energy is None else steering.energy - _USUAL_ENERGY
    level = round(energy * _VELOCITIES_OF_ENERGY + brightness * _VELOCITIES_OF_BRIGHTNESS)
    return partial(_obeyed, write=write, steering=steering, level=level, kit=name.is_kit)


def kept_steady(write: Writer) -> Writer:
    """Return a writer whose pattern stays as it is in every bar (see `turns.py`)."""
    parameters = inspect.signature(write).parameters
    changed: dict[str, object] = {}
    if "habit" in parameters:
        changed["habit"] = "strict"
    if "write" in parameters:
        changed["write"] = kept_steady(parameters["write"].default)
    if "writers" in parameters:
        changed["writers"] = tuple(kept_steady(one) for one in parameters["writers"].default)
    return partial(write, **changed) if changed else write


def _obeyed(passage: Passage, write: Writer, steering: Steering, level: int, kit: bool) -> list[Note]:
    """Write a passage, then make it as dense, loud and long as asked."""
    notes = write(passage)
    if steering.density not in (None, AS_WRITTEN) and notes:
        notes = with_density(notes, passage, _DENSITY_RANGE ** (steering.density - AS_WRITTEN), kit=kit)
    if steering.length is not None and not kit:
        share = 2 * (steering.length - AS_WRITTEN)
        notes = _shorter(notes, -share) if share < 0 else _longer(notes, passage, share)
    return [replace(note, velocity=max(1, min(127, note.velocity + level))) for note in notes]


def _moved(write: Writer, semitones: int, name: InstrumentName) -> Writer:
    """Return a writer that plays around another centre, or above another floor, as far as the instrument allows."""
    parameters = inspect.signature(write).parameters
    changed: dict[str, object] = {}
    if "write" in parameters:
        changed["write"] = _moved(parameters["write"].default, semitones, name)
    if "writers" in parameters:
        changed["writers"] = tuple(_moved(one, semitones, name) for one in parameters["writers"].default)
    for key, below, above in (("centre", _AROUND_CENTRE, _AROUND_CENTRE), ("floor", 0, _ABOVE_FLOOR)):
        if key in parameters:
            usual = parameters[key].default
            # Not further out than the instrument allows, nor further in than the writer has it.
            lowest, highest = min(usual, name.lowest + below), max(usual, name.highest - above)
            changed[key] = max(lowest, min(highest, usual + semitones))
    return partial(write, **changed) if changed else write


def at_pace(passage: Passage, write: Writer, pace: float) -> list[Note]:
    """Write a passage in half or double time: the same chords in their bars, with rhythms twice as slow or fast.

    Nothing becomes faster than 16ths and triplets of 8ths.
    """

    def inside(quarters: float) -> float:
        return passage.start + (quarters - passage.start) * pace

    spans = tuple(ChordSpan(inside(span.start), span.duration * pace, span.chord) for span in passage.spans)
    notes = [
        replace(
            note,
            start_quarters=passage.start + (note.start_quarters - passage.start) / pace,
            duration_quarters=note.duration_quarters / pace,
        )
        for note in write(replace(passage, bars=ceil(passage.bars * pace), spans=spans))
    ]
    end = passage.end
    return [
        replace(note, duration_quarters=min(note.duration_quarters, end - note.start_quarters))
        for note in notes
        if note.start_quarters < end - 1e-6 and (pace < 1 or _is_playable(note.start_quarters - passage.start))
    ]


def _is_playable(quarters: float) -> bool:
    """Return whether a place is on a 16th or a triplet of 8ths."""
    return any(abs(quarters - step * round(quarters / step)) < near for step, near in _FINEST)


def _shorter(notes: list[Note], share: float) -> list[Note]:
    """Return notes that end early."""

    def short(length: float) -> float:
        staccato = max(_SHORTEST, min(_SHORT, length / 2))
        return min(length, length + share * (staccato - length))

    return [replace(note, duration_quarters=short(note.duration_quarters)) for note in notes]


def _longer(notes: list[Note], passage: Passage, share: float) -> list[Note]:
    """Return notes that reach to the next one, but not into another chord."""
    starts = sorted({note.start_quarters for note in notes})

    def long(note: Note) -> Note:
        following = next((start for start in starts if start > note.start_quarters + STEP_QUARTERS / 2), passage.end)
        end = min(following, passage.span_at(note.start_quarters).end)
        gap = max(0.0, end - note.start_quarters - note.duration_quarters)
        return replace(note, duration_quarters=note.duration_quarters + share * gap)

    return [long(note) for note in notes]
