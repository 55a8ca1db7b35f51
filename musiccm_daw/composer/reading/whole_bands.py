"""Whether a prompt asks for a whole band: a drill beat is one, a song for voice and piano is not.

A part of reading clauses (`clauses.py`), for what only the whole prompt tells. Nothing here knows the styles' players.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.reading.negation import RHYTHM_SECTION, LeftOut
from musiccm_daw.composer.reading.players import SECTIONS, Player
from musiccm_daw.composer.words.prompt_words import Word

_CHAMBER_STYLES = (None, "folk", "classical", "baroque")
_WITH_PIANIST = (None, "jazz_swing", "bossa_nova", "salsa", "soul", "blues", "noir_jazz")
"""Styles in whose rhythm section somebody plays chords."""
_BIG_BANDS = ("big band", "big band jazz", "big band swing", "jazz big band", "swing big band")
_ACOUSTIC_GUITARS = {
    **dict.fromkeys(
        ("classical", "bossa_nova", "salsa", "baroque", "samba", "tango", "mariachi", "merengue"), "nylon_guitar"
    ),
    **dict.fromkeys(("folk", "country", "bluegrass", "gypsy_jazz"), "steel_guitar"),
}
"""By style, whose guitarists play no electric guitar alone."""
_FOR, _WITH = "for", ("with", "featuring", "using")


def is_song(word: Word) -> bool:
    """Return whether a phrase calls what is asked for a song, which a few may play."""
    return word.text.lower() in ("song", "songs")


def is_chamber_song(players: Sequence[Player], style: str | None, behind: Sequence[str]) -> bool:
    """Return whether a song is for those alone who are named: a song for voice and guitar.

    Args:
        players: whom the prompt names.
        style: that it names.
        behind: the texts of the tokens behind the word "song".
    """
    if style not in _CHAMBER_STYLES or not players or not all(player.is_acoustic for player in players):
        return False
    return _FOR in behind or (len(players) > 1 and any(text in behind for text in _WITH))


def with_pianist(players: Sequence[Player], style: str | None) -> list[Player]:
    """Return the players with the pianist of a rhythm section that accompanies horns, where nobody plays chords."""
    asked = any(RHYTHM_SECTION in text.lower() for player in players for text in player.words)
    horns = style is not None or any(player.role in ("lead", "brass") for player in players)
    chords = any(player.role in ("keys", "guitar", "pads") for player in players)
    if not asked or chords or not horns or style not in _WITH_PIANIST:
        return list(players)
    return [*players, Player("keys", ("grand_piano",), named=True)]


def called_for(word: Word) -> list[Player]:
    """Return the players without whom no band is what its name says: the horns of a big band."""
    if word.text.lower() not in _BIG_BANDS:
        return []
    return [Player("brass", ("brass_section",), named=True), Player("lead", ("tenor_sax",), named=True)]


def acoustic_solo(player: Player, style: str | None) -> Player:
    """Return who plays a guitar solo, in styles of acoustic guitars alone and with chords: no lead guitar."""
    name = _ACOUSTIC_GUITARS.get(style or "")
    if name is None or not any(text.lower().endswith("guitar solo") for text in player.words):
        return player
    if player.instruments[:1] != ("overdriven_guitar",):
        return player
    return replace(player, role="guitar", instruments=(name,), ways=("chord_melody",))


def stays(player: Player, left_out: LeftOut) -> bool:
    """Return whether a player is not left out; a soloist stays whose section is: piano and cello, no strings."""
    if set(player.instruments[:1]) & left_out.instruments:
        return False
    named = player.named and (player.role in left_out.implied or player.role in SECTIONS)
    return player.role not in left_out.roles or named
