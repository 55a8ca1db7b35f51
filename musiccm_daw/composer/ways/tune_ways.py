"""How a prompt has a line played: a tune, a solo, a riff, a tune over a drone, or an inner voice below one.

For `pitched_ways.py`. In: the hands that play, with the style's tune. Out: their writers, in the instrument's register.
"""

from __future__ import annotations

from functools import partial
from math import inf

from musiccm_daw.composer.chords import comping, keyboards
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.sheet import Writer, together
from musiccm_daw.composer.tunes import bebop, melody
from musiccm_daw.composer.tunes.style_tunes import as_solo, tune_settings, with_settings
from musiccm_daw.composer.ways import techniques
from musiccm_daw.composer.ways.chord_ways import arpeggio, sustained
from musiccm_daw.composer.ways.hands import ELECTRIC_GUITARS, ONE_VOICED, Hands

_INNER_CENTRES = {
    "solo_cello": 52,
    "trombone": 55,
    "contrabass": 45,
    "solo_viola": 60,
    "french_horn": 60,
    "tenor_sax": 60,
}
"""Pitches around which these play an inner voice; others lie higher."""
_INNER, LOWER = 68, 5
"""Where others play it, and by how many semitones the lower of two lies below."""
_TUNE_CENTRE, _BEBOP_CENTRE = 74, 70
_ABOVE_LOWEST = 5
"""Semitones from the string that is tuned down to what its riffs lie around."""
_PIPES = partial(techniques.drone, floor=0, intervals=(0, 12), breath=inf, velocity=60)
"""The drones of bagpipes: a bag never breathes."""


def _bank(hands: Hands) -> str:
    """Return the rhythms of a player's riffs: those of the style's tunes."""
    return str(tune_settings(hands.tune).get("bank", "rock" if hands.instrument in ELECTRIC_GUITARS else "song"))


def tune(hands: Hands) -> Writer:
    """Return the style's tune in the instrument's register, with a quiet chord below where nobody else has one."""
    centre = hands.centre(tune_settings(hands.tune).get("centre", _TUNE_CENTRE))
    changed = {"centre": centre, "density": "sparse"} if "rests" in hands.ways else {"centre": centre}
    line = with_settings(hands.tune or melody.melody, changed)
    single = hands.instrument in ONE_VOICED or "single" in hands.ways
    if hands.alone and not single and hands.role != "lead":
        below = sustained(partial(comping.pad, centre=centre - 10, voices=2, velocity=58, spread=False), hands)
        return partial(together, writers=(line, below))
    return line


def solo(hands: Hands) -> Writer:
    """Return a solo: a full tune, over a left hand where a keyboard player is alone."""
    centre = hands.centre(tune_settings(hands.tune).get("centre", _TUNE_CENTRE))
    line = with_settings(hands.tune or melody.melody, {"centre": centre})
    line = line if hands.calm else as_solo(line)
    if not hands.alone or hands.role != "keys":
        return line
    return partial(together, writers=(line, keyboards.left_hand))


def bebop_line(hands: Hands) -> Writer:
    """Return lines of 8ths over the changes."""
    return partial(bebop.line, centre=hands.centre(_BEBOP_CENTRE))


def riff(hands: Hands) -> Writer:
    """Return a short figure that repeats, of a guitar on its low strings."""
    if hands.instrument == "clavinet":
        return partial(melody.riff, centre=hands.centre(57), density="dense", scale="blues", gate=0.6, bank="beat")
    if hands.instrument in ELECTRIC_GUITARS and hands.lowest < INSTRUMENTS[hands.instrument].lowest:
        # A guitar is tuned down for the sake of its lowest string.
        centre = hands.lowest + _ABOVE_LOWEST
        return partial(melody.riff, centre=centre, density="dense", bank=_bank(hands), rooted=True)
    # Guitar riffs lie on the low strings.
    centre = 48 if hands.instrument in ELECTRIC_GUITARS else 55 if hands.is_guitar else 67
    return partial(melody.riff, centre=hands.centre(centre), density="dense", bank=_bank(hands))


def ostinato(hands: Hands) -> Writer:
    """Return a figure that repeats without a turn, or an arpeggio where the words say how fast."""
    if {"eighths", "sixteenths", "triplets"} & set(hands.ways):
        return arpeggio(hands)
    return partial(
        melody.riff, centre=hands.centre(67), density="dense", scale="full", gate=0.7, turns=False, bank=_bank(hands)
    )


def drawn(hands: Hands) -> Writer:
    """Return a tune in long, joined notes."""
    return partial(melody.melody, centre=hands.centre(70), density="sparse", gate=0.98, bank="lyric")


def over_drone(hands: Hands) -> Writer:
    """Return a tune over a drone: as of pipes that sound on, or strings that are struck between."""
    line = with_settings(hands.tune or melody.melody, {"centre": hands.centre(_TUNE_CENTRE)})
    below = _PIPES if hands.instrument in ONE_VOICED else techniques.struck_drone
    return partial(together, writers=(line, below))


def inner(hands: Hands, lower: int = 0, *, follows: bool = False) -> Writer:
    """Return an inner voice below the tune.

    Args:
        hands: the player.
        lower: semitones by which it lies below the usual one, in sixths and not in thirds.
        follows: whether it keeps to the rhythm of the tune.
    """
    wanted = _INNER_CENTRES.get(hands.instrument, _INNER) - lower
    centre = max(min(wanted, hands.centre(wanted)), hands.lowest + LOWER)
    return partial(inner_voices.inner, centre=centre, sixths=lower > 0, follows=follows, figures=not hands.is_horn)


def ground(hands: Hands) -> Writer:
    """Return the lowest voice of an ensemble without a bass."""
    return partial(inner_voices.ground, floor=max(36, hands.lowest))
