"""Names of notes and keys as musicians write them: English, German, Romance, with signs or words, and Camelot codes.

Under `harmony` and `chord_chart`, which read keys and chords with it. In German, H is B natural, Fis is F#, Es is E
flat, and B before Dur or Moll is B flat; elsewhere B is B natural. In Spanish, Portuguese, Italian and French, keys are
do to si with a mode, as in "la menor" and "si bémol majeur". Nothing here knows chords.
"""

from __future__ import annotations

import re

NOTE = r"(?:[EAea]s(?!us)|[A-Ha-h](?:is|es|[#b])?)"
"""A note name, after `plain_signs`; the s of Asus4 is not that of As."""

_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11, "H": 11}
_SIGNS = str.maketrans({"♯": "#", "♭": "b", "△": "Δ", "∆": "Δ", "º": "°", "∅": "ø", "Ø": "ø", "–": "-", "−": "-"})
_SPOKEN_SIGN = re.compile(r"[\s-]*(sharp|flat)\b", re.IGNORECASE)
_MODES = {
    **dict.fromkeys(("", "M", "maj", "major", "dur", "ionian"), "major"),
    **dict.fromkeys(("m", "min", "minor", "moll", "mol", "aeolian"), "minor"),
}
_KEY = re.compile(rf"({NOTE})[\s-]*([a-z]*)", re.IGNORECASE)
_LONGEST_KEY = 40
_SOLFEGE = {
    "do": 0,
    "dó": 0,
    "ut": 0,
    "re": 2,
    "ré": 2,
    "mi": 4,
    "fa": 5,
    "fá": 5,
    "sol": 7,
    "la": 9,
    "lá": 9,
    "si": 11,
}
_SHARPS = "#|sostenido|sustenido|diesis|dièse|diese"
_FLATS = "b|bemol|bémol|bemolle"
_SOLFEGE_MINOR, _SOLFEGE_MAJOR = "menor|minore|mineure?", "mayor|maior|maggiore|majeure?"
SOLFEGE_TONIC = rf"(?:{'|'.join(_SOLFEGE)})(?:\s*(?:[#♯♭]|b(?!\w))|[\s-]+(?:{_SHARPS}|{_FLATS})(?!\w))?"
SOLFEGE_KEY = rf"{SOLFEGE_TONIC}[\s-]+(?:{_SOLFEGE_MINOR}|{_SOLFEGE_MAJOR})(?!\w)"
"""A key as Romance languages write it, in any case."""
_SOLFEGE_PARTS = re.compile(
    rf"(?P<name>{'|'.join(_SOLFEGE)})[\s-]*(?:(?P<sharp>{_SHARPS})|(?P<flat>{_FLATS}))?[\s-]+"
    rf"(?:(?P<minor>{_SOLFEGE_MINOR})|(?:{_SOLFEGE_MAJOR}))",
    re.IGNORECASE,
)
_JAPANESE = dict(zip("ハニホヘトイロ", (0, 2, 4, 5, 7, 9, 11), strict=True))
_EASTERN_MINOR, _EASTERN_MAJOR = "マイナー|短調|小調|小调", "メジャー|長調|大調|大调"
EASTERN_KEY = rf"(?:[嬰変]?[ハニホヘトイロ]|[A-G][#b♯♭]?\s*)(?:{_EASTERN_MINOR}|{_EASTERN_MAJOR})"
"""A key as it is written in Japanese and Chinese."""
_EASTERN_PARTS = re.compile(
    rf"(?P<sign>[嬰変])?(?:(?P<kana>[ハニホヘトイロ])|(?P<name>[A-G][#b]?))\s*(?:(?P<minor>{_EASTERN_MINOR})|(?:{_EASTERN_MAJOR}))"
)
_CAMELOT = re.compile(r"(1[0-2]|[1-9])\s*([ABab])")


def plain_signs(text: str) -> str:
    """Replace musical and typographic signs by those that a keyboard has."""
    return text.translate(_SIGNS)


def accidental(name: str) -> int:
    """Return 1 for a name that is raised, -1 for one that is lowered, 0 for a white key."""
    return {"#": 1, "is": 1, "b": -1, "es": -1, "s": -1, "": 0}[name[1:].lower()]


def pitch_class(name: str) -> int:
    """Return the pitch class of a name that `NOTE` matches: "Bb" is 10, "E#" is 5, "H" is 11."""
    return (_LETTERS[name[0].upper()] + accidental(name)) % 12


def tonic_and_mode(text: str) -> tuple[int, str] | None:
    """Read "A minor", "Am", "Bb", "e flat min", "d-moll", "H", "la menor" or "8A"; None for what is no key.

    Returns:
        The pitch class of the tonic, and "major" or "minor"; a tonic alone is major.
    """
    plain = plain_signs(text).strip()
    if len(plain) > _LONGEST_KEY:
        return None
    camelot = _CAMELOT.fullmatch(plain)
    if camelot is not None:
        # Each number is a fifth above the one before; 8A is A minor, 8B its relative major.
        minor = camelot[2] in "Aa"
        return ((9 if minor else 0) + 7 * (int(camelot[1]) - 8)) % 12, "minor" if minor else "major"
    solfege = _SOLFEGE_PARTS.fullmatch(plain)
    if solfege is not None:
        raised = bool(solfege["sharp"]) - bool(solfege["flat"])
        return (_SOLFEGE[solfege["name"].lower()] + raised) % 12, "minor" if solfege["minor"] else "major"
    eastern = _EASTERN_PARTS.fullmatch(plain)
    if eastern is not None:
        raised = {"嬰": 1, "変": -1, None: 0}[eastern["sign"]]
        tonic = _JAPANESE[eastern["kana"]] if eastern["kana"] else pitch_class(eastern["name"])
        return (tonic + raised) % 12, "minor" if eastern["minor"] else "major"
    spelled = _SPOKEN_SIGN.sub(lambda word: "#" if word[1].lower() == "sharp" else "b", plain)
    match = _KEY.fullmatch(spelled)
    if match is None:
        return None
    name, word = match[1], match[2]
    mode = _MODES.get(word if word in ("m", "M") else word.lower())
    if mode is None:
        return None
    german = word.lower() in ("dur", "moll", "mol")
    return 10 if german and name in ("B", "b") else pitch_class(name), mode
