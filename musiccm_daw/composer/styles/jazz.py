"""Jazz and its neighbours: swing, bossa nova, blues."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.basses.walking import walking_bass
from musiccm_daw.composer.chords import comping, guitars, keyboards, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

_SWING_BEATS: tuple[grooves.Groove, ...] = (
    {"ride": "x...x.x.x...x.x.", "pedal_hat": "....x.......x..."},
    {"ride": "x...X.x.x...X.x.", "pedal_hat": "....x.......x...", "kick": "o...o...o...o..."},
    {
        "ride": "x...x.x.x...x.x.",
        "pedal_hat": "....x.......x...",
        "snare": "......o.......o.",
        "kick": "..........o.....",
    },
    # The left hand comps.
    {
        "ride": "x...X.x.x...X.x.x...X.x.x...X.x.",
        "pedal_hat": "....x.......x.......x.......x...",
        "snare": "......o...o.......o.......x.....",
        "kick": "..............o...........o.....",
    },
    {
        "ride": "x...X.x.x...X.x.x...X.x.x...X.x.",
        "pedal_hat": "....x.......x.......x.......x...",
        "snare": "..o.......x...........o.x.......",
        "kick": "o...o...o...o...o...o...o...o...",
    },
    {"ride": "x...x.x.x.x.x...", "pedal_hat": "....x.......x...", "rim": "............x..."},
    # The jazz waltz.
    {"ride": "x...x.x.x...", "pedal_hat": "....x...x...", "kick": "o..........."},
    {"ride": "x.x.x...x.x.", "pedal_hat": "....x.......", "snare": "......o...o."},
    # Three and two, as in the famous five.
    {"ride": "x...x.x.x...x...x.x.", "pedal_hat": "....x...x.......x...", "kick": "o.....o.....o......."},
)
# Two bars in 8ths: the clave of bossa nova has its last stroke later than that of son.
_BOSSA_CLAVE = "x.....x.....x.......x.....x....."
_SURDO = "x.....x.x.....x."
_BOSSA_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": _SURDO, "rim": _BOSSA_CLAVE, "hat": "x.x.x.x.x.x.x.x."},
    {"kick": _SURDO, "rim": _BOSSA_CLAVE, "ride": "x.o.x.o.x.o.x.o.", "pedal_hat": "....x.......x..."},
    {"kick": _SURDO, "rim": _BOSSA_CLAVE, "shaker": "x.o.x.o.x.o.x.o."},
)
_SHUFFLES: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.......", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X...x...X...x...", "snare": "....X.......X...", "ride": "x.x.x.x.x.x.x.x."},
    {"kick": "X.......x.x.....", "snare": "....X.......X.o.", "hat": "x...x.x.x...x.x."},
)
# Written in 8ths that swing: the Charleston, answers on the off-beat, Red Garland's pushes. Two bars each, since nobody
# comps one rhythm all night.
_JAZZ_COMPS = (
    "x-....x-..........x-......x-....",
    "x-....x-......x-....x-....x-....",
    "......x-......x-x-....x-........",
    "..x-......x-....x---......x-....",
    "x---------......x-....x-......x-",
    "....x---......x-......x-..x-....",
    "x-....x-..x-......x-......x---..",
)
_BOSSA_COMPS = (
    "x-----x-----x-----x---x-....x---",
    "x---x---..x-..x---x---x-....x---",
    "..x---x---x-..x---x---x-..x-x---",
    "x-..x-....x---x-....x-..x---x---",
)
_BOSSA_BASS = ("R-----5-5-----R-", "R-----R-5-----5-", "R-----5-5-----a-")
_SHUFFLE_BASS = ("R---3---5---7---", "R-R-3-3-5-5-7-7-", "R---5---O---5---", "R-R-5-5-R-R-5-a-")
_BLUES_COMPS = (
    "x-x-x-x-x-x-x-x-",
    "....x-......x-......x-..x-..x-..",
    "x---............x---..x-......x-",
    "..x-..x-..x-..x-..x-..x-..x-x---",
)

JAZZ_SWING = Style(
    name="jazz_swing",
    bpm=(100, 180),
    minor=0.35,
    major_progressions=progressions.JAZZ_MAJOR,
    minor_progressions=progressions.JAZZ_MINOR,
    colours=("sevenths", "ninths"),
    form="song",
    meters={"4/4": 0.76, "3/4": 0.16, "5/4": 0.08},
    swing=(0.65, 1.0),
    pulse="swing",
    chromatic=True,
    passing=True,
    cadence="V7",
    combo=True,
    pianist=True,
    stirred=True,
    groups=(
        (
            Layer(
                "drums",
                ("jazz_kit", "brush_kit", "jazz_kit", "standard_kit"),
                partial(
                    grooves.groove,
                    grooves=_SWING_BEATS,
                    fills="jazz",
                    ghosts=0.1,
                    crash=0.15,
                    fill_chance=0.4,
                    calm=("kick", "snare"),
                    timekeeper="ride",
                ),
                effects={"reverb_small": 0.5},
                gain_db=-1,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                walking_bass,
                effects={"reverb_small": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "grand_piano", "rhodes", "vibraphone", "drawbar_organ"),
                partial(comping.comp, patterns=_JAZZ_COMPS, centre=60, hold=0.8, habit="free"),
                chance=0.75,
                floor=0.38,
                effects={"reverb_small": 0.5},
                spread=0.3,
                solo=True,
            ),
            Layer(
                "guitar",
                ("jazz_guitar",),
                partial(
                    comping.comp,
                    patterns=("x---x---x---x---", *_JAZZ_COMPS),
                    centre=60,
                    voices=3,
                    hold=0.7,
                    habit="free",
                ),
                chance=0.25,
                effects={"reverb_small": 0.5},
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("tenor_sax", "alto_sax", "trumpet", "muted_trumpet", "clarinet", "flute", "vibraphone", "jazz_guitar"),
                partial(melody.melody, density="dense", centre=70, bank="jazz"),
                chance=0.7,
                floor=0.6,
                effects={"reverb_small": 0.6, "reverb_hall": 0.2},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "trombone"),
                partial(horns.stabs, patterns=("x-....x-........", "......x-......x.", "..x-..x-....x---")),
                chance=0.25,
                floor=0.8,
                effects={"reverb_small": 0.6},
                gain_db=-4,
            ),
        ),
    ),
)

BOSSA_NOVA = Style(
    name="bossa_nova",
    bpm=(112, 148),
    minor=0.4,
    major_progressions=progressions.JAZZ_MAJOR,
    minor_progressions=progressions.JAZZ_MINOR,
    colours=("sevenths", "ninths"),
    form="song",
    pulse="second_beat",
    cadence="V7",
    combo=True,
    solo_guitar="nylon_guitar",
    pianist=True,
    groups=(
        (
            Layer(
                "drums",
                ("brush_kit", "jazz_kit", "standard_kit"),
                partial(
                    grooves.groove, grooves=_BOSSA_BEATS, fills="soft", crash=0.05, fill_chance=0.2, calm=("kick",)
                ),
                chance=0.85,
                effects={"reverb_small": 0.5},
                gain_db=-3,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "fretless_bass", "finger_bass"),
                partial(bass.pattern_bass, patterns=_BOSSA_BASS, leads="bar"),
                effects={"reverb_small": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar",),
                partial(comping.comp, patterns=_BOSSA_COMPS, centre=58, voices=3, hold=0.85),
                chance=0.75,
                effects={"reverb_small": 0.6},
                spread=0.3,
                solo=True,
            ),
            Layer(
                "keys",
                ("rhodes", "grand_piano"),
                partial(comping.comp, patterns=_BOSSA_COMPS, centre=60),
                chance=0.25,
                effects={"reverb_small": 0.5, "chorus": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("flute", "tenor_sax", "clarinet", "vibraphone", "nylon_guitar", "muted_trumpet"),
                partial(melody.melody, centre=74, bank="latin"),
                chance=0.65,
                floor=0.6,
                effects={"reverb_small": 0.6},
                gain_db=-1,
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble", "slow_strings"),
                comping.pad,
                chance=0.25,
                effects={"reverb_hall": 0.6},
                gain_db=-7,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs",),
                partial(comping.pad, voices=3),
                chance=0.15,
                effects={"reverb_hall": 0.6},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit", "latin_percussion"),
                partial(
                    grooves.percussion,
                    grooves=(
                        {"shaker": "x.o.x.o.x.o.x.o."},
                        {"claves": _BOSSA_CLAVE},
                        {"cabasa": "x.x.x.x.x.x.x.x."},
                    ),
                    habit="strict",
                ),
                chance=0.4,
                gain_db=-7,
                spread=0.4,
            ),
        ),
    ),
)

BLUES = Style(
    name="blues",
    bpm=(66, 136),
    minor=0.25,
    major_progressions=progressions.BLUES_MAJOR,
    minor_progressions=progressions.BLUES_MINOR,
    cycle=True,
    colours=("dominants",),
    form="song",
    meters={"4/4": 0.76, "6/8": 0.24},
    swing=(0.7, 1.0),
    pulse="swing",
    chromatic=True,
    combo=True,
    pianist=True,
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "jazz_kit"),
                partial(grooves.groove, grooves=_SHUFFLES, fills="jazz", ghosts=0.1),
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "acoustic_bass", "pick_bass"),
                partial(bass.pattern_bass, patterns=_SHUFFLE_BASS, leads="chromatic"),
                chance=0.6,
                effects={"saturation": 0.2},
                solo=True,
            ),
            Layer("bass", ("finger_bass", "acoustic_bass"), walking_bass, chance=0.4, solo=True),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "honky_tonk", "drawbar_organ", "rock_organ", "rhodes"),
                partial(comping.comp, patterns=_BLUES_COMPS, voices=3),
                chance=0.6,
                effects={"reverb_small": 0.4},
                gain_db=-2,
                spread=0.3,
            ),
            Layer(
                "keys",
                ("grand_piano", "honky_tonk"),
                partial(
                    keyboards.two_hands, patterns=_BLUES_COMPS, left_hands=("R-5-R-5-R-5-R-5-", "R---5---O---5---")
                ),
                chance=0.15,
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "overdriven_guitar", "jazz_guitar", "steel_guitar"),
                partial(
                    guitars.strum, patterns=("D-u-d-u-D-u-d-u-", "....d-......d-..", "D-------d-u-d---"), strings=4
                ),
                chance=0.6,
                effects={"reverb_small": 0.4, "saturation": 0.2},
                gain_db=-2,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("overdriven_guitar", "harmonica", "tenor_sax", "jazz_guitar"),
                partial(melody.melody, density="medium", centre=69, scale="blues", rests=0.3, bank="rock"),
                chance=0.65,
                floor=0.6,
                effects={"reverb_small": 0.5, "delay": 0.2, "saturation": 0.2},
                solo=True,
            ),
        ),
    ),
)
