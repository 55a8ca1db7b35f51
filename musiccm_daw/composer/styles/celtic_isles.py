"""Music of Ireland and Scotland, and of the ships that sailed from there: reels, jigs and airs; shanties."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.cut_time import in_cut_time
from musiccm_daw.composer.tunes.ornaments import ornamented

# In 4/4 a reel, whose 8ths are 16ths here; in 6/8 a jig, in 9/8 a slip jig.
_BODHRANS: tuple[grooves.Groove, ...] = (
    {"floor_tom": "XoxoXoxoXoxoXoxo"},
    {"floor_tom": "XoxxXoxoXoxxXoxx"},
    {"floor_tom": "X.oxX.oxX.oxXoxx", "rim": "....x.......x..."},
    {"floor_tom": "X.o.x.X.o.x."},
    {"floor_tom": "Xoo.xoX.o.xo"},
    {"floor_tom": "X.o.x.X.o.x.X.o.x."},
)
_DRIVEN_STRUMS = (
    "D-duD-duD-duD-du",
    "D-dududu" * 2,
    "D--uD-duD--uD-du",
    "D---d-D---d-",
    "D-d-u-D-d-u-",
    "D---d-D---d-D---d-",
)
_SESSION_BASS = (
    "R-------5-------",
    "R---5---R---5-a-",
    "R-----R-5-------",
    "R-----5-----",
    "R---..5---a-",
    "R-----5-----R-----",
)
_STOMPS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.......", "clap": "....x.......x..."},
    {"kick": "X...X...X...X..."},
    {"kick": "X...x...X...x...", "clap": "....X.......X..."},
    {"kick": "X.....x.....", "clap": "......X....."},
    {"kick": "X.....X....."},
)
# The crew answers the shantyman in every second bar.
_CREW = (
    "." * 16 + "x---x-x-x---x---",
    "." * 16 + "x---x---x-------",
    "." * 16 + "x-x-x-x-x---x---",
    "........x---x---x---x-x-x-------",
    "." * 12 + "x---x-x-----",
    "." * 12 + "x---x-x---x-",
)

CELTIC = Style(
    name="celtic",
    bpm=(102, 120),
    minor=0.35,
    major_progressions=(
        "I | I | IV | V",
        "I IV | I V | I IV | V I",
        "I | V | IV | V",
        "I | bVII | I | bVII",
        "I | IV | I V | I",
        "I | vi | IV | V",
    ),
    minor_progressions=(
        "i | bVII | i | bVII",
        "i | i | bVII | bVII",
        "i | bVII | bIII | bVII",
        "i bVII | i bVII | bIII bVII | i",
        "i | IV | bVII | i",
    ),
    colours=("triads",),
    form="song",
    meters={"4/4": 0.65, "6/8": 0.35},
    swing=(0.0, 0.15),
    swing_unit=0.25,
    tonics=(2, 7, 9),
    cadence="V",
    unplugged=True,
    chamber=True,
    guitar="steel_guitar",
    solo_guitar="steel_guitar",
    groups=(
        (
            Layer(
                "lead",
                ("solo_violin", "solo_violin", "flute", "accordion"),
                partial(
                    ornamented,
                    write=partial(
                        in_cut_time,
                        write=partial(melody.melody, centre=75, density="dense", bank="reel", rests=0.0),
                    ),
                    ornaments=("cut", "cut", "roll"),
                    chance=0.4,
                ),
                effects={"reverb_small": 0.6},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("steel_guitar",),
                partial(guitars.strum, patterns=_DRIVEN_STRUMS, habit="turning"),
                chance=0.9,
                effects={"reverb_small": 0.4},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_BODHRANS, velocity=-10),
                chance=0.9,
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "finger_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_SESSION_BASS, hold=0.85),
                chance=0.65,
                floor=0.45,
                effects={"reverb_small": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("accordion", "harp", "reed_organ"),
                partial(comping.comp, patterns=("x---------------", "x-------x-------", "x-----x-----"), voices=3),
                chance=0.45,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-5,
                spread=0.4,
            ),
            Layer(
                "guitar",
                ("banjo", "nylon_guitar"),
                partial(guitars.pick, patterns=("0.2.3.4.3.2.3.2.", "0.3.2.4.0.3.2.4.", "0.2.3.4.3.2."), floor=50),
                chance=0.3,
                floor=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-5,
                spread=0.6,
                solo=True,
            ),
        ),
    ),
)

SEA_SHANTY = Style(
    name="sea_shanty",
    bpm=(94, 120),
    minor=0.5,
    major_progressions=("I | IV | I | V", "I | I | V | I", "I | vi | IV | V", "I | I | IV | V | I | IV | V | I"),
    minor_progressions=(
        "i | i | bVII | bVII | i | i | bVII | i",
        "i | bVII | i | bVII",
        "bVI | bIII | iv | i | bVI | bIII | V7 | i",
        "i | iv | i | V7",
        "i | bVII | bVI | V",
    ),
    colours=("triads",),
    form="song",
    meters={"4/4": 0.75, "6/8": 0.25},
    tonics=(2, 4, 7, 9, 0),
    cadence="V",
    unplugged=True,
    solo_guitar="steel_guitar",
    groups=(
        (
            Layer(
                "lead",
                ("accordion", "accordion", "solo_violin", "flute"),
                partial(
                    ornamented,
                    write=partial(melody.melody, centre=72, density="medium", bank="shanty", rests=0.0),
                    ornaments=("cut",),
                    chance=0.2,
                ),
                effects={"reverb_small": 0.5},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("choir_aahs",),
                partial(
                    comping.comp,
                    patterns=_CREW,
                    centre=57,
                    voices=3,
                    hold=0.85,
                    velocity=92,
                    rooted=True,
                    habit="strict",
                ),
                effects={"reverb_small": 0.6},
                gain_db=-1,
                spread=0.2,
            ),
        ),
        (
            Layer(
                "drums",
                ("room_kit", "standard_kit"),
                partial(grooves.groove, grooves=_STOMPS, crash=0.0, fill_chance=0.0, habit="strict"),
                effects={"reverb_small": 0.7},
                gain_db=-2,
            ),
        ),
        (
            Layer(
                "guitar",
                ("steel_guitar", "nylon_guitar"),
                partial(guitars.strum, patterns=("D---d-u-D---d-u-", "D---D---D---D-d-"), habit="turning"),
                chance=0.55,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.4,
                solo=True,
            ),
            Layer(
                "guitar",
                ("banjo",),
                partial(comping.comp, patterns=("..x...x...x...x.", "x-x.x-x.x-x.x-x.", "x...x.x...x."), voices=3),
                chance=0.25,
                effects={"reverb_small": 0.4},
                gain_db=-5,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R-------5-------", "R---5---R---5---", "R-----5-----"),
                    hold=0.8,
                ),
                chance=0.9,
                solo=True,
            ),
        ),
    ),
)
