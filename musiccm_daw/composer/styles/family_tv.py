"""Light music of television: what is quirky in kitchens and comedies, and themes that children sing."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.ways.techniques import oompah_bass, oompah_chords

_TIPTOES: tuple[grooves.Groove, ...] = (
    {"kick": "x.......x.......", "rim": "....x.......x...", "shaker": "x.o.x.o.x.o.x.o."},
    {"kick": "x.......x.......", "snare": "....o.......o.o.", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "x.....x.x.......", "clap": "....x.......x...", "shaker": "xoxoxoxoxoxoxoxo"},
)
_WOOD: tuple[grooves.Groove, ...] = (
    {"high_woodblock": "..x...x...x.x...", "low_woodblock": "x.......x......."},
    {"claves": "....x.......x...", "shaker": "x.o.x.o.x.o.x.o."},
    {"mute_triangle": "x.x...x.x.x...x.", "triangle": "....x.......x..."},
)
_TIPTOE_BASS = ("R---....5---....", "R---..R-5---..a-", "R-..5-..R-..5-a-", "R---5---3---a---")
_PLUCKS = ("..x...x...x...x.", "x...x.x...x.x...", "..x.x...x.x...x.", "x.x...x.x.x.....")
_SKIPS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.......", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X...X...X...X...", "clap": "....X.......X...", "tambourine": "..x...x...x...x."},
    {"kick": "X.......X.x.....", "snare": "....X.......X.x.", "hat": "x...x...x...x..."},
)
_FANFARES = ("x.x-..x-........", "........x.x.x-..", "x-..x-..x.x.x-..", "....x.x-....x.x-")

QUIRKY = Style(
    name="quirky",
    bpm=(98, 124),
    minor=0.15,
    major_progressions=(
        "I | IV | I | V",
        "I | vi | ii | V7",
        "I | II7 | V7 | I",
        "I VI7 | II7 V7",
        "I | I | IV | V7",
    ),
    minor_progressions=("i | V7", "i | iv | V7 | i", "i | bVI7 | V7 | i"),
    colours=("triads", "mixed"),
    swing=(0.0, 0.6),
    pulse="upbeat",
    swelling="narrow",
    cadence="V7",
    unplugged=True,
    chamber=True,
    groups=(
        (
            Layer(
                "strings",
                ("pizzicato_strings",),
                partial(comping.comp, patterns=_PLUCKS, centre=66, voices=3, hold=0.5),
                effects={"reverb_small": 0.6},
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("clarinet", "flute", "marimba", "glockenspiel", "pan_flute"),
                partial(melody.melody, density="medium", centre=74, bank="latin", gate=0.6, rests=0.2),
                chance=0.9,
                floor=0.45,
                effects={"reverb_small": 0.6},
                solo=True,
            ),
            Layer(
                "keys",
                ("marimba", "glockenspiel", "vibraphone"),
                partial(melody.melody, density="dense", centre=76, bank="fiddle", gate=0.5, rests=0.1),
                chance=0.1,
                floor=0.45,
                effects={"reverb_small": 0.6},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(bass.pattern_bass, patterns=_TIPTOE_BASS, leads="bar", hold=0.7),
                chance=0.95,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                # A nylon guitar's upper strings, as a ukulele has them.
                ("nylon_guitar",),
                partial(
                    guitars.strum,
                    patterns=("D-..d-u-..u-d-u-", "..d-..du..d-..du", "D---d-u-D---d-u-"),
                    strings=4,
                    floor=52,
                ),
                chance=0.8,
                effects={"reverb_small": 0.4},
                gain_db=-2,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("brush_kit", "standard_kit"),
                partial(grooves.groove, grooves=_TIPTOES, fills="soft", crash=0.05, fill_chance=0.3),
                chance=0.9,
                floor=0.4,
                gain_db=-4,
                effects={"reverb_small": 0.5},
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_WOOD),
                chance=0.4,
                floor=0.5,
                gain_db=-6,
                spread=0.4,
            ),
        ),
    ),
)

KIDS_TV = Style(
    name="kids_tv",
    bpm=(122, 146),
    minor=0.02,
    major_progressions=(
        "I | IV | V | I",
        "I | I | IV | V",
        "I | vi | IV | V",
        "I IV | I V",
        "I | V | V | I",
        "I | IV | I | V7",
    ),
    minor_progressions=("i | iv | V | i",),
    colours=("triads",),
    swing=(0.0, 0.5),
    looseness=0.5,
    pulse="upbeat",
    swelling="narrow",
    cadence="V7",
    chamber=True,
    groups=(
        (
            Layer(
                "lead",
                ("flute", "glockenspiel", "marimba", "accordion", "clarinet"),
                partial(melody.melody, density="dense", centre=76, bank="fiddle", gate=0.75, rests=0.0),
                floor=0.4,
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "finger_bass"),
                oompah_bass,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_SKIPS, crash=0.4),
                effects={"reverb_small": 0.4},
                gain_db=-1,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("bright_piano", "honky_tonk", "accordion"),
                partial(oompah_chords, centre=64),
                chance=0.9,
                effects={"reverb_small": 0.4},
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar", "steel_guitar"),
                partial(guitars.strum, patterns=("D---d-u-D---d-u-", "D-d-d-u-D-d-d-u-"), strings=4, floor=52),
                chance=0.7,
                effects={"reverb_small": 0.3},
                gain_db=-3,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "trumpet", "trombone"),
                partial(horns.stabs, patterns=_FANFARES),
                chance=0.6,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(
                    grooves.percussion, grooves=({"clap": "....x.......x.x.", "cowbell": "x.......x......."}, *_WOOD)
                ),
                chance=0.4,
                floor=0.6,
                gain_db=-6,
                spread=0.4,
            ),
        ),
    ),
)
