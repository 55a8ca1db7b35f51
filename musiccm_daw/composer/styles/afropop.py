"""Afrobeats of Lagos and Accra, the pop of today: a rim in threes, a bass that rests, plucked riffs."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles.club import CONGAS, SHAKERS
from musiccm_daw.composer.tunes import melody

# The rim, or a snare, has three and three, and leaves the second beat to nobody.
_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......x.......", "rim": "...x..x...x.x...", "hat": "x.xxx.xxx.xxx.xx"},
    {"kick": "X..x....x..x....", "snare": "......X.......X.", "hat": "..x...x...x...x.", "rim": "...x......x....."},
    {"kick": "X...x...X...x...", "rim": "...X..X....X..X.", "hat": "o.x.o.x.o.x.o.x."},
    {
        "kick": "X.....x...x.....X.......x..x....",
        "snare": "...x..X....x..X....x..X....x..X.",
        "hat": "x.x.x.x.x.x.x.x.x.x.x.x.x.xxx.x.",
    },
)
_BASS = (
    "R-....R---R-....",
    "R--R..R-....5-a-",
    "...R--R-..R-5---",
    "R-..R-..R---..7-",
    "R--R--..R-..O-..R--R--R-....5-..",
)
_CHORDS = ("x-....x---x-....", "..x--x--..x-x---", "x--x--x-....x---", "...x--x-..x---..", "x-----......x---")

AFROPOP = Style(
    name="afropop",
    bpm=(98, 112),
    minor=0.6,
    major_progressions=(
        "IV | V | iii | vi",
        "I | V | vi | IV",
        "vi | IV | I | V",
        "I | ii | IV | V",
        "IV | I | V | vi",
    ),
    minor_progressions=("i | bVII | bVI | bVII", "i | iv | v | iv", "bVI | bVII | i | i", "i | bVI | bIII | bVII"),
    colours=("triads", "sevenths", "ninths"),
    form="loop",
    swing=(0.0, 0.25),
    swing_unit=0.25,
    looseness=0.4,
    swelling="narrow",
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("electronic_kit", "kit_808", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_BEATS, fills="beat", crash=0.1, fill_chance=0.3, habit="answering"),
                effects={"saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("sub_bass", "fm_bass", "finger_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_BASS, hold=0.9, habit="turning"),
                floor=0.4,
                effects={"saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "nylon_guitar", "muted_guitar"),
                partial(melody.riff, density="medium", centre=70, scale="full", bank="latin"),
                chance=0.6,
                floor=0.4,
                effects={"reverb_small": 0.4, "chorus": 0.3},
                gain_db=-2,
                spread=0.4,
                solo=True,
            ),
            Layer(
                "keys",
                ("pluck", "kalimba", "marimba"),
                partial(melody.riff, density="medium", centre=74, scale="full", bank="latin"),
                chance=0.4,
                floor=0.4,
                effects={"reverb_hall": 0.4, "delay": 0.4},
                gain_db=-2,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "grand_piano", "dx_piano"),
                partial(comping.comp, patterns=_CHORDS, centre=64, voices=4, hold=0.85, habit="turning"),
                chance=0.8,
                effects={"reverb_small": 0.4, "chorus": 0.2},
                gain_db=-2,
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "analog_pad", "slow_strings"),
                partial(comping.pad, voices=3),
                chance=0.5,
                effects={"reverb_hall": 0.6, "lowpass": 0.3},
                gain_db=-8,
            ),
        ),
        (
            Layer(
                "lead",
                ("tenor_sax", "flute", "pluck", "square_lead"),
                partial(melody.melody, density="sparse", centre=72, scale="pentatonic", bank="beat"),
                chance=0.4,
                floor=0.6,
                effects={"reverb_hall": 0.5, "delay": 0.4},
                gain_db=-3,
                spread=0.2,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=SHAKERS),
                chance=0.55,
                gain_db=-6,
                spread=0.4,
            ),
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=CONGAS),
                chance=0.4,
                gain_db=-5,
                spread=0.5,
                solo=True,
            ),
        ),
    ),
)
