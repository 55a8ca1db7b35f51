"""How a prompt has a bass played: walking, in 8ths, as a riff, solo.

For `pitched_ways.py`. In: the hands that play. Out: their writers, made from those of `basses/`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.basses.walking import walking_bass
from musiccm_daw.composer.sheet import Writer
from musiccm_daw.composer.styles.dance_floor import FUNK_LINES
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.style_tunes import tune_settings
from musiccm_daw.composer.ways.hands import Hands
from musiccm_daw.composer.ways.technique_makers import BASS_NOTE_VALUES, BASS_TECHNIQUES

_PATTERNS = {
    "eighths_bass": ("R-R-R-R-R-R-R-R-", "R-R-R-R-R-R-R-a-", "R-R-R-R-5-5-R-R-"),
    "sixteenths": ("RRRRRRRRRRRRRRRR",),
    "sixteenths_bass": ("RRRRRRRRRRRRRRRR", "R.RRR.RRR.RRR.RR", "RRR.RRR.RRR.RRRa"),
    "arp": ("R-5-O-5-R-5-O-5-", "R-3-5-O-R-3-5-O-"),
    "deep": (
        "R---------R-----",
        "R-----R---------",
        "R---------------R-------R-----O-",
        "R--R----------..",
        "R-------......R-",
    ),
    "bass": ("R--.R-..R-5-..a-", "R-----R---R-5-a-", "R---..R-O---5-a-"),
}
_DEEP_BASSES = ("bass_808", "sub_bass")
"""Basses whose notes boom: few and long, and the root first."""
_SOLO_CENTRE = 48
"""The upper half of a bass's strings."""


def _pattern(hands: Hands, way: str) -> Writer:
    return partial(bass.pattern_bass, patterns=_PATTERNS[way])


def _acid_or(way: str) -> Callable[[Hands], Writer]:
    def made(hands: Hands) -> Writer:
        if hands.instrument == "acid_303":
            return partial(bass.acid_bass, density=1.0 if way.startswith("sixteenths") else 0.75)
        return _pattern(hands, way)

    return made


def _tune(hands: Hands) -> Writer:
    """Return a tune on the upper strings of a bass, which leaves rests to whoever plays below."""
    if hands.instrument in _DEEP_BASSES:
        return _pattern(hands, "deep")
    return partial(melody.melody, centre=hands.centre(_SOLO_CENTRE), density="medium", gate=0.96, bank="lyric")


def _riff(hands: Hands) -> Writer:
    return partial(melody.riff, centre=hands.centre(40), density="dense")


def _solo(hands: Hands) -> Writer:
    bank = str(tune_settings(hands.tune).get("bank", "song"))
    return partial(melody.melody, centre=hands.centre(_SOLO_CENTRE), density="dense", rests=0.0, bank=bank)


def usual_bass(hands: Hands) -> Writer:
    """Return how a bass is played where neither prompt nor style says."""
    if hands.instrument == "acid_303":
        return bass.acid_bass
    if hands.instrument == "slap_bass":
        return FUNK_LINES
    return _pattern(hands, "deep" if hands.instrument in _DEEP_BASSES else "bass")


BASS_MAKERS: dict[str, Callable[[Hands], Writer]] = {
    **BASS_TECHNIQUES,
    "walking_bass": lambda hands: walking_bass,
    "long_bass": lambda hands: bass.chord_bass,
    "held": lambda hands: bass.chord_bass,
    "drawn": lambda hands: bass.chord_bass,
    "eighths_bass": _acid_or("eighths_bass"),
    "eighths": _acid_or("eighths_bass"),
    "sixteenths_bass": _acid_or("sixteenths_bass"),
    "sixteenths": _acid_or("sixteenths"),
    **BASS_NOTE_VALUES,
    "arp": _acid_or("arp"),
    "ostinato": _riff,
    "riff": _riff,
    "melody": _tune,
    "solo": _solo,
}
"""By ways of playing; the first that a player is asked for counts."""
