"""Chord scales: which pitch classes a tune may have over a chord, in passing and where it dwells.

For the writers of single lines. Chords of the key take its scale; borrowed ones and secondary dominants bring their
own, as jazz harmony teaches them.
"""

from __future__ import annotations

from musiccm_daw.composer.sheet import Passage
from musiccm_daw.harmony import Chord, Key

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
_GUIDES = {3, 4, 10, 11}
"""Thirds and sevenths, in semitones above the root: what changes from chord to chord."""


def local_scale(passage: Passage, chord: Chord, scale: str) -> set[int]:
    """Return the pitch classes that a tune may pass through over a chord.

    Args:
        passage: whose key it is.
        chord: that sounds.
        scale: "full", "pentatonic" or "blues", of the key.
    """
    key = passage.key
    tones = set(chord.pitch_classes)
    if scale == "blues":
        return {(key.tonic + step) % 12 for step in _BLUES} | tones
    own = _own_scale(chord, key)
    if scale == "pentatonic":
        five = {(key.tonic + step) % 12 for step in PENTATONIC[key.mode]}
        return five if own is None else (five & own) | tones
    return set(key.scale) if own is None else own | tones


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
    if scale == "blues":
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
