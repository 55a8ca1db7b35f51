"""Registers: chord players lie apart, so that two of them do not play the same notes.

For `piece.py`. Everybody voices chords as smoothly as possible around a pitch, and around the same pitch pads and
strings, or two guitars, would come to the same voicings. A player's register depends on role and number alone: it does
not change with who else is asked for.
"""

from __future__ import annotations

from functools import partial
from inspect import signature

from musiccm_daw.composer import comping
from musiccm_daw.composer.sheet import Writer

_HIGHER = {"strings": 5, "vocal-pad": 9, "pads": -4}
"""Semitones by which roles lie higher than keys and brass; an inversion is three to five."""
_SECOND = 7
"""Semitones by which the second player of a role lies higher: a guitarist puts on a capo."""
_SHIFTED = {
    **dict.fromkeys((comping.comp, comping.pad, comping.arpeggio), "centre"),
    comping.strum: "floor",
}
"""Writers of chords, with what says where these lie."""


def apart(write: Writer, role: str, name: str) -> Writer:
    """Return a player's writer in the player's register.

    Args:
        write: of any kind; those of single lines, and of several things at once, stay as they are.
        role: of the player.
        name: of the seat: "guitar", or "guitar-2" for the second.
    """
    if not isinstance(write, partial) or write.func not in _SHIFTED:
        return write
    place = _SHIFTED[write.func]
    shift = _HIGHER.get(role, 0) + (_SECOND if name != role else 0)
    usual = write.keywords.get(place, signature(write.func).parameters[place].default)
    return partial(write, **{place: usual + shift}) if shift else write


def right_hand(write: Writer) -> Writer:
    """Return a pianist's writer without the left hand, which would double the bass of a band."""
    if not isinstance(write, partial) or write.func is not comping.two_hands:
        return write
    usual = {name: signature(comping.two_hands).parameters[name].default for name in ("centre", "voices", "velocity")}
    own = {name: value for name, value in write.keywords.items() if name != "left_hands"}
    return partial(comping.comp, **{**usual, **own})
