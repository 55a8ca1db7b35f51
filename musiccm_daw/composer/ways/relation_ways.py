"""Ways of playing that are relations to others: in thirds with them, in their block harmony, against their tune.

For `pitched_ways.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from musiccm_daw.composer.basses.bass import chord_bass
from musiccm_daw.composer.chords.arpeggios import arpeggio
from musiccm_daw.composer.ensembles import block_harmony, inner_voices
from musiccm_daw.composer.ensembles.bonds import INTERVALS
from musiccm_daw.composer.ensembles.bound_voices import in_interval
from musiccm_daw.composer.ensembles.counter_melody import counter_melody
from musiccm_daw.composer.ensembles.fanfares import fanfare
from musiccm_daw.composer.sheet import Writer, together
from musiccm_daw.composer.tunes.style_tunes import tunes_in
from musiccm_daw.composer.ways.hands import DECAYING, ONE_VOICED, Hands

_MIDDLE, _COUNTER, _BELOW_TUNE, _CALLING = 67, 62, 66, 70
"""Pitches around which these play where the instrument allows it."""
_LOWEST_ROOT = 36
_BROKEN, _SOFTLY = 67, 66
"""Middle and velocity of chords that are broken below a tune."""


def _in_interval(way: str) -> Callable[[Hands], Writer]:
    return lambda hands: partial(in_interval, interval=INTERVALS.get(way, "unison"), middle=hands.centre(_MIDDLE))


def _voice(way: str) -> Callable[[Hands], Writer]:
    place, full = block_harmony.VOICES[way]
    return lambda hands: partial(block_harmony.voice_below, place=place, full=full)


RELATIONS: dict[str, Callable[[Hands], Writer]] = {
    **{way: _in_interval(way) for way in (*INTERVALS, "doubles")},
    **{way: _voice(way) for way in block_harmony.VOICES},
    "call_low": lambda hands: partial(block_harmony.roots, floor=max(_LOWEST_ROOT, hands.lowest)),
    "harmonised": lambda hands: partial(
        inner_voices.inner, centre=hands.centre(_BELOW_TUNE), follows=True, figures=False
    ),
    "held_fifths": lambda hands: partial(inner_voices.counter_line, centre=hands.centre(_COUNTER), fifths=True),
    "held_roots": lambda hands: partial(chord_bass, floor=max(_LOWEST_ROOT, hands.lowest), velocity=74),
    "counter": lambda hands: partial(counter_melody, centre=hands.centre(_COUNTER)),
    "fanfare": lambda hands: partial(fanfare, centre=hands.centre(_CALLING)),
}


def beside_tune(write: Writer, hands: Hands) -> Writer:
    """Return what a player has instead of a tune where somebody else has one in front.

    Single voices answer it; whoever can play chords keeps the hand below the tune, or breaks chords.
    """
    if not tunes_in(write):
        return write
    if hands.role == "lead" or hands.instrument in ONE_VOICED:
        return RELATIONS["counter"](hands)
    others = write.keywords.get("writers", ()) if isinstance(write, partial) else ()
    below = tuple(one for one in others if not tunes_in(one))
    if below and hands.instrument not in DECAYING:
        return partial(together, writers=below)
    return partial(arpeggio, rates=(0.5,), centre=hands.centre(_BROKEN), velocity=_SOFTLY)
