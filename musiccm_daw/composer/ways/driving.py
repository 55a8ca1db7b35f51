"""How rock bands drive: straight 8ths in the bass and down-strokes in the guitars, the straighter the faster.

What a style's players choose among at any tempo, half notes and strums with holes, holds a fast song back: punk, surf
and hard rock have every 8th struck.
"""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import guitars
from musiccm_daw.composer.sheet import Style, Writer

_FAST_BASSES = ("R-R-R-R-R-R-R-R-", "R-R-R-R-R-R-R-a-")
_FAST_STRUMS = ("D-d-d-d-D-d-d-d-", "D-d-D-d-D-d-D-d-")
_FAST_CHORDS = ("X-x-x-x-X-x-x-x-", "x-x-X-x-x-x-X-x-", "X-x-x-X-x-x-X-x-")
_FEWEST_STROKES = 6
"""Notes of a bar of a bass that drives."""


def driving(write: Writer | None, style: Style, bpm: float) -> Writer | None:
    """Return how a style's player plays at a tempo.

    Args:
        write: the style's own writer.
        style: that says from which tempo on its players drive.
        bpm: quarters a minute.
    """
    if bpm < style.drives_from or not isinstance(write, partial):
        return write
    fast = bpm >= style.straight_from
    if write.func is bass.pattern_bass:
        own = () if fast else tuple(pattern for pattern in write.keywords["patterns"] if _drives(pattern))
        return partial(write, patterns=tuple(dict.fromkeys((*_FAST_BASSES, *own))))
    if fast and write.func is guitars.strum:
        return partial(write, patterns=_FAST_STRUMS)
    return partial(write, patterns=_FAST_CHORDS) if fast and write.func is guitars.power_riff else write


def _drives(pattern: str) -> bool:
    return len(pattern) - pattern.count("-") - pattern.count(".") >= _FEWEST_STROKES
