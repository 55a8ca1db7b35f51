"""Who plays when in call and answer: the players who take turns, in the order of the band."""

from __future__ import annotations

from collections.abc import Sequence

from musiccm_daw.composer.reading.players import TURNS
from musiccm_daw.composer.seating import Seat

_FEWEST = 2


def turn_of(seat: Seat, band: Sequence[Seat]) -> tuple[int, int] | None:
    """Return a player's place among those who take turns, and how many they are; None for one who does not."""
    seats = [each for each in band if set(TURNS) & set(each.player.ways)]
    # Who replies comes after those who have called.
    trading = [each.name for each in sorted(seats, key=lambda each: "replies" in each.player.ways)]
    if seat.name not in trading or len(trading) < _FEWEST:
        return None
    return trading.index(seat.name), len(trading)
