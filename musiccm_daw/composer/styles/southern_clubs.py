"""Club music of South Africa and Brazil: amapiano, gqom, baile funk."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

# Few kicks, which leave the low end to the log drum; the shaker leads, and rims shuffle between loud and soft.
_PIANO_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X...........x...", "rim": "...x..X....o..x.", "hat": "o.xoo.xoo.xoo.xo"},
    {"kick": "X.......x.......", "snare": "......X....o.x..", "hat": "..X.o.x...X.o.xo"},
    {
        "kick": "X...........x...........x...x...",
        "clap": "............X...............x...",
        "rim": "o..x..X....o..x." * 2,
    },
    {"kick": "X...x...x...x...", "rim": "...x..X....o..o.", "open_hat": "..x...X...x...X."},
)
_SHAKEN: tuple[grooves.Groove, ...] = (
    {"shaker": "xoxXxoxXxoxXxoxX"},
    {"shaker": "XoxoXoxoXoxoXoxo", "high_conga": "......x..x....x."},
    {"shaker": "xoxXxoxXxoxXxoxX", "low_conga": "...x......x.....", "high_conga": "......xx......x."},
    {"shaker": "XoxoXoxoXoxoXoxo", "cowbell": "..........x..x.."},
)
# The log drum keeps off the first beat and answers itself.
_LOG_DRUM = (
    "...R..R...R.RR..",
    "..R..R..O...R.5-",
    "R-....R..R..O.5-......R..R.RO.R-",
    "...R..R-..O...5-...R..R-R.R.....",
    "......R-.R.R..O-..R..R..R-....a-",
)
_MELLOW = (
    "x-----x---------",
    "x--x------x-----",
    "..x---x---x-----",
    "x-----------x--x----------------",
    "x--x--x---x---x-",
)
# Two bass drums and three claps, in the rhythm of the tamborzao.
_TAMBORZAO: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.X.....", "clap": "...X..X.....X..."},
    {"kick": "X.......X.X.....", "snare": "...X..X.....X...", "hat": "x.x.x.x.x.x.x.x."},
    {
        "kick": "X..x....X.X.....",
        "clap": "...X..X.....X...",
        "high_tom": "..............x.",
        "low_tom": "..........x.....",
    },
    {
        "kick": "X.......X.X.....X.......X.X.x...",
        "snare": "...X..X.....X......X..X.....X.xx",
        "hat": "..x...x...x...x." * 2,
    },
)
# Broken in threes, with no hi-hat between the beats and nothing on most of them.
_BROKEN: tuple[grooves.Groove, ...] = (
    {"kick": "X..x..x...x..x..", "clap": "......x.......x.", "low_tom": "...o......o....."},
    {"kick": "X..x......x.x...", "rim": "......x..x....x.", "mid_tom": ".............xx."},
    {"kick": "X.....x..x..x...", "snare": "...x......x...x.", "low_tom": "......x........x"},
    {
        "kick": "X..x..x...x..x..X..x..x...x.x.x.",
        "clap": "......x.......x.......x.......x.",
        "high_tom": "............................xx..",
    },
)
_CHANTS = ("......x-......x-", "x-....x.........", "..........x-x.x.", "...x..x.........")
_SHOUTS = ("x..x..x.x...x...", "x.x...x.x.......", "...x..x.....x...", "x..x..x.........")

AMAPIANO = Style(
    name="amapiano",
    bpm=(110, 115),
    minor=0.75,
    major_progressions=("Imaj7 | IVmaj7", "IVmaj7 | iii7 | ii7 | Imaj7", "ii9 | V9 | Imaj9 | vi9"),
    minor_progressions=(
        "i9 | iv9",
        "i9 | bVImaj7 | iv9 | v7",
        "i7 | bVII | bVImaj7 | v7",
        "iv9 | v7 | i9 | i9",
        "i9 | bIIImaj7 | iv9 | v7",
    ),
    colours=("ninths", "sevenths"),
    form="dance",
    swing=(0.1, 0.4),
    swing_unit=0.25,
    looseness=0.4,
    beat_is_all=True,
    groups=(
        (
            Layer(
                "percussion",
                ("latin_percussion", "latin_percussion", "shaker_kit"),
                partial(grooves.percussion, grooves=_SHAKEN, velocity=-8),
                gain_db=-2,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("kit_808", "electronic_kit", "kit_909"),
                partial(grooves.groove, grooves=_PIANO_BEATS, fills="soft", crash=0.05, fill_chance=0.2),
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("fm_bass", "fm_bass", "bass_808"),
                partial(bass.pattern_bass, locked=False, patterns=_LOG_DRUM, floor=31, hold=0.8, velocity=106),
                floor=0.45,
                effects={"saturation": 0.3},
                gain_db=1,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "rhodes", "grand_piano", "fm_epiano"),
                partial(comping.comp, patterns=_MELLOW, centre=62),
                effects={"reverb_small": 0.5, "chorus": 0.3, "delay": 0.2},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("flute", "tenor_sax", "pluck", "square_lead"),
                partial(melody.melody, density="sparse", centre=74, scale="pentatonic", bank="latin"),
                chance=0.5,
                floor=0.6,
                effects={"delay": 0.5, "reverb_hall": 0.4},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "string_ensemble", "analog_pad"),
                comping.pad,
                chance=0.5,
                effects={"reverb_hall": 0.6},
                gain_db=-7,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs", "choir_aahs"),
                partial(comping.pad, centre=64, voices=3),
                chance=0.25,
                effects={"reverb_hall": 0.6},
                gain_db=-6,
            ),
        ),
    ),
)

GQOM = Style(
    name="gqom",
    bpm=(122, 128),
    minor=1.0,
    major_progressions=("I | bII",),
    minor_progressions=("i", "i | bII", "i | i | bVI | bII", "i | i | bVII | i"),
    colours=("triads",),
    form="loop",
    looseness=0.1,
    swelling="narrow",
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "kit_909", "electronic_kit"),
                partial(
                    grooves.groove, grooves=_BROKEN, fills="electronic", crash=0.0, fill_chance=0.0, habit="turning"
                ),
                effects={"saturation": 0.6, "reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("sub_bass", "reese_bass"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R---------------", "R-----------..R-", "R-..........R---", "R-----R---------"),
                    floor=28,
                ),
                chance=0.95,
                effects={"saturation": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("analog_pad", "sweep_pad", "choir_pad"),
                partial(comping.pad, centre=52, voices=2, velocity=58),
                effects={"reverb_hall": 0.8, "lowpass": 0.6},
                gain_db=-6,
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("synth_voice", "choir_aahs"),
                partial(comping.comp, patterns=_CHANTS, centre=57, voices=1, hold=0.7),
                chance=0.5,
                floor=0.5,
                effects={"delay": 0.6, "reverb_hall": 0.4},
                gain_db=-3,
            ),
            Layer(
                "keys",
                ("chord_stab", "synth_strings"),
                partial(comping.comp, patterns=_CHANTS, centre=60, voices=2, hold=0.7),
                chance=0.4,
                floor=0.5,
                effects={"reverb_hall": 0.6, "delay": 0.4},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(
                    grooves.percussion,
                    grooves=(
                        {"low_conga": "x..x..x.........", "mute_conga": "..........x..x.."},
                        {"cowbell": "...x.....x......"},
                        {"low_agogo": "......x....x....", "agogo": "..x............."},
                    ),
                ),
                chance=0.5,
                effects={"delay": 0.3},
                gain_db=-6,
                spread=0.4,
            ),
        ),
        (Layer("fx", ("drone",), transitions.bed, chance=0.3, effects={"reverb_hall": 0.6}, gain_db=-10),),
    ),
)

BAILE_FUNK = Style(
    name="baile_funk",
    bpm=(126, 136),
    minor=0.9,
    major_progressions=("I", "I | bVII"),
    minor_progressions=("i", "i | i | bVI | V", "i | bII", "i | iv", *progressions.POP_MINOR[:2]),
    colours=("triads",),
    form="loop",
    looseness=0.1,
    pulse="tresillo",
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "kit_808", "electronic_kit", "gm_808_kit"),
                partial(grooves.groove, grooves=_TAMBORZAO, fills="electronic", crash=0.15, fill_chance=0.3),
                effects={"saturation": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("bass_808", "bass_808", "sub_bass"),
                partial(
                    bass.pattern_bass,
                    patterns=("R-------R-R-----", "R--.....R-R---..", "R--R--..R-R-....", "R-------R-R---a-"),
                    floor=28,
                ),
                floor=0.4,
                effects={"saturation": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("synth_voice", "voice_oohs", "choir_aahs"),
                partial(comping.comp, patterns=_SHOUTS, centre=66, voices=1, hold=0.7),
                chance=0.6,
                floor=0.35,
                effects={"reverb_small": 0.4, "delay": 0.2},
                gain_db=-2,
            ),
            Layer(
                "brass",
                ("synth_brass", "brass_section"),
                partial(comping.comp, patterns=_SHOUTS, centre=64, voices=3, hold=0.7, velocity=92),
                chance=0.35,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "keys",
                ("pluck", "square_lead", "fm_bell", "accordion"),
                partial(melody.riff, density="medium", centre=70, scale="full", bank="latin"),
                chance=0.9,
                effects={"reverb_small": 0.3, "delay": 0.2},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(
                    grooves.percussion,
                    grooves=(
                        {"high_conga": "...x..x...x.x...", "low_conga": "x.......x......."},
                        {"agogo": "x..x..x...x.x...", "low_agogo": "........x......."},
                        {"tambourine": "xoxxxoxxxoxxxoxx"},
                    ),
                ),
                chance=0.6,
                gain_db=-5,
                spread=0.4,
            ),
        ),
    ),
)
