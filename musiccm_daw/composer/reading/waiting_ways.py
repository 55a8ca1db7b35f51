"""Ways of playing that wait for a player, or call for one: "stabs" are a keyboard's, "walking" is a bass's.

For `line_up.py`, which gives ways to those who are named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.players import (
    AND_OF,
    BASS_WAYS,
    BEATS,
    GESTURES_OF_KIT,
    KIT_WAYS,
    LOW_WAYS,
    POLYRHYTHMIC,
    Player,
)

SHAPES = ("building", "fading", "big_ending")
"""Ways in which a piece as a whole grows or fades."""
SETTINGS = (*SHAPES, "accents", "effect")
"""Ways that are no one player's."""
ROLE_OF_WAY = {
    **dict.fromkeys(("arp", "stabs", "held", "chords", "offbeat"), "keys"),
    **dict.fromkeys(("melody", "riff", "ostinato", "drawn", "single"), "lead"),
    **dict.fromkeys(("picking", "strum", "power", "chord_melody"), "guitar"),
    **dict.fromkeys(("pompe", "rasgueado", "tremolo_picking"), "guitar"),
    **dict.fromkeys(("left_hand", "right_hand", "left_octaves", "alberti", "toccata", "gymnopedie", "pump"), "keys"),
    "fast_arp": "keys",
    "thumb": "guitar",
    "reel": "lead",
    "chops": "vocal-pad",
    "drone": "bass",
    **dict.fromkeys((*KIT_WAYS[:-1], *GESTURES_OF_KIT), "drums"),
    **dict.fromkeys(LOW_WAYS, "bass"),
    "gliss": "strings",
    **dict.fromkeys(("phase", "canon", "fugue", *POLYRHYTHMIC), "keys"),
    **dict.fromkeys(("tenths", "jaco"), "bass"),
    **dict.fromkeys(BEATS, "drums"),
    **dict.fromkeys(BASS_WAYS, "bass"),
    "fills": "drums",
    "half_time": "drums",
    "double_time": "drums",
}
"""Who plays so, where a prompt names nobody; ways that are not here (in 16ths, with rests) call for nobody."""
_WEAK_WAYS = (
    *("bass", "fills", "half_time", "double_time", "one_drop", "steppers"),
    *("double_kick", "roots", "root_fifth", "pedal", "left_hand", "right_hand", "tremolo_picking"),
    *("tenths", *POLYRHYTHMIC),
    *("left_octaves", "alberti", "toccata", "gymnopedie", "pump", "fast_arp", "thumb", "reel"),
)
"""Ways that call for somebody only if nobody else is named."""
BOUND = ("in_thirds", "in_sixths", "in_octaves", "in_unison", "harmonised", "doubles", "soli", "counter", "locked")
"""Ways that bind players to each other."""
_OF_ONE = (
    "pump",
    "long_notes",
    "running",
    "reel",
    "wide_arp",
    "swell_into",
    "shimmer",
    *BOUND,
    "wobble",
    "downbeats",
    "afterbeats",
    "strong_beats",
    "drone",
    "rolled",
    "chorale",
    *AND_OF,
    "toll",
    "marcato",
    "phase",
    "canon",
    "fugue",
    *POLYRHYTHMIC,
)
"""Ways that a whole band does not take over."""
_KEYS_NOUNS = ("stabs", "stab", "hits", "chops", "skank", "offbeats", "arp", "arps", "arpeggio", "arpeggios")
"""What a bass or a pad that stands in another clause does not play: bassline, stabs."""
_UPSTROKES, _SKANKS = ("upstroke", "upstrokes"), ("skank", "skanks", "skanking")
"""Chords between the beats that are a guitar's, and those that are a keyboard's where nobody has a guitar."""
_STRUCK_BASSES = {"picking": "pick_bass", "slap": "slap_bass"}
"""What a bass is that is played so."""
_SECTIONS_AND_BEDS = ("strings", "pads", "vocal-pad", "brass")
"""Roles whose long notes are chords; those of a single instrument are a tune's."""
_HAVE_STRINGS = {"guitar", "strings"}


@dataclass(frozen=True)
class Waiting:
    """A way of playing whose player has not come yet, with its words and the clause that has them."""

    way: str
    text: str
    clause: int


def is_pitched(player: Player) -> bool:
    """Return whether a player has a line or chords, and no bass below them."""
    return player.role not in ("drums", "percussion", "bass", "fx")


def role_of_way(way: str, text: str) -> str | None:
    """Return who plays in a way where a prompt names nobody: chords between the beats are a guitar's by some names."""
    return "guitar" if way == "offbeat" and _last_word(text) in (*_UPSTROKES, *_SKANKS) else ROLE_OF_WAY.get(way)


def takes_from_afar(player: Player, way: str, text: str) -> bool:
    """Return whether a way of playing that another clause has can be a player's: "voice, strumming" are two."""
    if way in _STRUCK_BASSES and player.role == "bass":
        return player.can(way)
    if ROLE_OF_WAY.get(way) == "guitar":
        roles = {player.role} if not player.instruments else set(INSTRUMENTS[player.instruments[0]].roles)
        return bool(_HAVE_STRINGS & roles) and (way != "power" or "guitar" in roles)
    if way == "offbeat" and _last_word(text) in (*_UPSTROKES, *_SKANKS):
        return player.role == "guitar" or (player.role == "keys" and _last_word(text) in _SKANKS)
    if player.role == "lead" and way == "chords" and _last_word(text) == "chords" and not player.named:
        return False
    if player.role == "pads" and way in ("melody", "drawn"):
        return False
    if player.role in ("bass", "pads") and (way == "offbeat" or _last_word(text) in _KEYS_NOUNS):
        return False
    return player.can(way)


def _last_word(text: str) -> str:
    return text.lower().split()[-1]


def given(player: Player, way: str, text: str) -> Player:
    """Return a player who plays in a way, in the role that goes with it where the instrument can take it."""
    role = player.role
    if way == "held" and text.lower().startswith(("drone", "droning")):
        way = "drone"
    if way == "held" and {"pedal", "pedals"} & set(text.lower().split()):
        way = "pedal"
    if way == "pedal" and player.instruments[:1] == ("contrabass",):
        way = "drone"
    if way == "drawn" and text.lower().startswith("long") and role in _SECTIONS_AND_BEDS:
        way = "held"
    if way == "long_notes" and role in _SECTIONS_AND_BEDS and not player.may_take("lead"):
        way = "held"
    if way == "melody" and role == "bass" and text.lower().endswith("line"):
        way = "bass"
    if way == "sixteenths_bass" and text.lower().startswith("gallop"):
        way = "gallop"
    if way in ("melody", "riff", "drawn", "ostinato", "long_notes", "running", "reel") and player.may_take("lead"):
        role = "lead"
    chordal = way in ("arp", "stabs") or (way in ("chords", "wobble") and role == "lead")
    for wanted in ("pads",) if way == "held" else ("keys",) if chordal else ():
        role = wanted if player.may_take(wanted) else role
    words = player.words if text in player.words else (*player.words, text)
    if player.role == "bass" and way in _STRUCK_BASSES:
        replaced = not player.instruments or player.instruments[0] in ("finger_bass", *_STRUCK_BASSES.values())
        names = (_STRUCK_BASSES[way],) if replaced else player.instruments
        return replace(player, instruments=names, named=True, words=words)
    return replace(player, role=role, ways=(*player.ways, way), words=words)


def with_waiting(
    players: Sequence[Player], waiting: Sequence[Waiting], without: set[str], *, is_set: bool
) -> tuple[list[Player], list[str]]:
    """Return the players with those for whom ways still wait, and the ways that nobody plays.

    Args:
        players: whom the prompt names.
        waiting: ways of playing that none of them has got.
        without: roles that are left out.
        is_set: whether the prompt has said already who plays.
    """
    result, left = list(players), []
    # The guitarist who is called for by power chords plays the chords beside them.
    for each in sorted(waiting, key=lambda each: role_of_way(each.way, each.text) != "guitar"):
        way, text, role = each.way, each.text, role_of_way(each.way, each.text)
        able = next((at for at, player in enumerate(result) if takes_from_afar(player, way, text)), None)
        # Rock with fills calls for nobody, a drum fill does.
        weak = way in _WEAK_WAYS and (is_set or bool(result)) and "drum" not in text.lower()
        if able is not None:
            result[able] = given(result[able], way, text)
        elif role is not None and role not in without and not weak:
            instruments = ("harp",) if way == "gliss" else ()
            result.append(given(Player(role, instruments, bool(instruments), words=(text,)), way, text))
        elif way not in _OF_ONE:
            left.append(way)
    return result, left
