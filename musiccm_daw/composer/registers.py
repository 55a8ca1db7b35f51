"""Registers: chord players lie apart, so that two of them seldom play the same notes.

For `piece.py`. Everybody voices chords as smoothly as possible around a pitch, and around the same pitch pads and
strings, or two guitars, would come to the same voicings. A player's register depends on role and number alone: it does
not change with who else is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from inspect import signature

from musiccm_daw.composer import comping
from musiccm_daw.composer.sheet import Writer
from musiccm_daw.score.note import Note

_KEYBOARDS = (
    *("grand_piano", "bright_piano", "honky_tonk", "harpsichord", "church_organ"),
    *("rhodes", "dx_piano", "fm_epiano"),
)
"""Instruments of the keys whose players use both hands where they play alone."""
_LONG_LEFT_HANDS = ("R---------------", "R-------5-------")
_HIGHER = {"strings": 7, "vocal-pad": 3, "pads": -3}
"""Semitones by which roles lie higher than keys and brass: about an inversion (three to five) from one to the next, and
no farther, since each may be asked for alone."""
_HIGHEST = 76
"""Centre beyond which nobody is moved up."""
_SECOND, _SECOND_GUITAR = 7, 12
"""Semitones by which the second player of a role lies higher; a guitarist goes an octave up the neck."""
_SECOND_VOICES, _SECOND_STRINGS = 3, 4
"""That player's chords are smaller, too."""
_SHIFTED: dict[Callable[..., list[Note]], str] = {
    **dict.fromkeys((comping.comp, comping.pad, comping.arpeggio), "centre"),
    **dict.fromkeys((comping.strum, comping.pick), "floor"),
}
"""Writers of chords, with what says where these lie."""


def apart(write: Writer, role: str, name: str) -> Writer:
    """Return a player's writer in the player's register.

    Args:
        write: of any kind; those of single lines, and of several things at once, stay as they are.
        role: of the player.
        name: of the seat: "guitar", or "guitar-2" for the second.
    """
    if write in _SHIFTED:
        write = partial(write)
    if not isinstance(write, partial) or write.func not in _SHIFTED:
        return write
    usual = {key: each.default for key, each in signature(write.func).parameters.items()} | write.keywords
    second, place = name != role, _SHIFTED[write.func]
    if place == "floor":
        moved = {"floor": usual["floor"] + _SECOND_GUITAR, "strings": min(usual["strings"], _SECOND_STRINGS)}
        return partial(write, **moved) if second else write
    wanted = usual["centre"] + _HIGHER.get(role, 0) + (_SECOND if second else 0)
    centre = min(wanted, max(usual["centre"], _HIGHEST))
    voices = min(usual["voices"], _SECOND_VOICES) if second else usual["voices"]
    return partial(write, centre=centre, voices=voices) if (centre, second) != (usual["centre"], False) else write


def both_hands(write: Writer, instrument: str, *, calm: bool) -> Writer:
    """Return the writer of a keyboard player's chords with a left hand, where nobody plays a bass below.

    Args:
        write: of any kind; those of anything but chords stay as they are.
        instrument: a key of `INSTRUMENTS`.
        calm: whether the music is quiet.
    """
    if instrument not in _KEYBOARDS or not isinstance(write, partial) or write.func is not comping.comp:
        return write
    usual = {key: each.default for key, each in signature(comping.comp).parameters.items()} | write.keywords
    # Not `spread`: the left hand is where a wide chord would reach.
    chords = {name: usual[name] for name in ("patterns", "centre", "voices", "hold", "velocity")}
    return partial(comping.two_hands, **chords, left_hands=_LONG_LEFT_HANDS if calm else comping.LEFT_HANDS)


def right_hand(write: Writer) -> Writer:
    """Return a pianist's writer without the left hand, which would double the bass of a band."""
    if not isinstance(write, partial) or write.func is not comping.two_hands:
        return write
    own = {name: value for name, value in write.keywords.items() if name != "left_hands"}
    chords = partial(comping.comp, voices=comping.RIGHT_HAND_VOICES, velocity=comping.PIANO_VELOCITY)
    return partial(chords, **{"centre": comping.RIGHT_HAND_CENTRE} | own)
