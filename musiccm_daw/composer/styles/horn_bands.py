"""Bands that dance to horns: ska, Motown, New Orleans."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.basses.walking import walking_bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns, inner_voices
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

# Kick and rim fall together on the second and fourth beats, as in Kingston; later bands put the kick on the first.
_SKA_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "....X.......X...", "rim": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "....X.......X...", "snare": "....X.......X...", "hat": "..x...x...x...x."},
    {"kick": "X.......X.......", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.......X.x.....", "snare": "....X.......X...", "open_hat": "..x...x...x...x."},
)
_SKANKS = (*2 * ("..x...x...x...x.",), "..X...X...X...X.")
_SKA_RIFFS = ("x-x-..x-....x---", "..x-x-..x-x-x---", "x---x-x-....x-x-", "....x-x-..x-x---")
_MOTOWN_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.....x.X.......", "snare": "x...x...x...x...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.....x.X.x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x....X.x.....", "snare": "....X.......X..o", "hat": "x...x...x...x..."},
    {"kick": "X.......X.......", "snare": "....X..o....X...", "hat": "x.x.x.x.x.x.x.x."},
)
_TAMBOURINES: tuple[grooves.Groove, ...] = (
    {"tambourine": "....X.......X..."},
    {"tambourine": "o.o.X.o.o.o.X.o."},
    {"tambourine": "x...X...x...X..."},
)
# Eighths that a 16th pushes ahead, by way of fifths, thirds and chromatic steps.
_MOTOWN_BASS = (
    "R-....RR5-3-5-a-",
    "R--R..R.5-3-R-a-",
    "R---..R-O-5-3-a-",
    "R--RR-..R-3-5-a-",
    "R-..R-R-5-..3-a-",
)
# The parade: press rolls with the accents of the clave, the bass drum's "big four" at the end of the second bar.
_PARADES: tuple[grooves.Groove, ...] = (
    {"kick": "X..x..x...x.X...", "snare": "oxoXooXoooXoXoox"},
    {"kick": "X.....x.X.....x.", "snare": "X.oXooXo.oXoXoXo", "cowbell": "x...x...x...x..."},
    {
        "kick": "X.......X.......X.......X...X...",
        "snare": "ooxoooxoooxooXooooxoooxoooxoXoXo",
        "pedal_hat": "....x.......x.......x.......x...",
    },
    {"kick": "X..x..X...x.....", "snare": "o.xoX.xoo.xoX.xo", "tambourine": "....x.......x..."},
)
_TUBA = ("R--R..5-R-..5-a-", "R-..5-R-..5-R-a-", "R--R--R-5---..a-", "R---5---R-R-5-a-")
_PARADE_RIFFS = ("x-.x..x-....x---", "..x-x-..x-.xx---", "x--x--x-..x-x---", "....x-x-x-..x-x-")

SKA = Style(
    name="ska",
    bpm=(132, 164),
    minor=0.35,
    major_progressions=("I | IV", "I | vi | ii | V", "I | IV | V | IV", "I | I | IV | V", "I | V | IV | V"),
    minor_progressions=("i | iv", "i | bVII", "i | bVII | bVI | V", "i | iv | V | i"),
    colours=("triads", "mixed"),
    form="song",
    swing=(0.0, 0.3),
    pulse="upbeat",
    swelling="narrow",
    chromatic=True,
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_SKA_BEATS, crash=0.3),
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer("bass", ("finger_bass", "acoustic_bass", "pick_bass"), walking_bass, chance=0.75, solo=True),
            Layer(
                "bass",
                ("finger_bass", "pick_bass"),
                partial(bass.pattern_bass, locked=False, patterns=("R-3-5-3-R-3-5-a-", "R-R-3-3-5-5-O-5-")),
                chance=0.25,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "clean_guitar", "muted_guitar"),
                partial(comping.comp, patterns=_SKANKS, centre=66, voices=3, habit="strict", hold=0.4, velocity=84),
                effects={"reverb_small": 0.4},
                gain_db=-1,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section",),
                partial(horns.stabs, patterns=_SKA_RIFFS, forward=True),
                chance=0.9,
                floor=0.4,
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("drawbar_organ", "grand_piano", "percussive_organ"),
                partial(
                    comping.comp,
                    patterns=("..x...x...x...x.", "..xx..xx..xx..xx"),
                    centre=64,
                    voices=3,
                    habit="strict",
                    hold=0.5,
                ),
                chance=0.6,
                effects={"reverb_small": 0.3},
                gain_db=-5,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "lead",
                ("tenor_sax", "alto_sax"),
                partial(melody.melody, centre=66, density="medium", bank="jazz"),
                chance=0.5,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-2,
                solo=True,
            ),
            Layer(
                "brass",
                ("trombone", "trumpet"),
                partial(melody.melody, centre=64, density="medium", bank="jazz"),
                chance=0.4,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-2,
                solo=True,
            ),
        ),
    ),
)

MOTOWN = Style(
    name="motown",
    bpm=(102, 126),
    minor=0.25,
    major_progressions=(
        "I | vi | ii7 | V7",
        "I | IV | I | V",
        "I | iii | IV | V",
        "I | iii7 | ii7 | V7",
        "I | I7 | IV | iv",
        "IV | V | I | vi",
        "I | ii7 | iii7 | IV",
    ),
    minor_progressions=("i | iv | i | V7", "i | bVII | bVI | V7", "i7 | iv7", "i | bIII | iv | V7"),
    colours=("triads", "mixed"),
    form="song",
    swing=(0.0, 0.35),
    swing_unit=0.25,
    pulse="backbeat",
    swelling="narrow",
    chromatic=True,
    cadence="V",
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_MOTOWN_BEATS, ghosts=0.1, crash=0.2),
                effects={"tape": 0.4, "reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass",),
                partial(bass.pattern_bass, patterns=_MOTOWN_BASS, leads="chromatic", turns=bass.BUSY_TURNS),
                effects={"tape": 0.3, "saturation": 0.2},
                gain_db=1,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=_TAMBOURINES, velocity=-4),
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar"),
                partial(
                    comping.comp,
                    patterns=("....x.......x...", "....x.......x..x", "..x.x.....x.x..."),
                    centre=66,
                    voices=3,
                    hold=0.4,
                ),
                effects={"reverb_small": 0.4},
                gain_db=-3,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "drawbar_organ", "bright_piano"),
                partial(comping.comp, patterns=("x---x---x---x---", "x-------x---x---", "x---..x-x---..x-")),
                chance=0.9,
                effects={"reverb_small": 0.4},
                gain_db=-3,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble",),
                partial(inner_voices.counter_line, centre=76),
                chance=0.5,
                floor=0.5,
                effects={"reverb_hall": 0.5},
                gain_db=-4,
            ),
            Layer(
                "brass",
                ("brass_section",),
                partial(horns.stabs, patterns=("x-....x-........", "....x.......x...", "..x-x-......x-..")),
                chance=0.45,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "lead",
                ("tenor_sax", "alto_sax", "vibraphone"),
                partial(melody.melody, centre=68, scale="pentatonic"),
                chance=0.35,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-2,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs",),
                partial(
                    comping.comp,
                    patterns=("x-------x-------", "....x---....x---", "x-----------x---"),
                    centre=67,
                    voices=3,
                ),
                chance=0.4,
                floor=0.5,
                effects={"reverb_small": 0.6},
                gain_db=-4,
            ),
        ),
    ),
)

NEW_ORLEANS = Style(
    name="new_orleans",
    bpm=(92, 116),
    minor=0.08,
    major_progressions=(
        "I | I | IV | V7",
        "I | VI7 | II7 | V7",
        "I7 | IV7 | I7 | V7",
        "I | I7 | IV | I | I | V7 | I | V7",
        "I | V7 | V7 | I",
    ),
    minor_progressions=("i | iv | V7 | i", "i | V7"),
    colours=("triads", "dominants"),
    form="song",
    swing=(0.3, 0.65),
    swing_unit=0.25,
    pulse="swing",
    cadence="V7",
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "jazz_kit"),
                partial(grooves.groove, grooves=_PARADES, fills="jazz", crash=0.2, fill_chance=0.4, calm=("kick",)),
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(bass.pattern_bass, patterns=_TUBA, hold=0.75, leads="bar", velocity=104),
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("trumpet",),
                partial(melody.melody, centre=71, density="medium", scale="pentatonic", bank="beat", velocity=98),
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "trombone"),
                partial(horns.stabs, patterns=_PARADE_RIFFS, centre=62, forward=True),
                chance=0.9,
                floor=0.4,
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("clarinet", "tenor_sax"),
                partial(inner_voices.counter_line, centre=76),
                chance=0.5,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.4,
            ),
            Layer(
                "keys",
                ("grand_piano", "honky_tonk"),
                partial(comping.comp, patterns=("x..x..x...x.x...", "..x...x...x...x.", "x-x..x-...x-x...")),
                chance=0.4,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.4,
                solo=True,
            ),
        ),
    ),
)
