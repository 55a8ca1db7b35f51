"""Chord colours: which seventh, ninth or suspension a bare triad of a degree takes.

For `progressions.py`. A colour keeps to the notes that a song's tune is on: the seventh degree of minor is a dominant,
since its major seventh would be the major sixth of the key, and thirds and fifths in minor have no ninth of their own.
"""

from __future__ import annotations

from random import Random
from typing import Literal

from musiccm_daw.harmony import QUALITIES
from musiccm_daw.scales import Scale

Colour = Literal["triads", "sevenths", "ninths", "sus", "mixed", "dominants"]
"""How chords without a quality of their own are enriched; `dominants` as blues and funk do."""

_Table = dict[str, tuple[str, ...]]
_MINOR_SEVENTHS, _MAJOR_SEVENTHS = ("m7",), ("maj7",)
_SEVENTHS: dict[str, _Table] = {
    "major": {"V": ("7",), "bVII": ("7", "maj7"), "vii": ("m7b5",), "II": ("7",), "III": ("7",), "VI": ("7",)},
    "minor": {"V": ("7",), "bVII": ("", "7"), "ii": ("m7b5",), "IV": ("7",), "II": ("7",), "I": ("",)},
}
_NINTHS: dict[str, _Table] = {
    "major": {"V": ("9",), "bVII": ("9", "maj7"), "vii": ("m7b5",), "iii": ("m7",), "v": ("m7",), "II": ("9",)},
    "minor": {"V": ("7", "7b9"), "bVII": ("7", "9"), "ii": ("m7b5",), "IV": ("9",), "v": ("m7",), "I": ("add9",)},
}
_SUSPENSIONS: dict[str, _Table] = {
    "major": {"I": ("sus2",), "IV": ("sus2",), "V": ("sus4",), "bVII": ("sus2",)},
    "minor": {"bIII": ("sus2",), "bVI": ("sus2",), "bVII": ("sus2",), "V": ("sus4",)},
}
_DOMINANTS: dict[str, _Table] = {
    "major": {
        **dict.fromkeys(("I", "IV"), ("7", "9", "13")),
        **dict.fromkeys(("V", "bVII", "II", "bIII", "bVI"), ("7", "9")),
        "VI": ("7",),
        "iii": ("m7",),
    },
    "minor": {
        "i": ("m7", "m7", "m9"),
        "iv": ("m7", "m9"),
        "IV": ("7", "9", "13"),
        "bVII": ("7", "9"),
        "V": ("7", "7#9"),
        "bII": ("7",),
    },
}
_SUS_CHANCE, _NINTH_CHANCE = 0.4, 0.5
_OPEN_CHORDS = ("5", "sus4", "sus2", "7sus4")
_IN_SCALES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "triads": (("", "aug", *_OPEN_CHORDS, "dim"), ("m", "dim", *_OPEN_CHORDS)),
    "sevenths": (("maj7", "7", "aug7"), ("m7", "m6", "m7b5", "dim7")),
    "ninths": (("maj9", "9"), ("m9", "madd9")),
    "dominants": (("9", "7", "6"), ("m7", "m9")),
    "sus": (("sus2", "sus4"), ()),
}
"""Of major and of minor chords in a scale that is asked for: the first that it holds."""
_SEVENTH_DEGREES = ("I", "IV", "V")
"""Degrees with a minor seventh over a major third; elsewhere it would lead away, to the major key of the same notes."""


def coloured(degree: str, mode: str, colour: Colour, random: Random) -> str:
    """Return the quality that a triad takes.

    Args:
        degree: roman, lower case for minor, without a quality: "bVII", "iv".
        mode: of the key.
        colour: of the style.
        random: draws among what the degree may have.
    """
    minor = degree.lstrip("b#").islower()
    triad = "m" if minor else ""
    if colour == "mixed":
        colour = random.choice(("triads", "triads", "sevenths"))
    if colour == "sus":
        # Thirds of minor chords show the mode: they stay.
        others = ("m7",) if minor else _SUSPENSIONS[mode].get(degree, (triad,))
        return random.choice(others) if random.random() < _SUS_CHANCE else triad
    if colour == "triads":
        return triad
    if colour == "dominants":
        return random.choice(_DOMINANTS[mode].get(degree, _MINOR_SEVENTHS if minor else _MAJOR_SEVENTHS))
    if colour == "ninths" and random.random() < _NINTH_CHANCE:
        return random.choice(_NINTHS[mode].get(degree, ("m9",) if minor else ("maj9",)))
    return random.choice(_SEVENTHS[mode].get(degree, _MINOR_SEVENTHS if minor else _MAJOR_SEVENTHS))


def coloured_in(degree: str, root: int, scale: Scale, colour: Colour, random: Random) -> str:
    """Return the quality that a degree takes in a scale which is asked for: one that has no tone outside it.

    Args:
        degree: as in `coloured`.
        root: its semitones above the tonic.
        scale: that all tones are of.
        colour: of the style.
        random: draws as `coloured` does.
    """
    if colour == "mixed":
        colour = random.choice(("triads", "triads", "sevenths"))
    triad = _held("triads", degree, root, scale)
    triad = "5" if triad is None else triad
    if colour == "sus":
        # A third that is characteristic of the scale stays.
        suspended = None if scale.characteristic() & _tones(triad, root) else _held("sus", degree, root, scale)
        return suspended if suspended and random.random() < _SUS_CHANCE else triad
    if colour == "ninths" and random.random() >= _NINTH_CHANCE:
        colour = "sevenths"
    if colour == "triads":
        return triad
    rich = _held(colour, degree, root, scale) or _held("sevenths", degree, root, scale)
    # A seventh chord is one on the triad: B7#5 is no B, though whole tones have it.
    return rich if rich and _tones(triad, root) <= _tones(rich, root) else triad


def _held(colour: Colour, degree: str, root: int, scale: Scale) -> str | None:
    """Return the first quality of a colour whose tones a scale has."""
    leads_away = degree not in _SEVENTH_DEGREES
    for quality in _IN_SCALES[colour][degree.lstrip("b#").islower()]:
        if _tones(quality, root) <= set(scale.steps) and not (leads_away and quality in ("7", "9")):
            return quality
    return None


def _tones(quality: str, root: int) -> set[int]:
    return {(root + step) % 12 for step in QUALITIES[quality][0]}
