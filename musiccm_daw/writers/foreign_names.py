"""Tempo and key in names that others give to audio files: `DeepHouse_124bpm-Am`, `rhodes 92 F#min`.

The counterpart of `names.py`, for names that are not ours. Read for audio that a clip is composed to, and by the
trainer's import. Whether a number alone is a tempo is left to those who know the audio.
"""

from __future__ import annotations

import re
from fractions import Fraction

from musiccm_daw.harmony import Key

KEY_WORD = re.compile(r"[A-G](#|♯|b|♭|sharp|flat)?(m|(?i:min|minor|maj|major))|[a-g](#|b)?(min|maj)")
"""Am, F#min, Bbmaj; a tonic alone may be a version ("A", "B"), so it does not count."""
TEMPO_WORD = re.compile(r"\d{2,3}(\.\d+)?")
TEMPO_RANGE = (60, 200)


def keys_and_words(name: str) -> tuple[list[Key], list[str]]:
    """Return the keys in a name, and its other words."""
    keys, words = [], []
    for word in spaced(name).split():
        if KEY_WORD.fullmatch(word):
            keys.append(Key.parse(word.replace("sharp", "#").replace("flat", "b")))
        else:
            words.append(word)
    return keys, words


def possible_tempos(words: str) -> list[Fraction]:
    """Return the numbers among words that may be tempos."""
    low, high = TEMPO_RANGE
    numbers = (Fraction(word) for word in words.split() if TEMPO_WORD.fullmatch(word))
    return [number for number in numbers if low <= number <= high]


def spaced(name: str) -> str:
    """Return a name as words: DeepHouse_124bpm-Am becomes Deep House 124 bpm Am."""
    name = re.sub(r"(?<=[a-z]{3})(?=[A-Z][a-z])", " ", name)
    name = re.sub(r"(?i)(?<=\d)p(?=\d+bpm)", ".", name)
    name = re.sub(r"(?i)(?<=\d)(?=bpm)|(?<=bpm)(?=\d)", " ", name)
    name = re.sub(r"(?<!\d)\.|\.(?!\d)", " ", name)
    return re.sub(r"[_\-+()\[\]{},;&\s]+", " ", name).strip()
