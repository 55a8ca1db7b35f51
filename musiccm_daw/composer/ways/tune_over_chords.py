"""A pianist or guitarist who has the tune of a small band, and its chords, since nobody else plays any.

For `pitched_ways.py`. The left hand of a piano trio comps in the style's rhythms, without the roots that the bass has,
and below the tune; a guitarist has one hand for both, and answers the tune with chords where it rests.
"""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.chords import comping, keyboards
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.composer.ways.hands import Hands
from musiccm_daw.score.note import Note

_RHYTHMS = (
    "x-....x-..........x-......x-....",
    "....x---......x-......x-..x-....",
    "..x-......x-....x---......x-....",
    "......x-....x---......x-........",
)
"""Of those whose style has them do something else than comp; two bars in 8ths."""
_CENTRE, _GUITAR_CENTRE, _VOICES, _VELOCITY = 58, 60, 3, 60
"""Where the chords lie, of how many notes they are, and how softly they are struck."""
_APART = 3
"""Semitones between the chords and the tune above them at least."""
_SHORTEST = 0.2
"""Quarters of the shortest chord for which a hand is free."""


def over_chords(line: Writer, own: Writer | None, hands: Hands) -> Writer:
    """Return a tune with the player's own chords below it.

    Args:
        line: writes the tune.
        own: the style's writer for the instrument, if it has one.
        hands: the player.
    """
    comps = isinstance(own, partial) and own.func in (comping.comp, keyboards.two_hands)
    patterns = own.keywords["patterns"] if isinstance(own, partial) and comps else _RHYTHMS
    centre = hands.centre(_GUITAR_CENTRE if hands.is_guitar else _CENTRE)
    chords = partial(comping.comp, patterns=patterns, centre=centre, voices=_VOICES, velocity=_VELOCITY)
    return partial(with_chords_below, write=line, chords=chords, one_hand=hands.is_guitar)


def with_chords_below(passage: Passage, write: Writer, chords: Writer, *, one_hand: bool) -> list[Note]:
    """Play a tune, and those notes of chords for which there is room below it.

    Args:
        passage: to play.
        write: the tune.
        chords: below it.
        one_hand: whether chords have to wait until the tune rests.
    """
    tune = write(passage)
    return tune + [free for note in chords(passage) if (free := _below(note, tune, one_hand=one_hand)) is not None]


def _below(note: Note, tune: list[Note], *, one_hand: bool) -> Note | None:
    """Return a note of a chord as it is played beside a tune; None if there is no room for it."""
    start, end = note.start_quarters, note.start_quarters + note.duration_quarters
    beside = [other for other in tune if other.start_quarters < end and start < _end(other) - 1e-6]
    if one_hand:
        if any(other.start_quarters <= start + 1e-6 for other in beside):
            return None
        end = min((other.start_quarters for other in beside), default=end)
        room = end - start >= _SHORTEST
        return Note(start, end - start, note.pitch, note.velocity) if room else None
    return note if all(note.pitch <= other.pitch - _APART for other in beside) else None


def _end(note: Note) -> float:
    return note.start_quarters + note.duration_quarters
