"""Which of a style's grooves a drummer plays in its slow songs: not those for dancing.

A kick on every beat is a dance, and a snare on every 16th a train; below the tempi of a style, where its ballads are,
both would sound as if somebody had stretched them.
"""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.drums.grooves import Groove
from musiccm_daw.composer.sheet import Style, Writer

_STEPS, _BEAT = 16, 4
_TRAIN = 10
"""Strokes of the snare in a bar of 4/4, from which on it rolls along."""


def unhurried(write: Writer, style: Style, bpm: float, *, ballad: bool) -> Writer:
    """Return how a style's drummer plays at a tempo.

    Args:
        write: the style's own writer.
        style: whose drummer it is.
        bpm: quarters a minute.
        ballad: whether the song is slow at any tempo.
    """
    if not isinstance(write, partial) or not (ballad or bpm < style.bpm[0]):
        return write
    if "write" in write.keywords:
        return partial(write, write=unhurried(write.keywords["write"], style, bpm, ballad=ballad))
    if write.func is not grooves.groove:
        return write
    calm = tuple(groove for groove in write.keywords["grooves"] if not _is_hurried(groove))
    return partial(write, grooves=calm) if calm else write


def _is_hurried(groove: Groove) -> bool:
    kick, snare = groove.get("kick", ""), groove.get("snare", "")
    dances = len(kick) >= _STEPS and all(mark in "xX" for mark in kick[:_STEPS:_BEAT])
    return dances or sum(mark not in ".-" for mark in snare[:_STEPS]) >= _TRAIN
