"""Instruments that are called by the number of their strings: a seven-string riff, five-string clawhammer, 47 strings.

For `rewording.py`: a text becomes a text, in which they are called by their names.
"""

from __future__ import annotations

import re

from musiccm_daw.composer.words.prompt_words import meanings_of
from musiccm_daw.request.number_words import SMALL_NUMBERS

_ONES = {word: number for word, number in SMALL_NUMBERS.items() if number < 10}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_STRINGED = re.compile(
    rf"\b(?P<number>(?:{'|'.join(_TENS)})(?:[\s-]+(?:{'|'.join(_ONES)}))?|{'|'.join(SMALL_NUMBERS)}|\d{{1,3}})"
    r"[\s-]+string(?P<several>s?)\b(?P<rest>[^,.;:()]*)",
    re.IGNORECASE,
)
_SECTIONS = re.compile(
    r"\s*(?:quartets?|trios?|quintets?|sextets?|octets?|sections?|orchestras?|ensembles?|players?|parts?|pads?|synths?"
    r"|lines?|chords?|melod\w+|voices?|stabs?|hits?)\b",
    re.IGNORECASE,
)
_HAS_STRINGS = re.compile(
    r"\b(?:guitars?|bass|basses|banjos?|violins?|fiddles?|violas?|cellos?|ukuleles?|lutes?|harps?|strat|telecaster|tele"
    r"|les\s+paul|acoustic|electric|mandolins?|bajo|guitarra|dobro|resonator)\b",
    re.IGNORECASE,
)
_FEWEST, _FEWEST_OF_RIFFS, _MOST_OF_GUITARS = 4, 6, 12
"""Strings of what nobody names further: a seven-string riff is a guitar's, four strings may be a section."""
_BY_PLAYING = (
    (5, r"claw\s?hammer|old[\s-]time|bluegrass|appalachian?|mountain|frail\w+|rolls?|roll\w+|pick(?:ed|ing)", "banjo"),
    (4, r"strum\w*|hawaii(?:an)?|island|beach|tropical", "ukulele"),
    (4, r"slap\w*|groov\w+|low|fretless|funk\w*|walking", "bass guitar"),
    (5, r"slap\w*|groov\w+|low|fretless|funk\w*|walking", "bass guitar"),
)
"""What has four or five strings, by how or where it is played."""
_WEST_AFRICAN = re.compile(r"\b(?:africa\w*|mali(?:an)?|griots?|mandinka|senegal\w*|gambia\w*)\b", re.IGNORECASE)
_MANY = ((13, 13, "koto"), (14, 15, "lute"), (18, 20, "sitar"), (21, 21, "guzheng"), (22, 47, "harp"))
"""Instruments by the least and the most of their strings."""
_NAME_BEFORE = re.compile(r"\b(?!(?:with|an?|of|on|the|its|and|has|have|having)\b)\w+[\s-]*$", re.IGNORECASE)
_OF_CONCERT_HARPS = (46, 47)
_PLUCKED = re.compile(r"\bpluck\w*\b", re.IGNORECASE)
_KORA, _DULCIMER = "kora", "santoor"


def with_names_for_strings(text: str) -> str:
    """Return a text in which what has a number of strings is called by its name."""
    return _STRINGED.sub(lambda match: _named(match, text), text)


def _named(match: re.Match[str], text: str) -> str:
    """Return the name of what has a number of strings, without the number where no table has it."""
    written, rest = match["number"], match["rest"]
    number = _number(written.lower())
    if number < _FEWEST or _SECTIONS.match(rest):
        return match[0]
    if number > _MOST_OF_GUITARS:
        # A Juno-60 is called so, and sixty strings are an orchestra's.
        called = _NAME_BEFORE.search(text[: match.start()]) is not None
        massed = match["several"] and number not in _OF_CONCERT_HARPS and _PLUCKED.search(text) is None
        return match[0] if called or massed else _of_many(number, rest, text) or match[0]
    strings = _HAS_STRINGS.search(rest)
    words = f"{written} string {rest[: strings.end()] if strings else ''}".split()
    if any(meanings_of(" ".join(words[:end])) is not None for end in range(2, len(words) + 1)):
        return match[0]
    if strings is not None:
        return rest.strip()
    if number < _FEWEST_OF_RIFFS:
        # Five strings may be a section, but none is a five-string one.
        played = [] if match["several"] else [each for each in _BY_PLAYING if each[0] == number]
        named = (name for _, ways, name in played if re.search(rf"\b(?:{ways})\b", text, re.IGNORECASE))
        name = next(named, None)
        return match[0] if name is None else f"{name}{rest}"
    guitar = f"{written} string guitar"
    return f"{guitar if meanings_of(guitar) is not None else 'guitar'}{rest}"


def _number(written: str) -> int:
    """Return a number that is written in words or digits."""
    if written.isdigit():
        return int(written)
    return sum((_TENS | SMALL_NUMBERS)[word] for word in re.split(r"[\s-]+", written))


def _of_many(number: int, rest: str, text: str) -> str | None:
    """Return what has more strings than guitars, with what is said of it; its own name where it follows."""
    if any("instrument" in (meanings_of(word) or {}) for word in rest.split()):
        return rest.strip()
    name = next((name for least, most, name in _MANY if least <= number <= most), None)
    if number > _MANY[-1][1]:
        name = _DULCIMER
    elif name == "guzheng" and _WEST_AFRICAN.search(text):
        name = _KORA
    return None if name is None else f"{name}{rest}"
