"""Who of a band has the tune: a soloist in a style whose own player of that instrument only accompanies.

For `seating.py`, and for `band.py`, which gives that tune to the voices below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from musiccm_daw.composer.ensembles import orchestra
from musiccm_daw.composer.ensembles.members import ACCOMPANYING, BLOWN_AND_BOWED
from musiccm_daw.composer.sheet import Style, Writer, together
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.style_tunes import tunes_in

if TYPE_CHECKING:
    from musiccm_daw.composer.seating import Seat

_TUNES = (melody.melody, melody.riff, orchestra.theme)
_LOW_WAYS = {"oompah", "root_fifth", "ground"}
_PLAY_TUNES = ("accordion", "harmonica")
_RINGING = ("music_box", "celesta", "glockenspiel", "kalimba")
"""What is named for its tune, though it is one of the keys."""
_FEWEST = 2
_SMALL_BAND = 4
"""Players of the largest band in which the pianist has the tune if nobody else does."""
_USUALLY = 60
"""Percent of its bands in which somebody has a tune of a style that is about tunes: swing, but not funk."""
_IN_FRONT, _WITH_CHORDS = ("keys", "guitar"), ("keys", "guitar", "pads", "strings", "vocal-pad")
"""Roles of who may have both tune and chords, and of all who play chords."""
_OWN_LINES = ("melody", "riff", "ostinato", "drawn", "arp", "answers")
"""Ways of playing that are no accompaniment."""
_TUNE_WAYS = {
    *("melody", "drawn", "riff", "single", "trill", "octaves", "double_stops", "rests", "tremolo_picking", "solo"),
    *("over_drone", "pentatonic", "chord_melody", "long_notes", "fanfare"),
}
"""Ways of those who have a tune."""


def foreground(band: Sequence[Seat]) -> Seat | None:
    """Return who of a band has the tune in front, of those who would play one; None if nobody would.

    Who is asked for it comes first, then a single instrument, then a lead; the others leave the front to it.
    """
    singing = [seat for seat in band if _sings(seat)]
    return min(singing, key=_rank, default=None)


def _rank(seat: Seat) -> int:
    if "melody" in seat.player.ways:
        return 0
    single = seat.instrument in BLOWN_AND_BOWED
    return (1 if single else 3) + (0 if seat.role == "lead" else 1)


def _sings(seat: Seat) -> bool:
    ways = set(seat.player.ways)
    if ACCOMPANYING & ways or seat.role in ("bass", "fx", "drums", "percussion"):
        return False
    if ways:
        return bool(_TUNE_WAYS & ways)
    rings = seat.named and seat.instrument in _RINGING
    return seat.role == "lead" or rings or (seat.layer is not None and bool(tunes_in(seat.layer.write)))


def tune_seat(band: Sequence[Seat]) -> Seat | None:
    """Return who of a band has the tune: who is asked for it, else a lead, else the first single instrument."""
    able = [seat for seat in band if not ACCOMPANYING & set(seat.player.ways) and seat.role not in ("bass", "fx")]
    asked = [seat for seat in able if "melody" in seat.player.ways]
    single = [seat for seat in able if seat.instrument in BLOWN_AND_BOWED]
    leads = [seat for seat in able if seat.role == "lead"]
    return next(iter((*asked, *(seat for seat in single if seat.role == "lead"), *single, *leads)), None)


def with_soloist(seats: Sequence[Seat], style: Style) -> list[Seat]:
    """Return a band whose players are all named, in which a single instrument has the tune and keyboards accompany.

    Args:
        seats: of the band.
        style: whose own players some of them are.
    """
    result = list(seats)
    single = [at for at, seat in enumerate(seats) if _is_single(seat)]
    if not all(seat.named for seat in seats):
        return result
    if not single:
        return _with_player_of_tunes(result)
    others = [seat for at, seat in enumerate(seats) if at not in single]
    if any(seat.role == "lead" or set(_OWN_LINES) & set(seat.player.ways) for seat in others):
        return result
    if not any(_has_tune(seats[at], style) for at in single):
        free = next((at for at in single if not seats[at].player.ways), None)
        if free is None:
            return result
        result[free] = replace(seats[free], player=replace(seats[free].player, ways=("melody",)))
    return [seat if at in single else _accompanying(seat) for at, seat in enumerate(result)]


def with_pianist_in_front(seats: Sequence[Seat], style: Style) -> list[Seat]:
    """Return a small band of a style that is about tunes, in which the pianist has one where nobody else does.

    Piano, bass and drums are a trio, and not the rhythm section of a band whose horns have gone home.
    """
    result = list(seats)
    small = len(result) <= _SMALL_BAND and any(seat.role == "bass" for seat in result)
    if not (small and style.pianist and _is_about_tunes(style)) or foreground(result) is not None:
        return result
    if any(set(_OWN_LINES) & set(seat.player.ways) for seat in result if seat.role != "bass"):
        return result
    able = [at for at, seat in enumerate(result) if seat.role in _IN_FRONT and not seat.player.ways]
    able = [at for at in able if result[at].instrument not in BLOWN_AND_BOWED]
    if able:
        front = min(able, key=lambda at: _IN_FRONT.index(result[at].role))
        result[front] = replace(result[front], player=replace(result[front].player, ways=("melody",)))
    return result


def has_chords_alone(seat: Seat, band: Sequence[Seat], style: Style) -> bool:
    """Return whether a pianist or guitarist of such a band is the only one who plays chords."""
    if not style.pianist or seat.role not in _IN_FRONT or seat.instrument in BLOWN_AND_BOWED:
        return False
    return not any(other.role in _WITH_CHORDS for other in band if other.name != seat.name)


def _is_about_tunes(style: Style) -> bool:
    """Return whether most bands of a style have somebody with a tune."""
    layers = [layer for group in style.groups for layer in group if layer.role in ("lead", "brass")]
    return sum(round(100 * layer.chance) for layer in layers if tunes_in(layer.write)) >= _USUALLY


def _is_single(seat: Seat) -> bool:
    """Return whether a player blows or bows, and is no tuba below a dance band."""
    return seat.instrument in BLOWN_AND_BOWED and seat.role != "bass" and not _LOW_WAYS & set(seat.player.ways)


def _with_player_of_tunes(seats: list[Seat]) -> list[Seat]:
    """Return a dance band of players who are all named, whose accordion has the tune where nobody else has it."""
    free = next((at for at, seat in enumerate(seats) if seat.instrument in _PLAY_TUNES and not seat.player.ways), None)
    asked = any(seat.role == "lead" or set(_OWN_LINES) & set(seat.player.ways) for seat in seats)
    has_tune = any(seat.layer is not None and not seat.player.ways and _is_tune(seat.layer.write) for seat in seats)
    if free is None or asked or has_tune or len(seats) < _FEWEST:
        return seats
    seats[free] = replace(seats[free], player=replace(seats[free].player, ways=("melody",)))
    return seats


def _has_tune(seat: Seat, style: Style) -> bool:
    """Return whether a single instrument plays a tune as it is seated, as where the style has no part for it."""
    if ACCOMPANYING & set(seat.player.ways):
        return False
    at_home = seat.layer is not None and any(seat.layer in group for group in style.groups)
    return bool(seat.player.ways) or not at_home or seat.layer is None or _is_tune(seat.layer.write)


def _is_tune(write: Writer) -> bool:
    if not isinstance(write, partial):
        return write in _TUNES
    if "write" in write.keywords:
        return _is_tune(write.keywords["write"])
    if write.func is together:
        return any(map(_is_tune, write.keywords["writers"]))
    return write.func in _TUNES


def _accompanying(seat: Seat) -> Seat:
    """Return a player of keys as one who accompanies, if the style's has a tune of its own beside its chords."""
    if seat.layer is None or seat.player.ways or not _is_tune(seat.layer.write) or seat.role != "keys":
        return seat
    return replace(seat, player=replace(seat.player, ways=("arp",)))
