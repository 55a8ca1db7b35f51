"""Rock of art schools: krautrock's motorik, post-punk, progressive rock."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

# Two kicks, a snare and a kick, on straight 8ths that never stop.
_MOTORIK: tuple[grooves.Groove, ...] = (
    {"kick": "X.x...x.X.x...x.", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.x...x.X.x...x.", "snare": "....X.......X...", "ride": "x.x.x.x.x.x.x.x."},
    {"kick": "X.......X.x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
)
_PULSES = ("R-R-R-R-R-R-R-R-", "R-R-R-R-R-R-5-R-", "R-R-O-R-R-R-O-R-", "RRR-RRR-RRR-RRR-")
_TAPE_LINES = ("0.2.3.2.4.2.3.2.", "0-2-3-4-3-2-3-4-", "4-4-3-4-4-3-2-3-")
_POST_PUNK_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.x.....", "snare": "....X.......X...", "hat": "xxxxxxxxxxxxxxxx"},
    {"kick": "X...X...X...X...", "snare": "....X.......X...", "floor_tom": "..x...x...x..xx."},
    {"kick": "X.....x.X.......", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X...X...X...X...", "snare": "....X.......X...", "open_hat": "..x...x...x...x."},
)
# The bass has the tune: driving 8ths with a pick, high on the neck.
_HIGH_BASS = (
    "O-O-O-O-5-5-O-O-",
    "O-O-5-5-3-3-5-5-",
    "R-R-R-R-5-5-3-3-R-R-R-R-O-O-5-3-",
    "O-5-O-5-3-5-R-5-",
    "R-R-O-O-5-5-3-a-",
)
_ANGLES = ("x.x...x.x.x.....", "..x.x...x.x.x...", "x..x..x...x..x..", "x.xx..x.....x.x.")
_CHORUSED = ("4-3-2-3-4-3-2-3-", "0-2-4-3-2-4-3-2-", "4-4-3-4-2-4-3-2-", "0-4-3-4-2-4-3-4-")
# Bars of seven are three and four, or four and three.
_PROG_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X..x......x.x.", "snare": "....X.....X...", "ride": "x.x.x.x.x.x.x."},
    {"kick": "X.....x.x...x.", "snare": "....X.......X.", "hat": "x.x.x.x.x.x.x."},
    {"kick": "X..x..X..x..x.", "snare": "......o...X..o", "ride": "x.x.x.x.x.x.xx"},
    {"kick": "X..x..x...x.....", "snare": "....X..o....X..o", "ride": "x.x.x.x.x.x.x.x."},
    {"kick": "X.x...x..xx...x.", "snare": "....X.......X.o.", "hat": "x.xxx.x.x.xxx.x."},
    {"kick": "X..x..x.....X.x.....", "snare": "....X.....x.....X..o", "ride": "x.x.x.x.x.x.x.x.x.x."},
)
_PROG_ORGAN = (
    "x-x.x-x.x-x-x.",
    "x--x--x-x-x-x-",
    "x.x.xxx.x.x.xx",
    "x-x-..x-x-x-..x-",
    "x--x--x-x--x--x-",
    "x.x.xx.xx.x.xx.x",
    "x-x.x-x.x-x.x-x.x-x-",
)
_PROG_BASS = (
    "R-R.O-R.5-O-a-",
    "R--R--O-R-5-a-",
    "R.R.O.R.R-7-5-",
    "R--R--O-R.R.5-a-",
    "R.RRO.R.7.R.5-a-",
    "R-R-O-R-5-R-O-R-5-a-",
)
_PROG_CHORDS = ("x-..x-..x-3-4-", "x--x--x---4-3-", "x--x--x-x-3-4-7-", "x-pp..x-..3-4---", "x---x-x---x-x---4-3-")

KRAUTROCK = Style(
    name="krautrock",
    bpm=(126, 160),
    minor=0.35,
    major_progressions=("I", "I | I | I | IV", "I | bVII", "I | I | IV | IV", "I | ii"),
    minor_progressions=("i", "i | i | i | bVII", "i | IV", "i | bVII"),
    colours=("triads", "sus"),
    form="loop",
    looseness=0.4,
    swelling="narrow",
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_MOTORIK, crash=0.1, fill_chance=0.1, habit="strict"),
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("pick_bass", "finger_bass", "analog_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_PULSES),
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "overdriven_guitar"),
                partial(guitars.pick, patterns=_TAPE_LINES, floor=47, ring=1.0, habit="strict"),
                chance=0.6,
                effects={"delay": 0.8, "phaser": 0.5},
                gain_db=-2,
                spread=0.5,
                solo=True,
            ),
            Layer(
                "guitar",
                ("clean_guitar", "overdriven_guitar"),
                partial(guitars.strum, patterns=("D-d-d-d-D-d-d-d-", "D-d-D-d-D-d-D-d-"), strings=3, floor=50),
                chance=0.4,
                effects={"phaser": 0.6, "delay": 0.4},
                gain_db=-3,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("percussive_organ", "reed_organ", "rock_organ"),
                partial(comping.pad, centre=64, voices=3),
                chance=0.6,
                effects={"phaser": 0.6, "tape": 0.3},
                gain_db=-5,
                spread=0.4,
                solo=True,
            ),
            Layer(
                "pads",
                ("analog_pad", "sweep_pad"),
                comping.pad,
                chance=0.3,
                effects={"phaser": 0.6},
                gain_db=-6,
            ),
        ),
        (
            Layer(
                "lead",
                ("saw_lead", "square_lead", "flute"),
                partial(melody.melody, density="sparse", centre=74, scale="pentatonic", bank="synth"),
                chance=0.35,
                floor=0.65,
                effects={"delay": 0.8, "tape": 0.3},
                gain_db=-4,
            ),
        ),
    ),
)

POST_PUNK = Style(
    name="post_punk",
    bpm=(136, 162),
    minor=0.85,
    major_progressions=("I | IV", "I | vi | IV | V", "I | bVII | IV | I"),
    minor_progressions=(
        "i | bVII",
        "i | bVI | bVII | i",
        "i | bIII | bVII | iv",
        "i | i | bVI | bVII",
        "i | v | bVI | iv",
    ),
    colours=("triads",),
    looseness=0.5,
    pulse="backbeat",
    swelling="narrow",
    groups=(
        (
            Layer(
                "bass",
                ("pick_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_HIGH_BASS, floor=31, hold=0.8, habit="turning"),
                effects={"chorus": 0.7, "saturation": 0.2},
                gain_db=1,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "electronic_kit"),
                partial(grooves.groove, grooves=_POST_PUNK_BEATS, crash=0.3, fill_chance=0.4),
                effects={"reverb_hall": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar",),
                partial(guitars.pick, patterns=_CHORUSED, floor=52, ring=1.0, habit="turning"),
                chance=0.6,
                floor=0.4,
                effects={"chorus": 0.9, "delay": 0.5, "reverb_hall": 0.4},
                gain_db=-2,
                spread=0.5,
                solo=True,
            ),
            Layer(
                "guitar",
                ("clean_guitar", "overdriven_guitar"),
                partial(comping.comp, patterns=_ANGLES, centre=67, voices=3, hold=0.5),
                chance=0.4,
                floor=0.4,
                effects={"chorus": 0.5, "reverb_small": 0.4},
                gain_db=-2,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("synth_strings", "analog_pad"),
                partial(comping.pad, voices=3),
                chance=0.5,
                floor=0.5,
                effects={"chorus": 0.5, "reverb_hall": 0.5},
                gain_db=-6,
            ),
        ),
        (
            Layer(
                "lead",
                ("square_lead", "saw_lead"),
                partial(melody.riff, density="medium", centre=72, bank="synth"),
                chance=0.35,
                floor=0.7,
                effects={"chorus": 0.5, "reverb_hall": 0.4},
                gain_db=-4,
            ),
        ),
    ),
)

PROG_ROCK = Style(
    name="prog_rock",
    bpm=(112, 146),
    minor=0.6,
    major_progressions=("I | bVII | bVI | bVII", "I | II | I | bVII", "I | V/VII | bVII | IV", "I | bIII | IV | bVII"),
    minor_progressions=(
        "i | bVII | IV | bVI",
        "i | i | bIII | IV",
        "i | bVI | bII | bVII",
        "i | IV | bVI | V",
        "i | i/bVII | bVI | bII",
    ),
    colours=("triads", "sus"),
    form="arc",
    meters={"4/4": 0.42, "7/8": 0.36, "5/4": 0.14, "6/8": 0.08},
    groups=(
        (
            Layer(
                "keys",
                ("rock_organ", "drawbar_organ"),
                partial(comping.comp, patterns=_PROG_ORGAN, centre=65, voices=3, hold=0.75, velocity=86),
                effects={"saturation": 0.5, "phaser": 0.3},
                gain_db=-1,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("saw_lead", "square_lead"),
                partial(melody.riff, density="dense", centre=72, scale="full", bank="rock"),
                chance=0.95,
                floor=0.5,
                effects={"delay": 0.3, "phaser": 0.3},
                gain_db=-2,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("pick_bass",),
                partial(bass.pattern_bass, patterns=_PROG_BASS, turns=bass.BUSY_TURNS, habit="answering"),
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_PROG_BEATS, ghosts=0.15, habit="answering", timekeeper="ride"),
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("overdriven_guitar",),
                partial(guitars.power_riff, patterns=_PROG_CHORDS, habit="answering"),
                chance=0.6,
                floor=0.6,
                effects={"reverb_small": 0.3},
                gain_db=-4,
                spread=0.6,
            ),
            Layer(
                "guitar",
                ("steel_guitar", "nylon_guitar"),
                partial(guitars.pick, patterns=("0-2-3-4-2-3-4-", "0-2-3-2-4-2-3-2-"), ring=1.5),
                chance=0.3,
                ceiling=0.8,
                effects={"reverb_hall": 0.4},
                gain_db=-3,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble", "synth_strings"),
                partial(comping.pad, voices=3),
                chance=0.4,
                floor=0.45,
                effects={"tape": 0.6, "reverb_hall": 0.5},
                gain_db=-6,
            ),
        ),
    ),
)
