"""Metrical accents: how much weight each place of a bar has, by meter and by what the players of a style feel.

Weights are texts like rhythms are (`pattern.py`): a digit for each 16th, 9 for the heaviest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import floor
from random import Random
from typing import Literal

from musiccm_daw.composer.pattern import STEP_QUARTERS
from musiccm_daw.timebase import Meter

Pulse = Literal["downbeat", "backbeat", "upbeat", "swing", "second_beat", "tresillo"]
"""What carries a style's bar: the first beat; the second and fourth, as in rock; the 8ths between the beats, as in ska;
second and fourth with the 8ths between, as swung lines have them; the low drum's second beat, as in samba; or three,
three and two, as in reggaeton."""

_COMMON: dict[Pulse, str] = {
    "downbeat": "9242624272426242",
    "backbeat": "7242924262429242",
    "upbeat": "5272528252725282",
    "swing": "5261726152617261",
    "second_beat": "5242724252429252",
    "tresillo": "9248426292484262",
}
"""Of 4/4. In swing, lines lean on the 8ths between the beats, and rhythm sections on the second and fourth beat."""
_OTHER_METERS = {
    "3/4": "924262425242",
    "6/8": "924252724252",
    "9/8": "924252724252724252",
    "12/8": "924252724252824252724252",
    "5/4": "92426242524272425242",
    "7/8": "92427242724242",
    "2/4": "92426242",
    "2/2": "9242624272426242",
}
"""In 5/4 three and two beats are a group, and in 7/8 two, two and three 8ths, as drummers have them here."""
_PROGRAMMED = ("9252925292529252", "9225225225229252", "5292529252925292", "9222925292229252")
"""Of sequencers, whatever the meter: beats, threes, 8ths between the beats, and one beat more than the other."""
_FIRST, _BEAT, _EIGHTH, _SIXTEENTH, _BETWEEN = 9, 6, 4, 2, 1
_MIDDLE = 5


@lru_cache(maxsize=256)
def weights_of(meter: Meter, pulse: Pulse) -> tuple[float, ...]:
    """Return the weight of each 16th of a bar, -1 for the lightest to 1 for the heaviest."""
    name = str(meter)
    return _weights(_COMMON[pulse] if name == "4/4" else _OTHER_METERS.get(name) or _counted(meter))


def weight_at(place: float, weights: Sequence[float]) -> float:
    """Return the weight of a place, in quarters from the beginning of a bar; what no 16th begins is the lightest."""
    sixteenth = place / STEP_QUARTERS
    at = floor(sixteenth + 0.2)
    if abs(sixteenth - at) > 0.2:
        return (_BETWEEN - _MIDDLE) / (_FIRST - _MIDDLE)
    return weights[at % len(weights)]


def programmed_weights(theme: Random) -> tuple[float, ...]:
    """Draw the weight of each 16th of a sequencer's pattern, as `weights_of` has them."""
    return _weights(theme.choice(_PROGRAMMED))


def _weights(digits: str) -> tuple[float, ...]:
    return tuple((int(digit) - _MIDDLE) / (_FIRST - _MIDDLE) for digit in digits)


def _counted(meter: Meter) -> str:
    """Return the weights of a meter whose beats nobody has grouped."""
    beat = 4 * max(1.0, float(meter.beat_quarters))
    steps = round(4 * float(meter.quarters_per_bar))
    digits = (
        _FIRST if at == 0 else _BEAT if at % beat == 0 else _EIGHTH if at % 2 == 0 else _SIXTEENTH
        for at in range(steps)
    )
    return "".join(map(str, digits))
