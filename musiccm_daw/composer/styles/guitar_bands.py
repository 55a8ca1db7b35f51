"""Bands whose guitars say what they are: surf rock, grunge, Midwest emo, indie folk."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.ornaments import double_picked

# Two strokes of the snare behind the second beat; or the toms of a drummer who runs from the wave.
_SURF_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.x.....", "snare": "....X.X.....X...", "ride": "x.x.x.x.x.x.x.x."},
    {"kick": "X.......X.......", "snare": "....X.X.....X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.......X.......", "snare": "....X.......X...", "floor_tom": "x.xx..xxx.xx..xx"},
    {"kick": "X...x...X...x...", "snare": "....X.X.....X.X.", "ride": "x...x...x...x..."},
)
_SURF_BASS = ("R-R-R-R-R-R-R-R-", "R-R-5-5-R-R-5-a-", "R-R-R-R-O-O-5-a-", "R-R-3-3-5-5-3-a-")
_GRUNGE_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X..x..x.X.x.....", "snare": "....X.......X...", "open_hat": "x...x...x...x..."},
    {"kick": "X.....x.x.x.....", "snare": "....X.......X...", "ride": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x....X.x...x.", "snare": "....X.......X..x", "open_hat": "x...x...x...x..."},
    {"kick": "X.......X.x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
)
# Chords dragged by thirds, seconds and tritones, with mutes between.
_GRUNGE_RIFFS = (
    "x-xpp.x-x-x-..pp",
    "x--x--pp3-3-p.p.x--x--pp4-4-2-2-",
    "x---x-x-t---4---",
    "x-x-..x-7-7-x---",
    "x-p.x-p.3-p.2-p.",
)
_GRUNGE_BASS = ("R-R-R-R-R-R-R-R-", "R--R--R-R-R-R-R-", "R---R-R-R---R-a-", "R-R-..R-R-R-R-a-")
_TWINKLE_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X..x..x...x..x..", "snare": "....X..o.o..X..o", "ride": "x.x.x.x.x.x.x.x."},
    {"kick": "X.....x..xx.....", "snare": "....X..o....X.o.", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x......x...x.", "snare": "......X...o.X...", "hat": "x.xxx.x.x.xxx.x."},
    {"kick": "X..x....x...x.x.X...", "snare": "....X..o..x.....X..o", "ride": "x.x.x.x.x.x.x.x.x.x."},
    {"kick": "X..x..x...x...", "snare": "....X.....X..o", "ride": "x.x.x.x.x.x.x."},
)
# Tapped and picked 16ths that cross the beat in threes and fives; a bar of five is one and a quarter.
_TWINKLES = (
    "0.23.4.3.24.3.2.",
    "0.4.2.4.03.4.24.",
    "4.3.2.4.3.2.4.3.0.4.3.2.4.3.24.3",
    "0.2.4.3.2.40.2.4.3.2",
    "0.3.4.2.4.3.20.4.3.4",
    "0.2.4.3.20.4.3",
    "0.3.4.2.4.30.4",
)
_OPEN_PICKS = ("0---2-3---4-2---", "0-2-4-..3-2-4-..", "0---3---2-4---3-", "0---2-4---3-0---2-4-", "0---2-4-0-3-2-")
_TWINKLE_BASS = ("R-----5-..3-O---", "R--R..5---O-3-a-", "R---5-O-..5-3-a-", "R---3---5---O-a-")
_BARE_PICKS = ("0-3-2-4-1-3-2-4-", "0-2-3-2-4-2-3-2-", "0---3-2-4---3-2-", "0-4-2-3-0-4-3-2-")
_BARE_CHORDS = ("x---------------", "x-----------x---", "x-------x-------")
_HUSHED: tuple[grooves.Groove, ...] = (
    {"kick": "x.......x.......", "rim": "............x..."},
    {"kick": "X.......x.x.....", "snare": "....o.......o...", "shaker": "x.o.x.o.x.o.x.o."},
)

SURF_ROCK = Style(
    name="surf_rock",
    bpm=(150, 176),
    minor=0.9,
    major_progressions=("I | vi | IV | V", "I | I | IV | V", "I | bVII | bVI | V"),
    minor_progressions=(
        "i | i | iv | i",
        "i | bVII | bVI | V",
        "i | i | bVII | bVII | bVI | bVI | V | V",
        "i | iv | i | V",
        "i | bII | i | V",
    ),
    colours=("triads",),
    pulse="backbeat",
    cadence="V",
    groups=(
        (
            Layer(
                "lead",
                ("clean_guitar",),
                partial(
                    double_picked,
                    write=partial(melody.melody, density="dense", centre=60, bank="rock", gate=1.0, rests=0.0),
                ),
                effects={"reverb_hall": 1.0, "delay": 0.3},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar",),
                partial(
                    guitars.strum, patterns=("D-d-D-d-D-d-D-d-", "D-x-D-x-D-x-D-xx", "D-xxD-xxD-xxD-d-"), strings=4
                ),
                effects={"reverb_hall": 0.9},
                gain_db=-4,
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("pick_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_SURF_BASS, hold=0.8, habit="turning"),
                floor=0.38,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_SURF_BEATS, crash=0.7),
                effects={"reverb_hall": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("percussive_organ",),
                partial(comping.comp, patterns=("x-------x-------", "..x...x...x...x."), centre=66, voices=3),
                chance=0.2,
                effects={"reverb_small": 0.5},
                gain_db=-6,
            ),
        ),
    ),
)

GRUNGE = Style(
    name="grunge",
    bpm=(92, 126),
    minor=0.75,
    major_progressions=("I | bIII | IV | bVI", "I | IV | bIII | bVI", "I | V | bVII | IV"),
    minor_progressions=(
        "i | bIII | bVI | bVII",
        "i | i | bVI | bII",
        "i | iv | bIII | bVI",
        "i | bVII | bVI | IV",
        "i | i | i | bVII",
    ),
    colours=("triads",),
    meters={"4/4": 0.9, "6/8": 0.04, "3/4": 0.03, "7/8": 0.03},
    pulse="backbeat",
    one_riff=True,
    groups=(
        (
            Layer(
                "drums",
                ("power_kit", "room_kit", "standard_kit"),
                partial(grooves.groove, grooves=_GRUNGE_BEATS, ghosts=0.06, crash=0.95),
                effects={"reverb_small": 0.6, "saturation": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("pick_bass",),
                partial(bass.pattern_bass, patterns=_GRUNGE_BASS, floor=28, turns=bass.BUSY_TURNS),
                effects={"saturation": 0.7},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("distortion_guitar",),
                partial(guitars.power_riff, patterns=_GRUNGE_RIFFS, habit="answering"),
                floor=0.55,
                effects={"reverb_small": 0.3},
                gain_db=-1,
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar",),
                partial(guitars.pick, patterns=("0-2-3-2-4-3-2-3-", "0---2-3-4---3-2-", "0-3-2-3-0-4-3-2-")),
                chance=0.75,
                ceiling=0.8,
                effects={"chorus": 0.9, "reverb_small": 0.4},
                gain_db=-4,
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("distortion_guitar", "overdriven_guitar"),
                partial(melody.melody, centre=67, scale="pentatonic", bank="rock"),
                chance=0.3,
                floor=0.85,
                effects={"chorus": 0.4, "reverb_small": 0.5},
                gain_db=-3,
            ),
        ),
    ),
)

MIDWEST_EMO = Style(
    name="midwest_emo",
    bpm=(104, 152),
    minor=0.25,
    major_progressions=(
        "Imaj7 | IVmaj7",
        "IVmaj7 | Imaj7 | vi7 | IVmaj7",
        "Iadd9 | vi7 | IVmaj9 | V",
        "IVmaj7 | V | Imaj7 | vi7",
        "Iadd9 | iii7 | IVmaj7 | IVmaj7",
    ),
    minor_progressions=("i7 | bVImaj7 | bIIImaj7 | bVII", "i7 | bIIImaj7 | bVImaj7 | iv7", "bVImaj7 | bVII | i7 | v7"),
    colours=("sus", "sevenths"),
    meters={"4/4": 0.58, "5/4": 0.14, "7/8": 0.12, "3/4": 0.08, "6/8": 0.08},
    groups=(
        (
            Layer(
                "guitar",
                ("clean_guitar",),
                # Up the neck, as tapping and open tunings have it.
                partial(guitars.pick, patterns=_TWINKLES, floor=52, ring=0.6),
                effects={"reverb_small": 0.5, "chorus": 0.2},
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "steel_guitar"),
                partial(guitars.pick, patterns=_OPEN_PICKS, ring=2.0),
                chance=0.95,
                effects={"reverb_small": 0.5},
                gain_db=-2,
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "pick_bass"),
                partial(bass.pattern_bass, patterns=_TWINKLE_BASS, floor=33, habit="answering"),
                floor=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_TWINKLE_BEATS, ghosts=0.2, habit="answering", timekeeper="ride"),
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("trumpet",),
                partial(melody.melody, density="sparse", centre=69, bank="lyric", velocity=76),
                chance=0.25,
                floor=0.6,
                effects={"reverb_hall": 0.6},
                gain_db=-3,
            ),
        ),
    ),
)

INDIE_FOLK = Style(
    name="indie_folk",
    bpm=(70, 108),
    minor=0.3,
    major_progressions=(
        "I | IV",
        "I | iii | IV | IV",
        "Iadd9 | IVmaj7 | vi7 | IV",
        "vi | IV | I | I",
        "I | I | vi | IV",
        "IV | I | V | vi",
    ),
    minor_progressions=("i | bVI", "i | bIII | bVII | iv", "i | i | bVI | bIII", "i | bVII | iv | iv"),
    colours=("sus", "triads"),
    form="arc",
    meters={"4/4": 0.76, "3/4": 0.12, "6/8": 0.12},
    swelling="wide",
    guitar="steel_guitar",
    solo_guitar="steel_guitar",
    chamber=True,
    groups=(
        (
            Layer(
                "guitar",
                ("steel_guitar", "steel_guitar", "nylon_guitar"),
                partial(guitars.pick, patterns=_BARE_PICKS, ring=2.5, habit="turning"),
                chance=0.8,
                effects={"reverb_small": 0.6, "tape": 0.2},
                solo=True,
            ),
            Layer(
                "guitar",
                ("steel_guitar",),
                partial(
                    guitars.strum, patterns=("D-------d---d-u-", "D-----d-..u-d---", "D---d-u-..u-d-u-"), strings=6
                ),
                chance=0.2,
                effects={"reverb_small": 0.6},
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("voice_oohs",),
                # Stacked falsettos, above where others sing.
                partial(comping.pad, centre=72, voices=3, velocity=58, longest=8.0),
                chance=0.7,
                floor=0.5,
                effects={"reverb_hall": 0.8},
                gain_db=-4,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "reed_organ"),
                partial(comping.comp, patterns=_BARE_CHORDS, voices=3, velocity=58),
                chance=0.4,
                floor=0.5,
                effects={"reverb_hall": 0.5, "lowpass": 0.5},
                gain_db=-4,
                solo=True,
            ),
            Layer(
                "strings",
                ("solo_cello", "solo_violin"),
                partial(inner_voices.counter_line, centre=60),
                chance=0.25,
                floor=0.6,
                effects={"reverb_hall": 0.6},
                gain_db=-4,
            ),
            Layer(
                "brass",
                ("french_horn",),
                partial(comping.pad, centre=57, voices=2, velocity=54),
                chance=0.15,
                floor=0.8,
                effects={"reverb_hall": 0.7},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "finger_bass"),
                bass.chord_bass,
                chance=0.25,
                floor=0.75,
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "drums",
                ("brush_kit", "room_kit"),
                partial(grooves.groove, grooves=_HUSHED, fills="soft", crash=0.0, fill_chance=0.1),
                chance=0.15,
                floor=0.8,
                effects={"reverb_small": 0.5},
                gain_db=-5,
            ),
        ),
    ),
)
