"""What a phrase says of a player who is named already: "Steinway piano", "bansuri flute", "guitar plucks".

For `player_phrases.py`: nothing here changes a player.
"""

from __future__ import annotations

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.players import Player
from musiccm_daw.composer.words.prompt_words import Word

_TECHNIQUES = ("tremolo", "trem", "tremolos")
"""Ways of playing that name an instrument when nobody else is there."""
_HAS_BOW = {"strings"}
_NO_BOW = ("guitar", "keys", "brass", "pads")
_GENERIC = ("flute", "piano", "organ", "e piano", "e-piano", "epiano", "ep", "electric piano", "guitar", "violin")
"""What says no more than a name of the same family before it does: bansuri flute, DX7 e-piano."""
_PLUCKS = ("pluck", "plucks")
_FRONT = (("overdriven_guitar",), ("distortion_guitar",), ("clean_guitar",), ("muted_guitar",))
"""Guitars whose solo stands in front of a band."""
_LEADS = ("lead", "leads")
_LEADING = ("lead guitar", "lead guitars", "guitar lead", "guitar solo", "guitar solos", "lead axe")


def repeats(word: Word, player: Player) -> bool:
    """Return whether a phrase only says more of the instrument just before it: a Steinway piano, a Casio SK-1."""
    names = word.meanings.get("instrument", ())
    named = player.instruments[:1] if player.named else ()
    if len(names) < 2 and word.text.lower() not in _GENERIC:
        return bool(names) and names == named
    return any({_family(name) for name in names} & {_family(name)} for name in named)


def says_role_again(role: str, word: Word, player: Player) -> bool:
    """Return whether a role is that of the instrument of its clause: plucky deep house synth."""
    if "instrument" in word.meanings or not player.named:
        return False
    # A theremin, whose sound is a voice, plays a lead.
    return role in INSTRUMENTS[player.instruments[0]].roles or (role, player.role) == ("lead", "vocal-pad")


def is_technique(word: Word, player: Player) -> bool:
    """Return whether a phrase says how a player plays who has no bow: a Wurlitzer with tremolo."""
    named = player.instruments[:1]
    if word.text.lower() not in _TECHNIQUES:
        return False
    if not named:
        return player.role in _NO_BOW
    return not _HAS_BOW & set(INSTRUMENTS[named[0]].roles)


def is_plucked(word: Word, player: Player) -> bool:
    """Return whether a phrase says that the player before it plucks, and names no synthesizer: guitar plucks."""
    return word.text.lower() in _PLUCKS and player.role in ("guitar", "bass") and not player.plays_synth


def leads(word: Word, player: Player) -> bool:
    """Return whether a guitarist whom a phrase names, or of whom it is the word "solo", stands in front."""
    text = word.text.lower()
    return text.endswith(_LEADING) or (text == "solo" and player.role == "guitar" and player.instruments[:1] in _FRONT)


def first_role(word: Word) -> str:
    """Return the role that a phrase names, else its instrument's own, which an acid lead has in front."""
    names = word.meanings.get("instrument", ())
    if names and word.text.lower().split()[-1] in _LEADS and "lead" in INSTRUMENTS[names[0]].roles:
        return "lead"
    return word.one("role") or (INSTRUMENTS[names[0]].roles[0] if names else "")


def _family(name: str) -> str | int:
    """Return what an instrument has in common with its like: its eight of General MIDI's programs, or its role."""
    instrument = INSTRUMENTS[name]
    if instrument.is_kit or len(instrument.source) < 3:
        return instrument.roles[0]
    return int(instrument.source[1]) // 8
