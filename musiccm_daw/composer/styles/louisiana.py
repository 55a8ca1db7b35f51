"""Louisiana: zydeco, the collective improvisation of New Orleans, and the march to its cemeteries."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.basses.walking import walking_bass
from musiccm_daw.composer.chords import comping, keyboards
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.ensembles.front_line import obbligato, tailgate
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.ornaments import ornamented

# The kick struck twice, the snare behind it; and the two-step.
_ZYDECO_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.x.....X.x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x..x.X..x..x.", "snare": "....X.......X..o", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X...X.x.X...X.x.", "snare": "..x...x...x...xo", "hat": "x...x...x...x..."},
    {"kick": "x...........", "snare": "....X...X...", "hat": "x.x.x.x.x.x."},
)
_RUBBOARDS: tuple[grooves.Groove, ...] = (
    {"short_guiro": "XoxxXoxxXoxxXoxx"},
    {"short_guiro": "xoXoxoXxxoXoxoXx"},
    {"short_guiro": "X.xoX.xxX.xoX.xx"},
    {"short_guiro": "Xoxoxoxoxoxo"},
)
_TRIANGLES: tuple[grooves.Groove, ...] = (
    {"mute_triangle": "..xx..xx..xx..xx", "triangle": "x...x...x...x..."},
    {"mute_triangle": "..x...x.x...", "triangle": "x...x...x..."},
)
# Basses go with the kick: struck twice, pushed ahead of the beat, or on it.
_ZYDECO_BASS = (
    *("R---5---R---5---", "R-..R-R-5-..5-a-", "R-R-3-3-5-5-3-a-", "R--R..R-5--5..a-", "R-R-..5-R-R-..a-"),
    "R-------5---",
)
_PUSHES = ("..x...x...x...x.", "x-..x.x-x-..x.x-", "....x.......x.x.", "....x...x...")
# Two beats or four to the bar; the tuba breathes.
_TUBA = ("R-------5-------", "R---....5---....", "R-------5---3-a-", "R---..R-5---..a-")
_FOUR = ("x---x---x---x---", "x---x-x-x---x-x-", "X---x---X---x-xx")
_DIXIE_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.......", "snare": "o.o.X.o.o.o.X.o.", "pedal_hat": "....x.......x..."},
    {"kick": "X...x...X...x...", "high_woodblock": "x...x.x.x...x.x.", "pedal_hat": "....x.......x..."},
    {"kick": "X.......X.......", "snare": "r...X..or...X..o", "pedal_hat": "....x.......x..."},
    {"kick": "X.......X.......", "ride": "x...x.x.x...x.x.", "pedal_hat": "....x.......x..."},
)
_DIRGE_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......x.......", "snare": "x.....orx...orrr"},
    {"kick": "X...............", "snare": "o.rro.rrx.rro.rr"},
    {"kick": "X.......X.......", "snare": "x...x...x..rrrrr"},
)
_DIXIE_MAJOR = (
    "I | VI7 | II7 | V7",
    "I | I | V7 | V7 | V7 | V7 | I | I",
    "III7 | VI7 | II7 | V7",
    "I | I7 | IV | #ivdim7 | I | V7 | I | V7",
    "I | I | VI7 | VI7 | II7 | V7 | I | V7",
    "I | V7 | V7 | I",
)

ZYDECO = Style(
    name="zydeco",
    bpm=(116, 144),
    minor=0.08,
    major_progressions=(
        "I | I | V | I",
        "I | IV | I | V",
        "I | I | IV | I | I | I | V | I",
        "I7 | IV7 | I7 | V7",
        "I | I | IV | V",
        "I",
    ),
    minor_progressions=("i | iv | i | V", "i | bVII | i | V"),
    colours=("triads",),
    form="song",
    meters={"4/4": 0.8, "3/4": 0.2},
    swing=(0.0, 0.35),
    tonics=(0, 2, 7, 5, 9),
    pulse="backbeat",
    swelling="narrow",
    cadence="V",
    groups=(
        (
            Layer(
                "lead",
                ("accordion",),
                partial(
                    ornamented,
                    write=partial(
                        melody.melody, centre=73, density="dense", scale="pentatonic", bank="fiddle", rests=0.05
                    ),
                    ornaments=("slide", "cut"),
                    chance=0.3,
                ),
                effects={"reverb_small": 0.4},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion", "latin_percussion"),
                partial(grooves.percussion, grooves=_RUBBOARDS, velocity=-6),
                chance=0.8,
                effects={"reverb_small": 0.3},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_TRIANGLES, velocity=-10),
                chance=0.2,
                effects={"reverb_small": 0.3},
                gain_db=-5,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_ZYDECO_BEATS, crash=0.2, fill_chance=0.4),
                chance=0.9,
                effects={"reverb_small": 0.4},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "pick_bass"),
                partial(bass.pattern_bass, patterns=_ZYDECO_BASS, leads="bar", hold=0.8),
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "steel_guitar"),
                partial(comping.comp, patterns=_PUSHES, centre=63, voices=3, hold=0.5),
                chance=0.9,
                effects={"reverb_small": 0.3},
                gain_db=-3,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("solo_violin",),
                partial(inner_voices.counter_line, centre=72),
                chance=0.35,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.4,
                solo=True,
            ),
        ),
    ),
)

DIXIELAND = Style(
    name="dixieland",
    bpm=(172, 220),
    minor=0.06,
    major_progressions=_DIXIE_MAJOR,
    minor_progressions=("i | i | V7 | i", "i | iv | i | V7", "i | V7 | V7 | i"),
    colours=("triads",),
    form="song",
    swing=(0.45, 0.75),
    tonics=(10, 3, 5, 8),
    pulse="swing",
    cadence="V7",
    combo=True,
    many_tunes=True,
    groups=(
        (
            Layer(
                "brass",
                ("trumpet",),
                partial(melody.melody, centre=70, density="medium", bank="dixieland", velocity=98, rests=0.05),
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("clarinet",),
                obbligato,
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("trombone",),
                tailgate,
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_TUBA, hold=0.75, leads="bar", velocity=98),
                chance=0.8,
                solo=True,
            ),
            Layer("bass", ("acoustic_bass",), walking_bass, chance=0.2, solo=True),
        ),
        (
            Layer(
                "guitar",
                ("banjo",),
                partial(comping.comp, patterns=_FOUR, centre=64, voices=4, hold=0.5, velocity=82, habit="turning"),
                effects={"reverb_small": 0.3},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("jazz_kit", "standard_kit"),
                partial(
                    grooves.groove, grooves=_DIXIE_BEATS, fills="jazz", crash=0.2, fill_chance=0.4, timekeeper="ride"
                ),
                effects={"reverb_small": 0.4},
                gain_db=-3,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "honky_tonk"),
                keyboards.stride,
                chance=0.4,
                effects={"reverb_small": 0.4},
                gain_db=-5,
                spread=0.4,
                solo=True,
            ),
        ),
    ),
)

JAZZ_FUNERAL = Style(
    name="jazz_funeral",
    bpm=(54, 66),
    minor=0.3,
    major_progressions=(
        "I | V7 | I7 | IV | I | V7 | I | V7",
        "I | I7 | IV | I | I | V7 | I | V7",
        "I | IV | I | V7",
        "I | VI7 | ii | V7",
    ),
    minor_progressions=("i | iv | V7 | i", "i | i | iv | i | iv | i | V7 | i", "i | bVI | V7 | i"),
    colours=("triads",),
    form="song",
    swing=(0.3, 0.6),
    swing_unit=0.25,
    tonics=(10, 3, 5, 8),
    swelling="wide",
    cadence="V7",
    combo=True,
    many_tunes=True,
    groups=(
        (
            Layer(
                "brass",
                ("trumpet",),
                partial(
                    ornamented,
                    write=partial(melody.melody, centre=68, density="sparse", bank="lyric", rests=0.0),
                    ornaments=("slide",),
                    chance=0.4,
                ),
                effects={"reverb_hall": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("clarinet",),
                partial(
                    ornamented,
                    write=partial(inner_voices.counter_line, centre=77),
                    ornaments=("slide", "turn"),
                    chance=0.5,
                ),
                effects={"reverb_hall": 0.5},
                gain_db=-3,
                spread=0.3,
            ),
        ),
        (Layer("brass", ("trombone",), tailgate, effects={"reverb_hall": 0.5}, gain_db=-3, spread=0.3, solo=True),),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R-------5-------", "R-----..5-----..", "R-------5---3---"),
                    velocity=90,
                    leads="bar",
                ),
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_DIRGE_BEATS, fills="soft", crash=0.0, fill_chance=0.1, calm=("kick",)),
                effects={"reverb_hall": 0.4},
                gain_db=-5,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("banjo",),
                partial(comping.comp, patterns=_FOUR[:1], centre=62, voices=4, hold=0.6, velocity=64, habit="strict"),
                chance=0.5,
                effects={"reverb_hall": 0.4},
                gain_db=-6,
                spread=0.4,
            ),
        ),
    ),
)
