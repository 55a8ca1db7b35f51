"""How words are spelt: the many spellings of a word of music, brought to the one under which the tables list it.

`prompt_words.py` spells its tables and the prompts alike by it: accents, plurals, numbers and decades, British and
American English, what musicians shorten, and what many misspell. Nothing here knows what a word means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from musiccm_daw.request.number_words import SMALL_NUMBERS

_ONLY_PLURAL = frozenset({"keys", "bass", "brass", "saws", "virginals"})
"""A single key is no keyboard, and a saw no synthesiser."""
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "œ": "oe", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "ð": "d"})
"""Letters that Unicode does not take apart into a plain one and an accent."""
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_DECADES = ("fifties", "sixties", "seventies", "eighties", "nineties")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
"""A letter of "smooooth"."""
_CENTURY = re.compile(r"^19(?=\d0s$)")
_USUAL = {
    "accordian": "accordion",
    "analogue": "analog",
    "aluminium": "aluminum",
    "bandeneon": "bandoneon",
    "beet": "beat",
    "bosa": "bossa",
    "cymbol": "cymbal",
    "didjeridu": "didgeridoo",
    "didjeridoo": "didgeridoo",
    "digeridoo": "didgeridoo",
    "elec": "electric",
    "flugal": "flugel",
    "glockenspeil": "glockenspiel",
    "gtr": "guitar",
    "gutair": "guitar",
    "guitarr": "guitar",
    "guiter": "guitar",
    "harpischord": "harpsichord",
    "harpsicord": "harpsichord",
    "jaz": "jazz",
    "keybord": "keyboard",
    "melotron": "mellotron",
    "ocorina": "ocarina",
    "parlour": "parlor",
    "rhoades": "rhodes",
    "rickenbaker": "rickenbacker",
    "saxaphone": "saxophone",
    "stratocastor": "stratocaster",
    "reggea": "reggae",
    "sinthwave": "synthwave",
    "synthesised": "synthesized",
    "synthesiser": "synthesizer",
    "synthetizer": "synthesizer",
    "tambourin": "tambourine",
    "teckno": "techno",
    "tecno": "techno",
    "tekno": "techno",
    "telecastor": "telecaster",
    "theramin": "theremin",
    "trumphet": "trumpet",
    "tympani": "timpani",
    "ukelele": "ukulele",
    "vibrophone": "vibraphone",
    "violen": "violin",
    "wurlizer": "wurlitzer",
    "xylaphone": "xylophone",
    "zylophone": "xylophone",
    "zero": "0",
    **{word: str(number) for word, number in SMALL_NUMBERS.items()},
    **{word: f"{number}0s" for number, word in enumerate(_DECADES, start=5)},
}
"""By other spellings in the singular, the one under which words are compared."""
RESPELT_BEGINNINGS = frozenset(word[:2] for word, usual in _USUAL.items() if word[:2] != usual[:2])
"""First letters of words that may be compared under others."""


def without_accents(word: str) -> str:
    """Return a word as it is typed where a keyboard has no accents: "flugel" for "flügel", "kontrabass"."""
    if word.isascii():
        return word
    # An accent over nothing stays: every token has a spelling.
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", word.translate(_LETTERS))) or word


def with_two_letters(word: str) -> str:
    """Return a word as Germans and Scandinavians type it without accents: "fluegel" for "flügel"."""
    return without_accents(unicodedata.normalize("NFC", word).translate(_TWO_LETTERS))


def singular(token: str) -> str:
    """Return a word without the ending of a plural."""
    if token in _ONLY_PLURAL or len(token) < 4 or token.endswith(("ss", "us", "is")):
        return token
    if token.endswith(("ches", "shes", "xes", "sses")):
        return token[:-2]
    return token[:-1] if token.endswith("s") else token


def written_together(words: Iterable[str]) -> str:
    """Return words in their usual spelling as one: a letter that ends one and begins the next is no drawn-out one."""
    return singular(_DRAWN_OUT.sub(r"\1\1", "".join(words)))


@lru_cache(maxsize=16384)
def usual_spelling(word: str) -> str:
    """Return a word without accents as it is compared: "12" for "twelve", "80s" for "1980s" and "eighties"."""
    word = _DRAWN_OUT.sub(r"\1\1", word)
    if word[0].isdigit():
        return singular(_CENTURY.sub("", word))
    usual = _USUAL.get(word) or singular(word)
    return _USUAL.get(usual, usual)
