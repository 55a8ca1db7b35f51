"""Acoustic music: folk, country, classical piano and chamber music."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping, guitars, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.sheet import Layer, Style, together
from musiccm_daw.composer.styles.band import POP_PICKS, POP_STRUMS
from musiccm_daw.composer.tunes import melody

_FOLK_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.......", "rim": "....x.......x..."},
    {"kick": "X...X...X...X...", "tambourine": "....x.......x..."},
    {"kick": "X.......X.......", "snare": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
)
_TRAIN_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "snare": "o.xoo.xoo.xoo.xo"},
    {"kick": "X.......X.......", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
)
_FINGERSTYLES = (*POP_PICKS, "0-3-1-4-0-3-1-4-", "0.3.1.4.2.3.1.4.", "0-2-3-4-3-2-3-2-", "0...3...1...4...")
_BOOM_CHICK = ("D---d-u-D---d-u-", "D-u-d-u-D-u-d-u-", "D---d---D---d---")

FOLK = Style(
    name="folk",
    bpm=(72, 132),
    minor=0.35,
    major_progressions=progressions.FOLK_MAJOR,
    minor_progressions=progressions.FOLK_MINOR,
    colours=("triads", "triads", "sus"),
    form="song",
    meters={"4/4": 0.55, "3/4": 0.25, "6/8": 0.2},
    swing=(0.0, 0.3),
    cadence="V",
    unplugged=True,
    polyphonic=True,
    solo_guitar="steel_guitar",
    chamber=True,
    groups=(
        (
            Layer(
                "guitar",
                ("steel_guitar", "nylon_guitar"),
                partial(guitars.pick, patterns=_FINGERSTYLES),
                chance=0.55,
                effects={"reverb_small": 0.6},
                spread=0.3,
                solo=True,
            ),
            Layer(
                "guitar",
                ("steel_guitar", "nylon_guitar"),
                partial(guitars.strum, patterns=POP_STRUMS),
                chance=0.4,
                effects={"reverb_small": 0.5},
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "finger_bass", "contrabass"),
                partial(
                    bass.pattern_bass,
                    patterns=("R-------5-------", "R---------5-----", "R---------------", "R---..R-5---..a-"),
                ),
                chance=0.7,
                floor=0.45,
                effects={"reverb_small": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("brush_kit", "standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_FOLK_BEATS, crash=0.1, fill_chance=0.3),
                chance=0.4,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-3,
            ),
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(
                    grooves.percussion, grooves=({"shaker": "x.o.x.o.x.o.x.o."}, {"tambourine": "....x.......x..."})
                ),
                chance=0.3,
                floor=0.6,
                gain_db=-6,
                spread=0.3,
            ),
        ),
        (
            Layer(
                "keys",
                ("accordion", "reed_organ", "grand_piano", "harp"),
                partial(comping.comp, patterns=("x---------------", "x-------x-------")),
                chance=0.3,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-4,
                spread=0.4,
            ),
            Layer(
                "guitar",
                ("banjo", "nylon_guitar"),
                partial(arpeggios.arpeggio, rates=(0.5,), centre=60),
                chance=0.25,
                floor=0.6,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("solo_violin", "flute", "harmonica", "clarinet", "pan_flute", "accordion"),
                partial(melody.melody, centre=74, bank="fiddle"),
                chance=0.6,
                floor=0.6,
                effects={"reverb_hall": 0.5, "reverb_small": 0.4},
                gain_db=-2,
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("solo_cello", "solo_viola"),
                partial(inner_voices.counter_line, centre=55),
                chance=0.3,
                floor=0.6,
                effects={"reverb_hall": 0.5},
                gain_db=-3,
                spread=0.3,
                solo=True,
            ),
        ),
    ),
)

COUNTRY = Style(
    name="country",
    bpm=(84, 160),
    minor=0.1,
    major_progressions=progressions.FOLK_MAJOR,
    minor_progressions=progressions.FOLK_MINOR,
    colours=("triads", "mixed"),
    form="song",
    meters={"4/4": 0.8, "3/4": 0.2},
    swing=(0.0, 0.5),
    pulse="backbeat",
    cadence="V",
    solo_guitar="steel_guitar",
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "brush_kit"),
                partial(grooves.groove, grooves=_TRAIN_BEATS, crash=0.2),
                chance=0.9,
                effects={"reverb_small": 0.4},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "acoustic_bass", "pick_bass"),
                partial(
                    bass.pattern_bass,
                    patterns=("R---....5---....", "R-------5-------", "R---R---5---5-a-", "R---5---R---5-a-"),
                    leads="bar",
                ),
                floor=0.38,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("steel_guitar",),
                partial(guitars.strum, patterns=_BOOM_CHICK),
                chance=0.9,
                effects={"reverb_small": 0.4},
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("banjo", "clean_guitar", "nylon_guitar"),
                partial(guitars.pick, patterns=("0.2.3.4.3.2.4.3.", "12.3421.3412.43.")),
                chance=0.5,
                effects={"reverb_small": 0.3, "delay": 0.2},
                gain_db=-3,
                spread=0.6,
                solo=True,
            ),
            Layer(
                "keys",
                ("honky_tonk", "grand_piano", "bright_piano", "drawbar_organ"),
                partial(comping.comp, patterns=("....x-......x-..", "x---x---x---x---", "x-------x-------")),
                chance=0.4,
                gain_db=-3,
                spread=0.3,
            ),
        ),
        (
            Layer(
                "lead",
                ("solo_violin", "harmonica", "clean_guitar", "accordion"),
                partial(melody.melody, density="dense", centre=74, scale="pentatonic", bank="fiddle"),
                chance=0.6,
                floor=0.6,
                effects={"reverb_small": 0.5, "delay": 0.2},
                gain_db=-2,
                solo=True,
            ),
        ),
    ),
)

CLASSICAL = Style(
    name="classical",
    bpm=(60, 132),
    minor=0.5,
    major_progressions=(
        "I | V/VII | vi | iii | IV | I | IV | V",
        "I | IV | V7 | I",
        "I | vi | ii | V7",
        "I | V7 | V7 | I",
        "I | ii | V7 | I",
    ),
    minor_progressions=(
        "i | iv | V7 | i",
        "i | bVI | iv | V",
        "i | V7 | V7 | i",
        "i | bVII | bIII | bVI | iv | iim7b5 | V | i",
    ),
    colours=("triads",),
    form="arc",
    meters={"4/4": 0.5, "3/4": 0.32, "6/8": 0.18},
    swelling="wide",
    cadence="V",
    unplugged=True,
    polyphonic=True,
    guitar="nylon_guitar",
    solo_guitar="nylon_guitar",
    chamber=True,
    sacred=True,
    groups=(
        (
            Layer(
                "keys",
                ("grand_piano", "harpsichord", "grand_piano"),
                partial(
                    together,
                    writers=(
                        partial(melody.melody, centre=74, velocity=86, bank="lyric"),
                        partial(arpeggios.arpeggio, rates=(0.5, 0.5, 0.25), centre=52, voices=3, velocity=64, gate=1.0),
                    ),
                ),
                chance=0.5,
                effects={"reverb_hall": 0.7},
                solo=True,
            ),
            Layer(
                "keys",
                ("grand_piano", "harp"),
                partial(arpeggios.arpeggio, rates=(0.5, 0.25), centre=62, gate=1.2),
                chance=0.3,
                effects={"reverb_hall": 0.7},
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble", "pizzicato_strings"),
                partial(
                    comping.comp,
                    patterns=("x---------------", "x---x---x---x---", "....x---....x---", "x-x-x-x-x-x-x-x-"),
                    voices=3,
                ),
                chance=0.45,
                floor=0.4,
                effects={"reverb_hall": 0.8},
                gain_db=-4,
                spread=0.3,
                solo=True,
            ),
            Layer(
                "strings",
                ("solo_viola",),
                partial(inner_voices.inner, centre=60),
                chance=0.15,
                floor=0.4,
                effects={"reverb_hall": 0.8},
                gain_db=-4,
                spread=0.3,
            ),
        ),
        (
            Layer(
                "strings",
                ("solo_cello",),
                partial(inner_voices.ground, floor=36, velocity=78),
                chance=0.55,
                floor=0.4,
                effects={"reverb_hall": 0.7},
                gain_db=-1,
                spread=0.3,
                solo=True,
            ),
            Layer("bass", ("contrabass",), bass.chord_bass, chance=0.35, floor=0.4, effects={"reverb_hall": 0.6}),
        ),
        (
            Layer(
                "lead",
                ("solo_violin", "flute", "oboe", "clarinet"),
                partial(melody.melody, centre=77, bank="lyric"),
                chance=0.65,
                floor=0.55,
                effects={"reverb_hall": 0.7},
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("french_horn", "french_horn", "trumpet"),
                partial(inner_voices.counter_line, centre=60),
                chance=0.25,
                floor=0.75,
                effects={"reverb_hall": 0.7},
                gain_db=-4,
            ),
            Layer(
                "vocal-pad",
                ("choir_aahs",),
                comping.pad,
                chance=0.15,
                floor=0.6,
                effects={"reverb_hall": 0.7},
                gain_db=-5,
            ),
        ),
    ),
)
