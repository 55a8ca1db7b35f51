"""Grime of East London: skipping kicks at 140, hollow square basses, cold stabs."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.tunes import melody

# In three, three and two, or as two-step without its swing; the click of eski is a rim.
_GRIME: tuple[grooves.Groove, ...] = (
    {"kick": "X..x..x....x..x.", "clap": "........X.......", "hat": "..x...x...x...x.", "rim": "....x..x....x..."},
    {"kick": "X.....x...X.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.xx", "rim": "...x..x..x....x."},
    {
        "kick": "X..x..x.........X..x..x...x..x..",
        "clap": "........X...............X.......",
        "hat": "x..x..x.x..x..x.x..x..x.x..x.rx.",
    },
    {
        "kick": "X.....x....x....X..x..x....x....",
        "snare": "........X...............X..o..o.",
        "rim": "..x..x.....x..x...x..x.....x..x.",
        "hat": "x...x...x...x...x...x...x...x...",
    },
)
_SQUARE_BASS = (
    "R--R--R---......R--R--R-----7-..",
    "R-----R---R-..--R-----R-R-7-5-..",
    "R--R--O-R--R--7-",
    "R--R--R-....R-O-",
    "R-----..R--R--5-",
)
_STABS = ("x..x..x.........", "x.....x...x.....", "......x..x..x...", "x..x..x.x.......................")

GRIME = Style(
    name="grime",
    bpm=(138, 142),
    minor=0.98,
    major_progressions=("I", "I | bVII"),
    minor_progressions=("i", "i | bII", "i | i | bVI | bVII", "i | i | bII | i", "i | bVI"),
    colours=("triads",),
    form="loop",
    looseness=0.1,
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_909", "electronic_kit", "gm_808_kit"),
                partial(grooves.groove, grooves=_GRIME, fills="beat", crash=0.15, fill_chance=0.2),
                effects={"saturation": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("square_lead", "square_lead", "synth_bass_2", "sub_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_SQUARE_BASS, floor=28, hold=0.85),
                floor=0.4,
                effects={"saturation": 0.5},
                gain_db=1,
                solo=True,
            ),
        ),
        (
            # Cold, hollow, and in few notes; a koto's scale is not far.
            Layer(
                "lead",
                ("square_lead",),
                partial(melody.riff, density="medium", centre=72, bank="synth"),
                effects={"reverb_small": 0.5, "delay": 0.3},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("pizzicato_strings", "string_ensemble"),
                partial(comping.comp, patterns=_STABS, centre=64, voices=3, hold=0.6, habit="strict"),
                chance=0.5,
                floor=0.45,
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.3,
            ),
            Layer(
                "brass",
                ("synth_brass",),
                partial(comping.comp, patterns=_STABS, centre=60, voices=3, hold=0.7, velocity=92, habit="strict"),
                chance=0.4,
                floor=0.45,
                effects={"reverb_small": 0.4, "saturation": 0.3},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "pads",
                ("choir_pad", "sweep_pad"),
                partial(comping.pad, voices=2, centre=55),
                chance=0.4,
                floor=0.4,
                effects={"reverb_hall": 0.6},
                gain_db=-8,
            ),
        ),
        (effects.impact(0.3),),
    ),
)
