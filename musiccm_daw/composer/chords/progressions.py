"""Chord progressions: from scale degrees to chord names, coloured by style.

A progression is written in roman numerals, bars separated by `|`: "i | bVI | bIII | bVII". Degrees count from the
major scale of the tonic, lower case is minor, and a suffix is a chord quality of `harmony.py` ("ii7" is m7, "V7" is 7).
The composer picks one per section; nothing here knows notes or time.
"""

from __future__ import annotations

import re
from random import Random

from musiccm_daw.composer.chords.chord_colours import Colour, coloured, coloured_in
from musiccm_daw.harmony import FLAT_NAMES, SHARP_NAMES, Key
from musiccm_daw.scales import Scale

_DEGREES = {"I": 0, "II": 2, "III": 4, "IV": 5, "V": 7, "VI": 9, "VII": 11}
_TOKEN = re.compile(r"(b|#)?([IViv]+)([a-z0-9#]*)(?:/(b|#)?([IViv]+))?")


def chord_texts(progression: str, key: Key, colour: Colour, random: Random, scale: Scale | None = None) -> list[str]:
    """Spell a progression in a key, or a scale on its tonic: one text per bar, as `ChordProgression.parse` reads it."""
    spelled: dict[str, str] = {}
    bars = []
    for bar in progression.split("|"):
        names = []
        for token in bar.split():
            # The same degree keeps its colour throughout a song's progression, so that it sounds intended.
            if token not in spelled:
                spelled[token] = _spell(token, key, colour, random, scale)
            names.append(spelled[token])
        bars.append(" ".join(names))
    return bars


def bar_count(progression: str) -> int:
    """Return how many bars a progression has."""
    return progression.count("|") + 1


def _spell(token: str, key: Key, colour: Colour, random: Random, scale: Scale | None) -> str:
    """Spell one roman numeral in a key or scale."""
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise ValueError(f"chord {token!r} cannot be read; write a degree and a quality, such as bVImaj7")
    accidental, numeral, suffix, bass_accidental, bass = match.groups()
    if bass is not None and (colour == "sus" or scale is not None):
        # A fourth over its own third is no suspension, and a pedal under a triad has enough colour.
        colour = "triads"
    degree = f"{accidental or ''}{numeral}"
    if scale is None:
        quality = suffix or coloured(degree, key.mode, colour, random)
    else:
        quality = suffix or coloured_in(degree, _semitones(accidental, numeral), scale, colour, random)
    if suffix and numeral.islower() and not suffix.startswith(("m", "dim", "5", "sus")):
        quality = "m" + suffix
    text = _note(accidental, numeral, key) + quality
    if bass is not None:
        text += "/" + _note(bass_accidental, bass, key)
    return text


def _note(accidental: str | None, numeral: str, key: Key) -> str:
    """Return the name of a degree's note."""
    # Lowered degrees of minor are the key's own, but for the second and fifth.
    lowered = accidental == "b" and (key.mode == "major" or numeral.upper() in ("II", "V"))
    names = FLAT_NAMES if lowered or (key.uses_flats and accidental != "#") else SHARP_NAMES
    return names[(key.tonic + _semitones(accidental, numeral)) % 12]


def _semitones(accidental: str | None, numeral: str) -> int:
    """Return how far above the tonic a degree lies."""
    return (_DEGREES[numeral.upper()] + {None: 0, "b": -1, "#": 1}[accidental]) % 12


# Banks that several styles share. Minor ones count degrees from the major scale, hence bIII, bVI, bVII.
POP_MAJOR = (
    "I | V | vi | IV",
    "I | vi | IV | V",
    "vi | IV | I | V",
    "IV | V | iii | vi",
    "I | IV | vi | V",
    "I | iii | IV | V",
    "IV | I | V | vi",
    "I | V/VII | vi | IV",
    "I | I/III | IV | V",
    "ii | IV | I | V",
    "I | IV | I V | IV",
    "I | bVII | IV | I",
)
POP_MINOR = (
    "i | bVI | bIII | bVII",
    "i | bVII | bVI | V",
    "i | iv | bVI | V",
    "i | bVI | iv | V",
    "bVI | bVII | i | i",
    "i | bIII | bVII | iv",
    "i | v | bVI | bVII",
    "iv | bVII | bIII | i",
    "i | bVII | iv | bVI",
    "i | i/bVII | bVI | V",
)
JAZZ_MAJOR = (
    "ii7 | V7 | Imaj7 | vi7",
    "Imaj7 | vi7 | ii7 | V7",
    "iii7 | VI7 | ii7 | V7",
    "Imaj7 | I7 | IVmaj7 | iv6",
    "Imaj7 VI7 | ii7 V7 | iii7 VI7 | ii7 V7",
    "Imaj7 | #idim7 | ii7 | V7",
    "IVmaj7 | iv7 | iii7 | VI7 | ii7 | V7 | Imaj7 | V7",
    "I6 | II7 | ii7 V7 | I6",
    "Imaj7 | viim7b5 III7 | vi7 | v7 I7 | IVmaj7 | iv6 | iii7 VI7 | ii7 V7",
)
JAZZ_MINOR = (
    "iim7b5 | V7 | i7 | i7",
    "i6 | bVI7 | iim7b5 | V7",
    "iv7 | bVII7 | bIIImaj7 | bVImaj7 | iim7b5 | V7 | i7 | i7",
    "i7 | iv7 | iim7b5 V7 | i6",
    "i7 | i7 | iv7 | i7 | bVI7 | V7 | i7 | V7",
)
_TWELVE_BARS = "I7 | I7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7"
_QUICK_CHANGE = "I7 | IV7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7"
BLUES_MAJOR = (
    _TWELVE_BARS,
    _QUICK_CHANGE,
    # Eight bars, as in "Key to the Highway", "How Long Blues" and "Trouble in Mind".
    "I7 | V7 | IV7 | IV7 | I7 | V7 | I7 | V7",
    "I7 | I7 | IV7 | IV7 | I7 | V7 | I7 IV7 | I7 V7",
    "I7 | V7 | I7 | IV7 | I7 | V7 | I7 IV7 | I7 V7",
    "I7 | I7 | IV7 | I7",
    "I7 | IV7 | I7 | V7",
)
BLUES_MINOR = (
    "i7 | i7 | i7 | i7 | iv7 | iv7 | i7 | i7 | bVI7 | V7 | i7 | V7",
    "i7 | iv7 | i7 | i7 | iv7 | iv7 | i7 | i7 | bVI7 | V7 | i7 | V7",
    "i7 | i7 | iv7 | iv7 | i7 | bVI7 V7 | i7 | V7",
    "i7 | V7 | iv7 | iv7 | i7 | bVI7 V7 | i7 iv7 | i7 V7",
    "i7 | i7 | iv7 | i7",
    "i7 | iv7 | i7 | V7",
)
JAZZ_BLUES_MAJOR = (
    "I7 | IV7 | I7 | v7 I7 | IV7 | #ivdim7 | I7 | iii7 VI7 | ii7 | V7 | I7 VI7 | ii7 V7",
    "I7 | IV7 | I7 | I7 | IV7 | IV7 | I7 | VI7 | ii7 | V7 | I7 | ii7 V7",
    "I7 | IV7 | I7 VI7 | ii7 V7",
)
JAZZ_BLUES_MINOR = (
    "i6 | iv7 | i6 | i7 | iv7 | iv7 | i6 | i6 | bVI7 | V7 | i6 | iim7b5 V7",
    "i6 | iim7b5 V7 | i6 | i7 | iv7 | bVII7 | i6 | i6 | iim7b5 | V7 | i6 | iim7b5 V7",
    "i6 | iv7 | i6 | iim7b5 V7",
)
VAMP_MINOR = ("i7", "i7 | iv7", "i7 | IV7", "i7 | i7 | bVII | IV7", "i | i | bVI | bVII", "i7 | bVII")
VAMP_MAJOR = ("I7", "Imaj7 | IVmaj7", "I7 | IV7", "Imaj7 | ii7", "I | bVII")
FUNK_MAJOR = ("I", "I | IV", "I7 | bVII7", "I | I | IV | IV", "I | ii7", "I | I | bVII | IV", "I | IV | I | V")
LOFI_MAJOR = (
    "IVmaj7 | iii7 | ii7 | Imaj7",
    "IVmaj7 | III7 | vi7 | I7",
    "ii9 | V9 | Imaj9 | VI7",
    "Imaj7 | iii7 | IVmaj7 | iv6",
    "IVmaj9 | V7 | iii7 | vi9",
    "Imaj9 | vi9 | ii9 | V9",
)
LOFI_MINOR = (
    "i9 | iv9 | bVImaj7 | V7",
    "i7 | bVImaj7 | iv7 | v7",
    "iv9 | bVII9 | bIIImaj7 | bVImaj7",
    "i9 | bIIImaj7 | iv7 | bVImaj7 V7",
)
AMBIENT_MAJOR = ("I | IV", "Imaj7 | Imaj7 | IVmaj7 | IVmaj7", "I | iii | IV | IV", "vi | IV | I | Isus4")
AMBIENT_MINOR = ("i | bVI", "i | i | bVI | bVI", "i | iv | bVI | i", "i | bIII | bVI | iv", "i | v | bVI | iv")
CINEMATIC_MINOR = (
    "i | bVI | bIII | bVII",
    "i | bVI | iv | V",
    "i | v | bVI | iv",
    "i | bIII | bVI | bII",
    "i | bVI | bIII | iv | i | bVI | iv | V",
    "i | IV | bVI | bVII",
)
FOLK_MAJOR = (
    "I | I | IV | V",
    "I | V | IV | I",
    "I | IV | I | V",
    "I | vi | IV | V",
    "I | ii | IV | I",
    "I | V | vi | iii | IV | I | IV | V",
)
FOLK_MINOR = ("i | bVII | i | bVII", "i | bVII | bVI | bVII", "i | iv | i | V", "i | bIII | bVII | i")
