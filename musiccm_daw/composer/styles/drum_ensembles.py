"""Ensembles of drums alone: the bembe of Cuba, the batucada of a samba school.

A drummer with a kit is not of them, but plays what the others do where one is asked for.
"""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.drums.grooves import Groove
from musiccm_daw.composer.sheet import Layer, Style

_HAND_DRUMS = ("latin_percussion",)
# In 12/8, which are two bars of 6/8; in 4/4, what Cubans play there: rumba.
_BELL_AND_SHEKERE: tuple[Groove, ...] = (
    {"cowbell": "X...x...x.X...x...x...x.", "cabasa": "X.o.o.X.o.o.X.o.o.X.o.o."},
    {"cowbell": "X...x...x.X...x...x...x.", "cabasa": "X...o.X...o.X...o.X...o."},
    {"claves": "x..x...x..x.x...", "cabasa": "X.o.X.o.X.o.X.o."},
)
_OKONKOLO: tuple[Groove, ...] = (
    {"high_conga": "..x.x...x.x...x.x...x.x."},
    {"high_conga": "X...x.X...x.X...x.X...x."},
    {"mute_conga": "o.o.x.o.o.o.x.oo", "high_conga": "......x.......x."},
)
_ITOTELE: tuple[Groove, ...] = (
    {"high_bongo": "..o.o...o.o...o.o...o.o.", "low_bongo": "......X...........X....."},
    {"high_bongo": "x...o...o...x...o...o...", "low_bongo": "......X...X.......X...X."},
    {"high_bongo": "..x...x...x...x.", "low_bongo": "......X.......X."},
)
_IYA: tuple[Groove, ...] = (
    # Two bars of 12/8, or four of 6/8: the big drum talks, and rests.
    {
        "low_conga": "X.......x...X.....x.x..." + "X...........x.x...x...X.",
        "low_timbale": "....x.....x.....x......." + "......x.x.........x.....",
    },
    {
        "low_conga": "X.....X.......x...X....." + "......X...x.X.....X.X...",
        "low_timbale": "..x.......x.x.......x.x." + "..x.........x...x.......",
    },
    {"low_conga": "......X.....X...X..X..X...X.....", "mute_conga": "o.o.....o.o.....o.....o.o...o.o."},
)
_BEMBE_KIT: tuple[Groove, ...] = (
    {"bell": "X...x...x.X...x...x...x.", "kick": "X.....X.....X.....X.....", "floor_tom": "....x.......x.x....x...."},
    {"cowbell": "x..x...x..x.x...", "kick": "......X.....X...", "mid_tom": "....x.........x."},
)
_SURDOS: tuple[Groove, ...] = (
    {"mute_surdo": "x.......x.......", "surdo": "....X.......X..."},
    {"mute_surdo": "x...o...x...o...", "surdo": "....X.......X.xx"},
    {"mute_surdo": "x......xx.......", "surdo": "....X..x....X.x."},
)
_CAIXAS: tuple[Groove, ...] = (
    {"snare": "XooxXooxXooxXoox"},
    {"snare": "XooxoxoXooxoXoxo"},
    {"snare": "XoXooXoXooXoXooX"},
)
_REPINIQUES: tuple[Groove, ...] = (
    {"high_timbale": "X.xxX.xxX.xxX.xx", "low_timbale": ".x...x...x...x.."},
    {"high_timbale": "X.xxx.X.xxx.X.xx"},
    {"high_timbale": "XoxxXoxxXoxxX.X.", "low_timbale": ".............x.x"},
)
_TAMBORIMS: tuple[Groove, ...] = (
    # The teleco-teco, from either side.
    {"high_bongo": "x.x.xx.x.x.x.xx."},
    {"high_bongo": "x.x.x.xx.x.xx.x."},
    {"high_bongo": "xxoxxxoxxxoxxxox"},
)
_AGOGOS: tuple[Groove, ...] = (
    {"agogo": "x...x.x...x.x...", "low_agogo": "..x.....x.....x."},
    {"agogo": "x.x...x.x.......", "low_agogo": "....x.....x.xx.."},
    {"agogo": "..x.x...x.x.....", "low_agogo": "x.....x.....x.x."},
)
_CHOCALHOS: tuple[Groove, ...] = (
    {"shaker": "XooxXooxXooxXoox"},
    {"shaker": "xxXxxxXxxxXxxxXx"},
    {"shaker": "XoxoXoxoXoxoXoxo", "tambourine": "....x.......x..."},
)
_CUICAS: tuple[Groove, ...] = (
    {"mute_cuica": "..x...x.........", "cuica": "x...x.....x.x..."},
    {"cuica": "x..x..x.......x.", "mute_cuica": "........x.x....."},
)
_BATUCADA_KIT: tuple[Groove, ...] = (
    {"kick": "x..xX..xx..xX..x", "snare": "XooxXooxXooxXoox"},
    {"kick": "o...X...o...X...", "snare": "XooxoxoXooxoXoxo", "floor_tom": "....X.......X..."},
)


def _drummer(patterns: tuple[Groove, ...], chance: float = 1.0, gain_db: float = 0.0, velocity: int = -6) -> Layer:
    return Layer(
        "percussion",
        _HAND_DRUMS,
        partial(grooves.percussion, grooves=patterns, velocity=velocity, habit="strict"),
        chance=chance,
        effects={"reverb_small": 0.5},
        gain_db=gain_db,
        spread=0.5,
        solo=True,
    )


def _kit(patterns: tuple[Groove, ...]) -> Layer:
    return Layer(
        "drums",
        ("standard_kit", "room_kit"),
        partial(grooves.groove, grooves=patterns, fills="soft", crash=0.0, fill_chance=0.2, habit="strict"),
        chance=0.0,
        effects={"reverb_small": 0.5},
    )


BEMBE = Style(
    name="bembe",
    bpm=(156, 192),
    minor=0.6,
    major_progressions=("I | V7", "I"),
    minor_progressions=("i | V7", "i"),
    colours=("triads",),
    form="loop",
    meters={"12/8": 0.7, "6/8": 0.3},
    swelling="narrow",
    groups=(
        (_drummer(_BELL_AND_SHEKERE, velocity=-10),),
        (_drummer(_OKONKOLO, gain_db=-2, velocity=-12),),
        (_drummer(_ITOTELE, gain_db=-1),),
        (_drummer(_IYA),),
        (_kit(_BEMBE_KIT),),
    ),
)

BATUCADA = Style(
    name="batucada",
    bpm=(112, 138),
    minor=0.4,
    major_progressions=("I | VI7 | ii7 | V7", "I"),
    minor_progressions=("i | iv | V7 | i", "i"),
    colours=("triads",),
    form="loop",
    swing=(0.0, 0.2),
    swing_unit=0.25,
    pulse="second_beat",
    swelling="narrow",
    groups=(
        (_drummer(_SURDOS, velocity=0),),
        (_drummer(_CAIXAS, gain_db=-3, velocity=-12),),
        (_drummer(_TAMBORIMS, gain_db=-2),),
        (_drummer(_REPINIQUES, gain_db=-2),),
        (_drummer(_AGOGOS, gain_db=-4, velocity=-10),),
        (_drummer(_CHOCALHOS, chance=0.9, gain_db=-6, velocity=-14),),
        (_drummer(_CUICAS, chance=0.4, gain_db=-4, velocity=-10),),
        (_kit(_BATUCADA_KIT),),
    ),
)
