"""Ways of playing that set voices and rhythms against each other: canon, fugue, phases, three against four.

For `pitched_ways.py`. In: the hands that play. Out: their writers, made from those of `ensembles/imitation.py` and
`tunes/cross_rhythms.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from musiccm_daw.composer.ensembles.imitation import CANONIC, FUGAL, PHASED, imitated, phased, polyphonic
from musiccm_daw.composer.sheet import Writer
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.cross_rhythms import phase_cell, polyrhythm
from musiccm_daw.composer.tunes.style_tunes import with_settings
from musiccm_daw.composer.ways.hands import ONE_VOICED, Hands

POLYRHYTHMS = {
    "three_against_four": (3, 4),
    "four_against_three": (4, 3),
    "three_against_two": (3, 2),
    "five_against_four": (5, 4),
}
"""By way of playing: the even notes of the upper hand, and those of the lower one in the same time."""
_MIDDLES = {
    "solo_viola": 62,
    "solo_cello": 52,
    "contrabass": 43,
    "trombone": 53,
    "french_horn": 60,
    "tenor_sax": 57,
    "clarinet": 64,
}
_MIDDLE, _TUNE, _CELL = 69, 74, 67
_KEYBOARD_VOICES = (62, 50)
"""Pitches around which the lower two of a keyboard's three voices lie."""


def _voice(way: str, *, fugal: bool) -> Callable[[Hands], Writer]:
    number = int(way[-1])
    return lambda hands: partial(
        imitated, voice=number, middle=hands.centre(_MIDDLES.get(hands.instrument, _MIDDLE)), fugal=fugal
    )


def _leading(hands: Hands, *, fugal: bool) -> Writer:
    """Return the tune that others imitate, with the voices below it where a keyboard player has all of them."""
    dense = {"density": "medium", "rests": 0.0}
    line = with_settings(hands.tune or partial(melody.melody, bank="lyric"), {"centre": hands.centre(_TUNE), **dense})
    if hands.instrument in ONE_VOICED or hands.role == "lead" or "single" in hands.ways:
        return line
    middles = tuple(max(middle, hands.lowest + 7) for middle in _KEYBOARD_VOICES)
    return partial(polyphonic, write=line, middles=middles, fugal=fugal)


def _poly(way: str) -> Callable[[Hands], Writer]:
    upper, lower = POLYRHYTHMS[way]
    return lambda hands: partial(
        polyrhythm,
        upper=upper,
        lower=lower,
        centre=hands.centre(67),
        both=hands.instrument not in ONE_VOICED,
    )


RHYTHM_WAYS: dict[str, Callable[[Hands], Writer]] = {
    **{way: _voice(way, fugal=False) for way in CANONIC},
    **{way: _voice(way, fugal=True) for way in FUGAL},
    PHASED: lambda hands: phased,
    "phase": lambda hands: partial(phase_cell, centre=hands.centre(_CELL)),
    "canon": partial(_leading, fugal=False),
    "fugue": partial(_leading, fugal=True),
    **{way: _poly(way) for way in POLYRHYTHMS},
}
"""By way of playing."""
