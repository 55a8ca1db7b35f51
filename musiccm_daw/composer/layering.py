"""Layering: a band gathers player by player in an intro, and thins out in an outro.

For `band.py`. How quiet a player's sections may be is the style's (`Layer.floor`), but an intro in which all of those
play who may is no intro. Here some begin, the others join every few bars, and one is kept for what follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from musiccm_daw.composer.ensembles.bonds import FOLLOWING
from musiccm_daw.composer.seating import Seat
from musiccm_daw.composer.tunes.soloists import foreground, tune_seat

GATHERING, THINNING = "intro", "outro"
FEWEST_PLAYERS = 3
"""Of two, nobody can rest without leaving the other alone."""
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
        follows = bool({*FOLLOWING, "counter", "second_voice"} & set(seat.player.ways))
        fronts = follows or seat.role == "lead" or (tune is not None and seat.name == tune.name)
        at = roles.index(seat.role) if seat.role in roles else len(roles)
        return not seat.named, follows, fronts, at, 0.0 if seat.layer is None else seat.layer.floor

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
