"""Chord progressions that have names: rhythm changes, the Andalusian cadence, a ii V I; and those in roman numerals.

As in `progressions.py`. Of a progression that has several lengths, the longest one that fills a clip is played: of
rhythm changes the AABA of 32 bars, its first eight, or the turnaround of its first four.
"""

from __future__ import annotations

import re

_A_RHYTHM = "I6 vi7 | ii7 V7 | iii7 vi7 | ii7 V7 | I7 | IV7 #ivdim7"
_OPEN, _CLOSED = "iii7 VI7 | ii7 V7", "ii7 V7 | I6"
_BRIDGE = "III7 | III7 | VI7 | VI7 | II7 | II7 | V7 | V7"
_SO_WHAT = " | ".join((*["i7"] * 16, *["bii7"] * 8, *["i7"] * 8))
_AUTUMN = "iv7 | bVII7 | bIIImaj7 | bVImaj7 | iim7b5 | V7 | i6 | i6"
_AUTUMN_BRIDGE = "iim7b5 | V7 | i6 | i6 | iv7 | bVII7 | bIIImaj7 | bIIImaj7"
_AUTUMN_END = "iim7b5 | V7 | i7 bvii7 | bvi7 | iim7b5 | V7 | i6 | i6"
_GIANT = (
    "Imaj7 bIII7 | bVImaj7 VII7 | IIImaj7 | vi7 II7 | bVImaj7 VII7 | IIImaj7 V7 | Imaj7 | #iv7 VII7 | "
    "IIImaj7 | vi7 II7 | bVImaj7 | #iv7 VII7 | IIImaj7 | ii7 V7 | Imaj7 | #iv7 VII7"
)
_FOLIA = "i | V | i | bVII | bIII | bVII | i | V | i | V | i | bVII | bIII | bVII | i V | i"
NAMED: dict[str, dict[str, tuple[str, ...]]] = {
    "rhythm_changes": {
        "major": (
            "I6 vi7 | ii7 V7 | iii7 vi7 | ii7 V7",
            f"{_A_RHYTHM} | {_OPEN}",
            f"{_A_RHYTHM} | {_OPEN} | {_A_RHYTHM} | {_CLOSED}",
            f"{_A_RHYTHM} | {_OPEN} | {_A_RHYTHM} | {_CLOSED} | {_BRIDGE} | {_A_RHYTHM} | {_CLOSED}",
        )
    },
    "bird_blues": {
        "major": (
            "Imaj7 | viim7b5 III7 | vi7 II7 | v7 I7 | IV7 | iv7 bVII7 | iii7 VI7 | biii7 bVI7 | ii7 | V7 | iii7 VI7 | "
            "ii7 V7",
            "Imaj7 | viim7b5 III7 | vi7 II7 | v7 I7",
        )
    },
    "two_five_one": {
        "major": ("ii7 | V7 | Imaj7 | Imaj7", "ii7 V7 | Imaj7"),
        "minor": ("iim7b5 | V7 | i7 | i7", "iim7b5 V7 | i7"),
    },
    "turnaround": {
        "major": ("Imaj7 VI7 | ii7 V7", "Imaj7 vi7 | ii7 V7"),
        "minor": ("i7 bVI7 | iim7b5 V7", "i6 vim7b5 | iim7b5 V7"),
    },
    "so_what": {"minor": (_SO_WHAT, "i7 | i7 | bii7 | i7", "i7")},
    "autumn_leaves": {
        "minor": (
            "iv7 | bVII7 | bIIImaj7 | bVImaj7",
            _AUTUMN,
            f"{_AUTUMN} | {_AUTUMN} | {_AUTUMN_BRIDGE} | {_AUTUMN_END}",
        )
    },
    "giant_steps": {"major": (_GIANT, "Imaj7 bIII7 | bVImaj7 VII7 | IIImaj7 V7 | Imaj7")},
    "andalusian_cadence": {"minor": ("i | bVII | bVI | V",)},
    "lament_bass": {
        "minor": ("i | v/bVII | iv/bVI | V", "i | V/VII | v/bVII | IV/VI | iv/bVI | i/V | iidim | V"),
        "major": ("I | V/VII | vi | V", "I | V/VII | v/bVII | IV/VI | iv/bVI | I/V | II | V"),
    },
    "line_cliche": {"minor": ("i | immaj7 | i7 | i6",), "major": ("I | Imaj7 | I7 | IV",)},
    "doo_wop": {"major": ("I | vi | IV | V", "I vi | IV V")},
    "axis": {"major": ("I | V | vi | IV",), "minor": ("i | bVI | bIII | bVII",)},
    "pachelbel": {"major": ("I | V | vi | iii | IV | I | IV | V", "I V | vi iii | IV I | IV V")},
    "royal_road": {"major": ("IV | V | iii | vi", "IVmaj7 | V7 | iii7 | vi7")},
    "circle_of_fifths": {
        "minor": (
            "i7 | iv7 | bVII7 | bIIImaj7 | bVImaj7 | iim7b5 | V7 | i7",
            "i7 iv7 | bVII7 bIIImaj7 | bVImaj7 iim7b5 | V7",
        ),
        "major": ("Imaj7 | IVmaj7 | viim7b5 | iii7 | vi7 | ii7 | V7 | Imaj7", "iii7 | vi7 | ii7 | V7"),
    },
    "folia": {"minor": (_FOLIA, "i | V | i | bVII | bIII | bVII | i | V", "i | V | i | bVII")},
    "passamezzo": {
        "minor": ("i | bVII | i | V | bIII | bVII | i V | i", "i | bVII | i | V"),
        "major": ("I | IV | I | V | I | IV | I V | I",),
    },
    "romanesca": {"minor": ("bIII | bVII | i | V | bIII | bVII | i V | i", "bIII | bVII | i | V")},
    "three_chords": {"major": ("I | IV | V | I", "I | I | IV | V", "I | IV | I | V")},
    "mixolydian_vamp": {"major": ("I | bVII | IV | I", "I bVII | IV I")},
    "dorian_vamp": {"minor": ("i7 | IV7",)},
    "plagal": {"major": ("I | IV | I | IV", "I | I | IV | I"), "minor": ("i | iv | i | iv",)},
    "dissonant": {
        # No triad of these is major.
        "minor": ("immaj7 | bvmmaj7 | idim7 | biimmaj7", "idim7 | biiimmaj7 | idim7 | viidim7", "immaj7 | biimmaj7"),
    },
}
"""By name and mode, if it has both. Degrees are as in `progressions.py`."""
_IN_PHRYGIAN = {"andalusian_cadence": ("iv | bIII | bII | I",)}
"""Those that end on what is home in Phrygian scales, as in flamenco."""
_PHRYGIAN = ("phrygian", "phrygian_dominant")
_NUMERAL = re.compile(r"(?P<sign>[b#]?)(?P<degree>VII|III|VI|IV|II|V|I|vii|iii|vi|iv|ii|v|i)(?P<quality>.*)")
_JOINTS = re.compile(r"\s*[|,–—-]\s*|\s+(?:and\s+|to\s+)?")
_SIGNS = str.maketrans({"♭": "b", "♯": "#", "°": "o"})
_LOWERED = ("III", "VI", "VII")
"""Degrees that minor has a semitone lower, whether or not anybody writes so."""


def progressions_named(name: str, mode: str, scale: str | None) -> tuple[str, ...]:
    """Return the progressions of a name, or in numerals that are one themselves, in a mode or scale."""
    if name not in NAMED:
        return (name,)
    if scale in _PHRYGIAN and name in _IN_PHRYGIAN:
        return _IN_PHRYGIAN[name]
    banks = NAMED[name]
    return banks.get(mode) or next(iter(banks.values()))


def modes_of_progression(name: str) -> tuple[str, ...]:
    """Return the modes that a progression has, the usual one first; none where its numerals leave it open."""
    if name in NAMED:
        return tuple(NAMED[name])
    tonics = {
        match["degree"] for each in name.split(" | ") if (match := _NUMERAL.fullmatch(each)) and not match["sign"]
    }
    return ("major",) if "I" in tonics else ("minor",) if "i" in tonics else ()


def as_progression(numerals: str) -> str:
    """Return roman numerals as people write them, "I-V-vi-IV", as a progression with a chord a bar."""
    names = [_NUMERAL.fullmatch(each) for each in _JOINTS.split(numerals.translate(_SIGNS).strip())]
    found = [match for match in names if match is not None]
    minor = any(match["degree"] == "i" and not match["sign"] for match in found)
    bars = []
    for match in found:
        lowered = "b" if minor and match["degree"] in _LOWERED and not match["sign"] else match["sign"]
        quality = "dim" if match["quality"] == "o" else match["quality"]
        bars.append(f"{lowered}{match['degree']}{quality}")
    # Three chords are four bars, of which the last two rest.
    return " | ".join([*bars, bars[-1]] if len(bars) == 3 else bars)
