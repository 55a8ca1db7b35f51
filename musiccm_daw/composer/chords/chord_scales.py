"""Chord scales: which pitch classes a tune may have over a chord, in passing and where it dwells.

For the writers of single lines. Chords of the key take its scale; borrowed ones and secondary dominants bring their
own, as jazz harmony teaches them. A scale that is asked for by its name stays where the chord agrees with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from musiccm_daw.composer.sheet import Passage
from musiccm_daw.harmony import Chord, Key
from musiccm_daw.score.note import Note

PENTATONIC = {"major": (0, 2, 4, 7, 9), "minor": (0, 3, 5, 7, 10)}
_BLUES, _BLUE_FIFTH = (0, 3, 5, 6, 7, 10), 6
_DORIAN, _MELODIC_MINOR = (0, 2, 3, 5, 7, 9, 10), (0, 2, 3, 5, 7, 9, 11)
_LYDIAN, _LYDIAN_DOMINANT = (0, 2, 4, 6, 7, 9, 11), (0, 2, 4, 6, 7, 9, 10)
_MIXOLYDIAN, _PHRYGIAN_DOMINANT = (0, 2, 4, 5, 7, 9, 10), (0, 1, 4, 5, 7, 8, 10)
_LOCRIAN, _WHOLE_HALF = (0, 1, 3, 5, 6, 8, 10), (0, 2, 3, 5, 6, 8, 9, 11)
_SCALES = {
    **dict.fromkeys(("m", "m7", "m9", "m11", "madd9"), _DORIAN),
    **dict.fromkeys(("m6", "mmaj7"), _MELODIC_MINOR),
    **dict.fromkeys(("maj7", "maj9", "6", "6/9", "add9", ""), _LYDIAN),
    **dict.fromkeys(("dim", "dim7"), _WHOLE_HALF),
    "m7b5": _LOCRIAN,
}
"""Of chords that have a tone outside the key; dominants depend on where they lead."""
_DOMINANTS = ("7", "9", "13", "7b9", "aug7")
_MINOR_TRIADS = {"major": (2, 4, 9), "minor": (0, 5, 7)}
"""Semitones from the tonic to the roots of the key's minor triads."""
_CALM_TONES = {
    **dict.fromkeys(("maj7", "maj9"), (2, 4, 7, 11)),
    **dict.fromkeys(("m7", "m9", "m11"), (0, 2, 3, 5, 7, 10)),
    **dict.fromkeys(("7", "9", "13"), (0, 2, 4, 7, 9, 10)),
}
"""Semitones above the root on which a tune may dwell: a root would rub against a major seventh below it."""
_NEAR = 0.05
"""Quarters: what begins or ends so near to a chord does so with it."""
_MOVES = (-1, 1, -2, 2, -3, 3)
_OPEN = 3
"""Tones that a chord has at least, unless it is open: over fifths, a tune may dwell on most of a scale."""
_GUIDES = {3, 4, 10, 11}
"""Thirds and sevenths, in semitones above the root: what changes from chord to chord."""


def local_scale(passage: Passage, chord: Chord, scale: str) -> set[int]:
    """Return the pitch classes that a tune may pass through over a chord.

    Args:
        passage: whose key it is.
        chord: that sounds.
        scale: "full", "pentatonic" or "blues", of the key.
    """
    return set(_scale_over(chord, passage.key, _asked(passage, scale), passage.scale))


@lru_cache(maxsize=1024)
def _scale_over(chord: Chord, key: Key, scale: str, named: tuple[int, ...]) -> frozenset[int]:
    """Return the pitch classes of a scale over a chord; `named` is that which a prompt asks for."""
    tones = frozenset(chord.pitch_classes)
    if scale == "named":
        return frozenset(_named_scale(named, chord))
    if scale == "blues":
        return frozenset((key.tonic + step) % 12 for step in _BLUES) | tones
    own = _own_scale(chord, key)
    if scale == "pentatonic":
        five = frozenset((key.tonic + step) % 12 for step in PENTATONIC[key.mode])
        return five if own is None else (five & own) | tones
    return frozenset(key.scale if own is None else own | tones)


def _asked(passage: Passage, scale: str) -> str:
    """Return the scale that is meant where a style has some scale: "named" for one that is asked for."""
    if not passage.scale:
        return scale
    return "blues" if passage.is_blue else "named"


def _named_scale(scale: Sequence[int], chord: Chord) -> set[int]:
    """Return a scale with the tones of a chord, each of which takes the place of the step that it alters."""
    tones = set(scale)
    own = set(chord.pitch_classes)
    for tone in own.difference(scale):
        beside = [step for step in ((tone + 1) % 12, (tone - 1) % 12) if step in tones and step not in own]
        # Of two, the one without which the scale stays the more even: F takes the place of F#, not of E.
        altered = min(beside, key=lambda step: _widest_step(tones - {step} | {tone}), default=None)
        tones = tones.difference({altered}) | {tone}
    return tones


def _widest_step(tones: Collection[int]) -> int:
    """Return the widest step of a scale, in semitones."""
    ordered = sorted(tones)
    return max(high - low for low, high in pairwise((*ordered, ordered[0] + 12)))


def _own_scale(chord: Chord, key: Key) -> set[int] | None:
    """Return the scale of a chord that has tones outside the key; None for a chord of the key."""
    outside = [tone for tone in chord.pitch_classes if tone not in key.scale]
    if not outside:
        return None
    root, steps = chord.root, _SCALES.get(chord.quality)
    if chord.quality in _DOMINANTS or (chord.quality == "" and (root + 4) % 12 in outside):
        steps = _dominant_scale(root, key)
    if steps is not None:
        return {(root + step) % 12 for step in steps}
    tones = set(key.scale)
    for tone in outside:
        tones = (tones - {(tone + 1) % 12, (tone - 1) % 12}) | {tone}
    return tones


def _dominant_scale(root: int, key: Key) -> tuple[int, ...]:
    """Return the scale of a dominant: with the tones of the minor chord to which it leads, if it leads to one."""
    if (root + 5 - key.tonic) % 12 in _MINOR_TRIADS[key.mode]:
        return _PHRYGIAN_DOMINANT
    borrowed = root not in key.scale or (root - key.tonic) % 12 == 8
    return _LYDIAN_DOMINANT if borrowed else _MIXOLYDIAN


def calm_tones(passage: Passage, chord: Chord, scale: str) -> set[int]:
    """Return the pitch classes on which a tune may dwell, or which it may have on a strong beat, over a chord."""
    tones = set(chord.pitch_classes)
    asked = _asked(passage, scale)
    if asked == "named" and len(tones) < _OPEN:
        return {tone for tone in local_scale(passage, chord, scale) if tone in tones or (tone - 1) % 12 not in tones}
    if asked == "blues":
        # What lies a semitone above a tone of the chord is no rest, nor is the blue fifth; the blue third below the
        # major one is.
        passing = local_scale(passage, chord, scale) - {(passage.key.tonic + _BLUE_FIFTH) % 12}
        return tones | {tone for tone in passing if (tone - 1) % 12 not in tones}
    wanted = _CALM_TONES.get(chord.quality)
    if wanted is None:
        return tones
    return {(chord.root + step) % 12 for step in wanted} & (local_scale(passage, chord, "full") | tones) or tones


def guide_tones(chord: Chord) -> set[int]:
    """Return a chord's third and seventh, or all its tones where it has neither."""
    tones = set(chord.pitch_classes)
    return {tone for tone in tones if (tone - chord.root) % 12 in _GUIDES} or tones


def beside_tonic(passage: Passage) -> int:
    """Return the semitones above the tonic of a drone's other tone: a fifth, else a fourth, else the octave."""
    return next((step for step in (7, 5) if (passage.key.tonic + step) % 12 in passage.tones), 12)


def in_scale(notes: Sequence[Note], scale: Collection[int], chords: Callable[[float], Chord]) -> list[Note]:
    """Return the notes of a part, those moved by a semitone or two that belong neither to a scale nor to the chord.

    Args:
        notes: in any order.
        scale: pitch classes.
        chords: from a place in quarters to the chord that sounds there.
    """
    ordered = sorted(notes, key=lambda note: (note.start_quarters, note.pitch))
    kept: list[Note] = []
    for at, note in enumerate(ordered):
        end = note.start_quarters + note.duration_quarters
        own = {*scale, *chords(note.start_quarters).pitch_classes, *chords(end - _NEAR).pitch_classes}
        after = next((each.pitch for each in ordered[at:] if each.start_quarters > note.start_quarters + _NEAR), None)
        # What leads to the next note does so by a step, and does not play it early.
        steps = sorted(_MOVES, key=lambda step: (note.pitch + step == after, abs(step)))
        pitch = (
            note.pitch
            if note.pitch % 12 in own
            else next(note.pitch + step for step in steps if (note.pitch + step) % 12 in own)
        )
        doubled = any(other.start_quarters == note.start_quarters and other.pitch == pitch for other in kept[-8:])
        if pitch == note.pitch or not doubled:
            kept.append(replace(note, pitch=pitch))
    return kept
