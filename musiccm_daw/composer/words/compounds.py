"""Compounds: players and what they play in one word, as Germans and their neighbours write it: "Klavierakkorde".

Names of instruments that are compounds are in the tables ("Kontrabass"); here are those that anybody makes up from an
instrument or a style, which the tables know, and one of a few nouns. `brief.py` has a prompt put into plain words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from musiccm_daw.composer.words.prompt_words import meanings_of
from musiccm_daw.composer.words.spelling import without_accents

_NOUNS: dict[str, str] = {
    "chords": "akkord, akkorde, akkorden, ackord, akkoord, akkoorden, chord, chords",
    "melody": "melodie, melodien, melodi, melody",
    "solo": "solo, soli",
    "riff": "riff, riffs",
    "arpeggio": "arpeggio, arpeggios, arpeggien",
    "line": "linie, linien, lauf, läufe, lijn, line, lines",
    "loop": "loop, loops, schleife",
    "pad": "fläche, flächen, teppich, teppiche, tapijt",
    "ballad": "ballade, ballad",
    "music": "musik, stück, stücke, muziek, stuk, stykke",
    "beat": "beat, beats, groove, rhythmus",
    "stabs": "stabs",
    "accompaniment": "begleitung, begeleiding",
    "section": "satz, sätze",
    "theme": "thema, motiv",
    "": "klang, klänge, klängen, sound, sounds, ton, töne, tönen, spiel",
}
"""By English words, what players play."""
_SHORTEST = 4
"""Letters of each half."""
_LINKS = ("", "n", "en", "s")
"""What may stand between the halves."""
_ENGLISH = {without_accents(noun): english for english, nouns in _NOUNS.items() for noun in nouns.split(", ")}
_LONG_WORD = re.compile(rf"[^\W\d_]{{{2 * _SHORTEST - 1},}}")


def apart(text: str) -> str:
    """Return a text in which such compounds are two words: Klavier chords."""
    return _LONG_WORD.sub(lambda match: _halves(match[0]) or match[0], text)


@lru_cache(maxsize=4096)
def _halves(word: str) -> str | None:
    """Return a compound as two words; None if it is none, or a name that the tables know."""
    plain = without_accents(word.lower())
    if meanings_of(plain) is not None:
        return None
    for at in range(_SHORTEST, len(plain) - 2):
        first, second = plain[:at], plain[at:]
        kinds = _kinds(first)
        if second in _ENGLISH and {"instrument", "role"} & kinds:
            return f"{first} {_ENGLISH[second]}".strip()
        # A Rockgitarre.
        if "style" in kinds and len(second) >= _SHORTEST and {"instrument", "role"} & _kinds(second):
            return f"{first} {second}"
    return None


def _kinds(first: str) -> set[str]:
    """Return the kinds of meanings of the first half of a compound, without what links it to the second."""
    for link in _LINKS:
        if first.endswith(link) and len(first) - len(link) >= _SHORTEST:
            meanings = meanings_of(first.removesuffix(link))
            if meanings is not None:
                return set(meanings)
    return set()
