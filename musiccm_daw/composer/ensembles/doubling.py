"""Who doubles whom: a bass that goes with a riff, because the words or the style say so.

For `band.py`, which gives the bass that riff, and `phrase_writers.py`, where it plays it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from musiccm_daw.composer.ensembles.bonds import DOUBLED
from musiccm_daw.composer.sheet import Style

if TYPE_CHECKING:
    from musiccm_daw.composer.seating import Seat

_GUITARS = ("distortion_guitar", "overdriven_guitar")
_RIFFS = {"power", "riff", "gallop", "tremolo_picking", "ostinato", "eighths", "sixteenths", DOUBLED}


def doubled_by(seat: Seat, band: Sequence[Seat], style: Style) -> Seat | None:
    """Return the player whom another one doubles; None for who doubles nobody.

    Args:
        seat: the player's who may double somebody.
        band: all who play.
        style: of the piece.
    """
    if "doubles" in seat.player.ways:
        return next((other for other in band if DOUBLED in other.player.ways and other.name != seat.name), None)
    if seat.role != "bass" or seat.player.ways or not style.one_riff:
        return None
    guitars = (other for other in band if other.role == "guitar" and other.instrument in _GUITARS)
    return next((guitar for guitar in guitars if set(guitar.player.ways) <= _RIFFS), None)
