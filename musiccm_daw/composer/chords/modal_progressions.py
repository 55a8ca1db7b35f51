"""Chord progressions of the scales that a prompt names: a few that bring out each scale, from the tonic and back to it.

As in `progressions.py`, in roman numerals that count from the major scale of the tonic; the scale itself decides what
chord lies on a degree. Where few chords lie in a scale, fifths and suspensions are among them, over the tonic.
"""

from __future__ import annotations

from musiccm_daw.harmony import ChordProgression
from musiccm_daw.scales import SCALES

_HOME = 0.15
"""What it counts that the first chord is the tonic's, beside the share of tones that are of the scale."""
MODAL: dict[str, tuple[str, ...]] = {
    "dorian": (
        "i | IV",
        "i | i | IV | IV",
        "i | IV | bVII | IV",
        "i | ii | bIII | IV",
        "i | bVII | IV | i",
        "i | bIII | IV | i",
        "i | ii",
    ),
    "phrygian": (
        "i | bII",
        "i | i | bII | i",
        "i | bII | bvii | i",
        "i | bII | bIII | bII",
        "i | bvii | bII | i",
        "i | bVI | bII | i",
    ),
    "lydian": ("I | II", "I | II/I", "I | I | II | II", "I | II | iii | II", "I | II | vii | II", "I | V | II | I"),
    "mixolydian": (
        "I | bVII | IV | I",
        "I | bVII",
        "I | I | bVII | IV",
        "I | bVII | I | v",
        "I | v | bVII | IV",
        "I | IV | bVII | I",
    ),
    # Its tonic is a diminished chord, and no rest: home is the pedal below the others.
    "locrian": ("i | bII/I", "i | i | bV/I | i", "i | bII | bV/I | i", "i | bvii | bII/I | i"),
    "aeolian": (
        "i | bVI | bVII | i",
        "i | bVII | bVI | bVII",
        "i | bVI | bIII | bVII",
        "i | iv | v | i",
        "i | v | bVI | bVII",
        "i | bVII",
    ),
    "ionian": ("I | IV | V | I", "I | V | vi | IV", "I | vi | IV | V", "I | ii | IV | V", "I | IV"),
    "harmonic_minor": (
        "i | iv | V | i",
        "i | bVI | V | i",
        "i | V",
        "i | iv | bVI | V",
        "i | ii | V | i",
        "i | V | bVI | V",
    ),
    "melodic_minor": ("i | IV | V | i", "i | ii | V | i", "i | IV", "i | V | IV | i"),
    "harmonic_major": ("I | iv | V | I", "I | iv", "I | iii | iv | V", "I | V | iv | I"),
    "mixolydian_flat_six": ("I | iv", "I | bVII | iv | I", "I | v | iv | I", "I | iv | bVII | I"),
    "phrygian_dominant": (
        "I | I | bII | I",
        "I | bII",
        "I | iv | bII | I",
        "I | bvii | bII | I",
        "I | bII | bvii | I",
        "I | iv | bvii | I",
    ),
    "double_harmonic": ("I | bII", "I | I | bII | I", "I | iv | bII | I", "I | bII | iv | I"),
    "hungarian_minor": ("i | V", "i | bVI | V | i", "i | i | V | i", "i | V | bVI | V"),
    "ukrainian_dorian": ("i | II", "i | II | v | i", "i | i | II | i"),
    "neapolitan_minor": ("i | bII", "i | iv | bII | i", "i | bVI | bII | i", "i | bII | iv | i"),
    "lydian_dominant": ("I | II", "I | II | v | I", "I | I | II | I", "I | v | II | I"),
    "whole_tone": ("I | II", "I | I | II | I", "I | bVII", "I | II | I | bVII"),
    "diminished": ("i | VII", "i | i | VII | i", "i | ii | VII | i"),
    "octatonic": ("I | bIII", "I | bV", "I | bIII | bV | I", "I | VI | bV | bIII"),
    "augmented": ("I | bVI", "I | III | bVI | I"),
    "minor_pentatonic": ("i | bIII", "i | bVIIsus2", "i | IVsus4 | bIII | i", "i | bIII | bVIIsus2 | i"),
    "major_pentatonic": ("I | vi", "I | Vsus4", "I | vi | Vsus4 | I", "I | Vsus2 | vi | I"),
    "hirajoshi": ("i | bVI", "imadd9 | bVImaj7", "i | i | bVI | Vsus4", "i | Vsus4", "i5 | i5 | bVI | V5"),
    "in_sen": ("Isus4 | bvii/I", "I7sus4 | I7sus4 | bvii | I7sus4", "Isus4 | IVsus2 | bvii | Isus4"),
    "iwato": ("IV5/I | bvii/I", "IV5/I | bV/I", "IV5/I | IV5/I | bvii/I | IV5/I"),
    "kumoi": ("im6 | Vsus4", "i | im6", "i | II5 | Vsus4 | i"),
    "yo": ("I5 | IV", "Isus2 | IV6", "I5 | ii | IV | I5"),
    "ryukyu": ("I | IV5", "Imaj7 | IV5", "I | iii | IV5 | I"),
    "suspended_pentatonic": ("I7sus4 | bVII", "Isus4 | v | bVII | Isus4", "i5 | bVII"),
    "pelog": ("i | bII5", "i | bVI | bII5 | i", "i5 | bII5 | bVI | i5"),
    "ahir_bhairav": ("I | IV | bvii/I | I", "I | bvii/I"),
    "todi": ("i | bIIsus2", "i | bVI | bIIsus2 | i"),
    "purvi": ("I | bVIaug", "I | I | bVIaug | I"),
    "marwa": ("vi/I | VI/I", "vi/I | #ivdim/I"),
    "malkauns": ("iv/I | bVI/I", "iv/I | iv/I | bVI/I | iv/I"),
    "hamsadhwani": ("I | V", "Imaj7 | V", "I | iii | V | I"),
}
"""By the key of `SCALES`, but for the blues, whose chords are no scale's; the first chord is home."""


def drone_of(name: str) -> str:
    """Return the numeral of what sounds on under a scale: its tonic with a fifth where it has one, else its home."""
    return "i5" if 7 in SCALES[name].steps else MODAL[name][0].split()[0]


def tonic_under(chords: ChordProgression, name: str) -> int:
    """Return the tonic on which a scale agrees best with chords that are given without a key.

    Args:
        chords: in any key; the first is likely to be home.
        name: a key of `SCALES`.
    """
    played = [chord for bar in chords.bars for chord in bar if not chord.is_silent]

    def agreement(tonic: int) -> float:
        scale = set(SCALES[name].on(tonic))
        shares = [len(scale & {*chord.pitch_classes}) / len(chord.pitch_classes) for chord in played]
        return sum(shares) / len(shares) + _HOME * (played[0].root == tonic)

    return max(range(12), key=agreement)
