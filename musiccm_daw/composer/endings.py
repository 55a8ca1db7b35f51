"""How a clip ends: a loop leads back to its first bar, and anything else comes to rest.

After the players have written (`request_score.py`), on their exact notes, before swing and humanising.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from musiccm_daw.composer.chord_scales import local_scale
from musiccm_daw.composer.grooves import SOUNDS
from musiccm_daw.composer.leading import chromatic_lead, lead
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.voicing import root_at
from musiccm_daw.score.note import Note

_APPROACH_QUARTERS = 0.5
_FEWEST_MOVES = 3
"""Notes in a bar: a line that has fewer stays on them."""
_LEADING = (1, 2, 7)
"""Semitones from the first root, by which a last beat leads there already."""
_HELD_SHARE = 0.5
"""Of what is left of the last bar, its last chord is held; the rest is for what rings on."""


def led_back(notes: list[Note], passage: Passage, floor: int, random: Random, *, chromatic: bool) -> list[Note]:
    """Return a bass line whose last 8th approaches the root of the first bar, unless it is held over or moves little.

    Args:
        notes: of the whole line, in order.
        passage: the last one.
        floor: lowest pitch of the roots.
        random: draws how the root is approached.
        chromatic: whether as in jazz, blues and funk.
    """
    inside = [note for note in notes if note.start_quarters >= passage.end - passage.bar_quarters - 1e-6]
    place = passage.end - _APPROACH_QUARTERS
    if len(inside) < _FEWEST_MOVES or passage.bar_quarters < 2 or inside[-1].start_quarters >= place - 1e-6:
        return notes
    first, chord, bass = notes[0], passage.chord_at(place), passage.next_chord.bass
    # The line's own octave, where it begins with the root.
    target = first.pitch if first.start_quarters < 1e-6 and first.pitch % 12 == bass else root_at(bass, floor)
    if passage.end - inside[-1].start_quarters <= 1 and abs(inside[-1].pitch - target) in _LEADING:
        return notes
    root = min(
        (pitch for pitch in range(target - 11, target + 12) if pitch % 12 == chord.bass),
        key=lambda pitch: abs(pitch - inside[-1].pitch),
    )
    lead_there = chromatic_lead if chromatic else lead
    pitch = lead_there(root, target, local_scale(passage, chord, "full"), min(floor, target), random)
    if pitch is None:
        return notes
    shortened = [
        replace(note, duration_quarters=min(note.duration_quarters, place - note.start_quarters)) for note in notes
    ]
    return [*shortened, Note(place, _APPROACH_QUARTERS * 0.9, pitch, inside[-1].velocity)]


def come_to_rest(notes: list[Note], bar: Passage, role: str, *, kit: bool) -> list[Note]:
    """Return a part's notes with an ending in the last bar: a last chord or stroke, then silence.

    The chord is the last that begins in the first half of the bar; one before it is held until then.

    Args:
        notes: of the whole part.
        bar: the last one; if the clip has no other, its second half is the ending.
        role: of the part.
        kit: whether pitches are drums.
    """
    half = bar.start + bar.bar_quarters / 2
    first = bar.start if bar.start > 0 else half
    strokes = [first, *(span.start for span in bar.spans if first < span.start <= half)]
    silent = strokes[-1] + _HELD_SHARE * (bar.end - strokes[-1])
    # An effect has no chord of its own.
    stop = silent if role == "fx" else first
    before = [
        note
        if note.start_quarters + note.duration_quarters <= stop
        else replace(note, duration_quarters=stop - note.start_quarters)
        for note in notes
        if note.start_quarters < first - 1e-6
    ]
    recent = [note for note in before if note.start_quarters >= first - bar.bar_quarters]
    if not recent or role in ("fx", "percussion"):
        return before
    velocity = max(note.velocity for note in recent)
    if kit:
        sounds = [(at, "kick") for at in strokes] + [(strokes[-1], "crash")]
        return before + [Note(at, min(1.0, silent - at), SOUNDS[sound], velocity) for at, sound in sounds]
    ends = [*strokes[1:], silent]
    return before + [
        Note(at, end - at, pitch, velocity)
        for at, end in zip(strokes, ends, strict=True)
        for pitch in _last_pitches(before, at, bar, role)
    ]


def _last_pitches(notes: list[Note], at: float, bar: Passage, role: str) -> list[int]:
    """Return what sounds at the end: the root in the bass, a tonic in a tune, the chord as it is voiced there."""
    chord = bar.chord_at(at)
    latest = max((note.start_quarters for note in notes if note.start_quarters <= at + 1e-6), default=0.0)
    near = [note.pitch for note in notes if abs(note.start_quarters - latest) < 0.05] or [notes[0].pitch]
    if role == "bass":
        floor = min(note.pitch for note in notes)
        return [root_at(chord.bass, floor)]
    if len(near) > 1:
        fitting = [pitch for pitch in dict.fromkeys(near) if pitch % 12 in chord.pitch_classes]
        if len(fitting) > 1:
            return fitting
    tonic = bar.key.tonic
    target = tonic if tonic in chord.pitch_classes else chord.root
    top = near[-1]
    return [min((pitch for pitch in range(top - 6, top + 7) if pitch % 12 == target), key=lambda p: abs(p - top))]
