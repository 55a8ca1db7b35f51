"""Registers: chord players lie apart, so that two of them seldom play the same notes.

For `writing.py`. Everybody voices chords as smoothly as possible around a pitch, and around the same pitch pads and
strings, or two guitars, would come to the same voicings. So every role has a register of its own, and who sits later
avoids the pitches and the rhythm of those before (`Passage.beside` and `Passage.struck`). Both depend on the band that
the brief seats alone, not on who else is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from inspect import signature
from itertools import takewhile

from musiccm_daw.composer.chords import arpeggios, comping, guitars, keyboards
from musiccm_daw.composer.seating import Seat
from musiccm_daw.composer.sheet import Writer
from musiccm_daw.composer.tunes.comfortable_ranges import MIDDLES
from musiccm_daw.composer.tunes.melody import melody
from musiccm_daw.composer.tunes.soloists import foreground
from musiccm_daw.composer.tunes.style_tunes import tune_settings, tunes_in
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
_UNDER_LEAD = {"strings": 0, "vocal-pad": -3, "pads": -3}
"""The same for those who hold chords in a band with a lead, whose tune lies from about C4 (60) to C6."""
_COMPING_GUITAR = 2
"""Semitones by which a guitarist's chords lie higher beside others: on the upper strings."""
_HIGHEST = 76
"""Centre beyond which nobody is moved up."""
_CLEAR, _CLEAR_OF_OPEN, _LEAST_CLEAR, _LOWEST = 9, 11, 7, 54
"""Semitones between the middles of a tune and of close or open chords, half the width of each, and those that are
enough where room is scarce; the centre beyond which nobody makes room downwards: close chords are muddy there."""
_SECOND, _SECOND_PICKED = 7, 12
"""Semitones by which the second player of a role lies higher; who picks single strings goes an octave up the neck."""
_SECOND_VOICES, _SECOND_STRINGS = 3, 4
"""That player's chords are smaller, too, and so are those that are held behind others."""
_SHIFTED: dict[Callable[..., list[Note]], str] = {
    **dict.fromkeys((comping.comp, comping.pad, arpeggios.arpeggio), "centre"),
    **dict.fromkeys((guitars.strum, guitars.pick), "floor"),
}
"""Writers of chords, with what says where these lie."""
_STRUCK = (comping.comp, guitars.strum, keyboards.two_hands)
"""Writers of chords in a rhythm."""
_SEATED = ("guitar", "keys", "pads", "strings", "vocal-pad", "brass")
"""Roles that play chords, in the order in which they choose: a guitar has fewest ways to stop a chord, and its place
on the neck; a keyboard goes where there is room."""


def in_order(band: Sequence[Seat]) -> list[Seat]:
    """Return those of a band who may play chords, in the order in which they choose their notes."""
    return sorted((seat for seat in band if seat.role in _SEATED), key=lambda seat: _SEATED.index(seat.role))


def strikes(write: Writer) -> bool | None:
    """Return whether a writer plays chords in a rhythm, or holds them; None if it plays no chords."""
    func = _innermost(write)
    return True if func in _STRUCK else False if func is comping.pad else None


def rings(write: Writer) -> bool:
    """Return whether a writer picks the strings of chords one after another, which ring on."""
    return _innermost(write) is guitars.pick


def _innermost(write: Writer) -> Callable[..., list[Note]]:
    while isinstance(write, partial) and "write" in write.keywords:
        write = write.keywords["write"]
    return write.func if isinstance(write, partial) else write


def placed(write: Writer, seat: Seat, band: Sequence[Seat]) -> Writer:
    """Return a player's writer in the register that the player has in a band."""
    before = list(takewhile(lambda other: other.name != seat.name, band))
    joined = any(other.name == seat.name for other in band)
    front = foreground(band)
    return apart(
        write,
        seat.role,
        second=joined and any(other.role == seat.role for other in before),
        others=any(other.role in _SEATED and other.role != seat.role for other in band),
        led=any(other.role == "lead" for other in band),
        tune=None if front is None or front.name == seat.name else _middle_of_tune(front),
    )


def _middle_of_tune(seat: Seat) -> int | None:
    """Return the pitch around which a player's tune lies: the instrument's own, else that of the style's tune."""
    own = seat.stands_in.centre if seat.stands_in is not None else MIDDLES.get(seat.instrument)
    if own is not None or seat.layer is None:
        return own
    usual = signature(melody).parameters["centre"].default
    return next((tune_settings(tune).get("centre", usual) for tune in tunes_in(seat.layer.write)), None)


def apart(
    write: Writer,
    role: str,
    *,
    second: bool = False,
    others: bool = False,
    led: bool = False,
    tune: int | None = None,
) -> Writer:
    """Return a player's writer in the player's register.

    Args:
        write: of any kind; those of single lines, and of several things at once, stay as they are.
        role: of the player.
        second: whether another one of this role sits before.
        others: whether anybody else plays chords.
        led: whether the band has a lead.
        tune: pitch around which somebody else's tune lies.
    """
    if write in _SHIFTED:
        write = partial(write)
    if not isinstance(write, partial) or write.func not in _SHIFTED:
        return write
    usual = {key: each.default for key, each in signature(write.func).parameters.items()} | write.keywords
    if _SHIFTED[write.func] == "floor":
        higher = _SECOND_PICKED if write.func is guitars.pick else _SECOND
        moved = {"floor": usual["floor"] + higher, "strings": min(usual["strings"], _SECOND_STRINGS)}
        return partial(write, **moved) if second else write
    higher = (_UNDER_LEAD if led and write.func is comping.pad else _HIGHER).get(role, 0)
    if role == "guitar" and others and write.func is comping.comp:
        higher = _COMPING_GUITAR
    # Broken chords an inversion higher would run above the tune.
    raised = second and not (led and write.func is arpeggios.arpeggio)
    wanted = usual["centre"] + higher + (_SECOND if raised else 0)
    centre = min(wanted, max(usual["centre"], _HIGHEST))
    fewer = second or (others and write.func is comping.pad)
    voices = min(usual["voices"], _SECOND_VOICES) if fewer else usual["voices"]
    # Broken chords may sparkle around a tune.
    if tune is None or write.func is arpeggios.arpeggio:
        return partial(write, centre=centre, voices=voices)
    clear = _CLEAR_OF_OPEN if usual["spread"] else _CLEAR
    centre = _clear_of(tune, centre, clear)
    if 0 < tune - centre < clear:
        return partial(write, centre=centre, voices=min(voices, _SECOND_VOICES), spread=False)
    return partial(write, centre=centre, voices=voices)


def _clear_of(tune: int, centre: int, clear: int) -> int:
    """Return the centre of chords that lie so many semitones from a tune's: below it, or above one that is low."""
    if abs(centre - tune) >= clear:
        return centre
    below = max(tune - clear, _LOWEST)
    return below if tune - below >= _LEAST_CLEAR else max(centre, min(tune + clear, _HIGHEST))


def rooted(write: Writer) -> Writer:
    """Return a writer of chords that has the roots, where nobody plays a bass below."""
    func = write.func if isinstance(write, partial) else write
    with_roots: dict[str, object] = {"rooted": True}
    return partial(write, **with_roots) if func in (comping.comp, comping.pad, arpeggios.arpeggio) else write


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
    chords = {name: usual[name] for name in ("patterns", "centre", "voices", "hold", "velocity", "habit")}
    left_hands: tuple[str, ...] = _LONG_LEFT_HANDS if calm else keyboards.LEFT_HANDS
    if all(len(pattern.strip("-.")) == 1 for pattern in usual["patterns"]):
        # Under chords of one stroke a bar, so is the left hand.
        left_hands = _LONG_LEFT_HANDS[:1]
    return partial(keyboards.two_hands, **chords, left_hands=left_hands)


def right_hand(write: Writer) -> Writer:
    """Return a pianist's writer without the left hand, which would double the bass of a band."""
    if not isinstance(write, partial) or write.func is not keyboards.two_hands:
        return write
    own = {name: value for name, value in write.keywords.items() if name not in ("left_hands", "runs")}
    chords = partial(comping.comp, voices=keyboards.RIGHT_HAND_VOICES, velocity=keyboards.PIANO_VELOCITY)
    return partial(chords, **{"centre": keyboards.RIGHT_HAND_CENTRE} | own)
