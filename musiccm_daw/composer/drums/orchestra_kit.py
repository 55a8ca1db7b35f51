"""An orchestra's kit: on its keys 41 to 53 General MIDI's program 48 has timpani, where other kits have toms and hats.

What a drummer writes for a kit (`grooves.py`) is struck on bass drum, snare drum and cymbals; timpani have their own
writer, `timpani`, which tunes them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.pattern import unroll
from musiccm_daw.composer.sheet import Layer, Passage
from musiccm_daw.score.note import Note

KIT = "orchestra_kit"
LOWEST_TIMPANI, HIGHEST_TIMPANI = 41, 53
_BASS_DRUM, _SNARE_DRUM, _CYMBALS, _TRIANGLE = 36, 38, 57, 81
_STRUCK = {
    **dict.fromkeys((SOUNDS[name] for name in ("low_tom", "mid_tom", "high_tom")), _BASS_DRUM),
    **dict.fromkeys((SOUNDS[name] for name in ("hat", "pedal_hat", "open_hat", "ride", "clap")), _SNARE_DRUM),
    SOUNDS["crash"]: _CYMBALS,
    SOUNDS["bell"]: _TRIANGLE,
}
_TIMEKEEPERS = {SOUNDS[name] for name in ("hat", "pedal_hat", "open_hat", "ride")}
_SOFT = 0.55
"""Share of its velocity with which a timekeeper's stroke is one of the snare drum."""


def is_struck_so(instrument: str, layer: Layer | None) -> bool:
    """Return whether what a player writes is for another kit than the orchestra's, on which it is played."""
    write = None if layer is None else layer.write
    return instrument == KIT and not (isinstance(write, partial) and write.func is timpani)


def on_orchestra_kit(notes: list[Note]) -> list[Note]:
    """Return the strokes of a drum kit on an orchestra's; of those that fall together on one drum, the loudest."""
    loudest: dict[tuple[float, int], Note] = {}
    for note in notes:
        level = round(note.velocity * _SOFT) if note.pitch in _TIMEKEEPERS else note.velocity
        stroke = replace(note, pitch=_STRUCK.get(note.pitch, note.pitch), velocity=level)
        place = (round(stroke.start_quarters, 3), stroke.pitch)
        if place not in loudest or loudest[place].velocity < level:
            loudest[place] = stroke
    return sorted(loudest.values(), key=lambda note: (note.start_quarters, note.pitch))


def timpani(passage: Passage, patterns: tuple[str, ...], velocity: int = 92) -> list[Note]:
    """Play timpani, tuned to roots and fifths of the chords, with a cymbal on top of loud sections."""
    pattern, fifths = passage.theme.choice(patterns), passage.theme.random() < 0.6
    notes = []
    for bar in range(passage.bars):
        start = passage.start + bar * passage.bar_quarters
        steps = list(unroll(pattern, passage.meter, start, 1))
        for at, step in enumerate(steps):
            chord = passage.chord_at(step.start)
            fifth = (chord.root + 7) % 12
            low = fifths and 0 < at == len(steps) - 1 and fifth in chord.pitch_classes
            pitch = root_at(fifth if low else chord.bass, LOWEST_TIMPANI)
            accent = 6 if at == 0 else 0
            notes.append(Note(step.start, max(0.5, step.duration), pitch, velocity + accent))
    if passage.energy > 0.8 and not passage.seam:
        notes.append(Note(passage.start, 2.0, _CYMBALS, 96))
    return notes
