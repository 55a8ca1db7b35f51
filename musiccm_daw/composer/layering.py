"""Layering: a band gathers player by player in an intro, keeps somebody for the chorus, and thins out at its breaks.

For `band.py`. How quiet a player's sections may be is the style's (`Layer.floor`), but an intro in which all of those
play who may is no intro. Here some begin, the others join every few bars, and one is kept for what follows. In a
break, at least one rests, and in an outro they leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from musiccm_daw.composer.ensembles.bonds import FOLLOWING
from musiccm_daw.composer.seating import Seat
from musiccm_daw.composer.tunes.soloists import foreground, tune_seat
from musiccm_daw.composer.ways.hands import ONE_VOICED

GATHERING, THINNING = "intro", "outro"
BREAKS = ("break", "breakdown")
FEWEST_PLAYERS = 3
"""Of two, nobody can rest without leaving the other alone."""
_RESTS_FIRST = ("drums", "percussion", "bass", "brass", "guitar")
"""Roles of those who may rest in a break, from the first on."""
_COLOURS = ("strings", "brass", "vocal-pad", "pads")
"""Roles of those who may wait for the chorus, from the first on: what a verse can do without."""
_CHORDS = ("keys", "guitar", *_COLOURS)
_FEWEST_IN_VERSE, _MANY_IN_VERSE, _MOST_KEPT = 3, 5, 2
"""Players who stay in a verse where one waits, and where two do, who are the most."""
_STEP, _LONG_STEP, _LONG_BARS = 2, 4, 16
"""Bars after which somebody joins or leaves, and those of sections from so many bars on."""
_CHORDS_FIRST = ("keys", "guitar", "pads", "strings", "vocal-pad", "brass", "drums", "bass", "percussion")
_BEAT_FIRST = ("drums", "percussion", "bass", "keys", "guitar", "pads", "strings", "vocal-pad", "brass")
_GROOVE_FIRST = ("bass", "drums", "guitar", "keys", "pads", "strings", "percussion", "vocal-pad", "brass")
_AIR_FIRST = ("pads", "vocal-pad", "strings", "keys", "guitar", "brass", "bass", "percussion", "drums")
_ORDERS = {
    "song": (_CHORDS_FIRST, _CHORDS_FIRST, _BEAT_FIRST, _GROOVE_FIRST),
    "dance": (_BEAT_FIRST, _BEAT_FIRST, _AIR_FIRST),
    "loop": (_CHORDS_FIRST, _CHORDS_FIRST, _AIR_FIRST, _BEAT_FIRST),
    "arc": (_AIR_FIRST,),
}
"""By the form of a style, the orders of which one is drawn: a record for dancers is mixed in by its beat, and a song
begins with its chords."""


def gathering_order(band: Sequence[Seat], form: str, random: Random) -> list[Seat]:
    """Return a band in the order in which it gathers: the tune comes last, and those who follow it behind it.

    Who is named plays throughout, and comes first.

    Args:
        band: that plays.
        form: of its style.
        random: draws who begins.
    """
    roles = random.choice(_ORDERS[form])
    tune = foreground(band) or tune_seat(band)

    def place(seat: Seat) -> tuple[bool, bool, bool, int, float]:
        follows = _follows(seat)
        fronts = follows or seat.role == "lead" or (tune is not None and seat.name == tune.name)
        at = roles.index(seat.role) if seat.role in roles else len(roles)
        return not seat.asked_for, follows, fronts, at, 0.0 if seat.layer is None else seat.layer.floor

    return sorted(band, key=place)


def bars_played(place: int, able: int, band: int, section: str, bars: int) -> range:
    """Return the bars of an intro or outro, from 0, in which a player plays.

    Args:
        place: of the player among those who may play in the section, in the order in which they gather.
        able: how many they are.
        band: players of the whole band, of whom one at least is kept for what follows.
        section: its name.
        bars: how many it has.
    """
    most = max(1, min(able, band - 1))
    step = _LONG_STEP if bars >= _LONG_BARS else _STEP
    starts = range(0, bars, step)
    fewest = min(most, max(1, (band + 1) // 3 if section == GATHERING else band // 2))
    if len(starts) == 1:
        return range(bars) if place < (fewest + most + 1) // 2 else range(0)
    counts = [fewest + round((most - fewest) * at / (len(starts) - 1)) for at in range(len(starts))]
    if section == GATHERING:
        entry = next((start for start, count in zip(starts, counts, strict=True) if place < count), bars)
        return range(entry, bars)
    left = next((start for start, count in zip(starts, reversed(counts), strict=True) if place >= count), bars)
    return range(left)


def resting_in_break(band: Sequence[Seat]) -> Seat | None:
    """Return who of a band that could all play in a break rests there: the drummer, else whoever drives it."""
    able = [seat for seat in band if not seat.asked_for]
    return next((seat for role in _RESTS_FIRST for seat in able if seat.role == role), None)


def kept_for_chorus(band: Sequence[Seat]) -> list[Seat]:
    """Return the players of a large band whom its first verse does without, so that a chorus is more than it.

    Neither the tune nor the last one who plays chords is among them, nor anybody who is named or begins an intro.

    Args:
        band: in the order in which it gathers.
    """
    tune = foreground(band) or tune_seat(band)
    others = [seat for seat in band if tune is None or seat.name != tune.name]
    kept: list[Seat] = []
    for seat in sorted(filter(_is_colour, others), key=lambda seat: _COLOURS.index(seat.role)):
        stay = [other for other in band if other is not seat and other not in kept]
        chords = any(other.role in _CHORDS for other in stay if other in others)
        begins = seat in band[: len(band) // 2]
        if chords and not begins and len(stay) >= (_MANY_IN_VERSE if kept else _FEWEST_IN_VERSE):
            kept.append(seat)
    return kept[:_MOST_KEPT]


def _is_colour(seat: Seat) -> bool:
    """Return whether a verse can do without a player: sections and pads that could not carry it, no single voices."""
    essential = seat.asked_for or seat.layer is None or seat.layer.solo
    return seat.role in _COLOURS and seat.instrument not in ONE_VOICED and not essential and not _follows(seat)


def _follows(seat: Seat) -> bool:
    return bool({*FOLLOWING, "counter", "second_voice"} & set(seat.player.ways))
