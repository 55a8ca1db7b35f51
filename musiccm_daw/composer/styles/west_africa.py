"""Guitars of West Africa: highlife of the coast, and the desert blues of the Sahara."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.sheet import Layer, Style, together
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.ornaments import ornamented

_HIGHLIFE_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X...x...X...x...", "rim": "x..x..x...x.x...", "hat": "..x...x...x...x."},
    {"kick": "X.....x.X.....x.", "snare": "....o.......o.x.", "hat": "x.xxx.xxx.xxx.xx"},
    {"kick": "X.......X...x...", "rim": "...x..x....x..x.", "hat": "x.x.x.x.x.x.x.x."},
)
_HIGHLIFE_HANDS: tuple[grooves.Groove, ...] = (
    {"cowbell": "x..x..x...x.x...", "high_conga": "..x...xx..x...xx", "low_conga": "x.......x......."},
    {"cowbell": "x.x.x..x.x.x.x..", "shaker": "xoxxxoxxxoxxxoxx", "high_conga": "......xx......xx"},
    {"claves": "x..x..x...x.x...", "shaker": "x.xxx.xxx.xxx.xx"},
)
# Two guitars, each in the gaps of the other: the higher one leaves the beats to the lower.
_HIGH_PICKS = ("..323.1...323.2.", ".3.2.31..3.2.31.", "..3..23...1..23.", ".323..31.323..21")
_LOW_PICKS = ("0.2..2.30.2..3.2", "0..2.3..2..3.2..", "0.3.2..30.3.2..2", "0..32..20..32..3")
_HIGHLIFE_BASS = (
    "R-..3-5-R-..5-3-",
    "R---..3-5---..3-",
    "..R-3-5-..R-5-3-",
    "R-R-..5-3-..5-R-",
    "R-..R-5-3-..5-a-",
)
_HIGHLIFE_HORNS = ("x-..x.x-....x-x-", "..x-x-..x-x-....", "x--x--x---......")
_DESERT_HANDS: tuple[grooves.Groove, ...] = (
    {"low_conga": "X.....X.X.....x.", "high_conga": "...x.x.....x.x.x", "clap": "....x.......x..."},
    {"low_conga": "X..x..X.X..x..X.", "high_conga": "....x.......x.xx", "clap": "..x...x...x...x."},
    {"low_conga": "X...x.X...X.x...", "mute_conga": "..o...o.o.o...oo", "clap": "....x.......x..."},
    # The camel's gait.
    {"low_conga": "X...x.X...x.", "clap": "....x.....x."},
    {"low_conga": "X.....X.x...", "high_conga": "..x.x.....x.", "clap": "......x....."},
)
_DRONES = ("R-.RR-.RR-.RR-.R", "R-R-..R-R-R-..R-", "R--R--R-R--R--RR", "R---R-R---R-")
_DESERT_BASS = ("R-....R-R-..5-7-", "R---..R-R---7-5-", "R-..R-..R-..7-R-", "R---R-R-..7-")

HIGHLIFE = Style(
    name="highlife",
    bpm=(106, 126),
    minor=0.05,
    major_progressions=(
        "I | IV | I | V",
        "I | IV | V | I",
        "I | I | IV | V",
        "I | IV | V | IV",
        "I | ii | V | I",
        "IV | V | I | I",
    ),
    minor_progressions=("i | bVII | bVI | bVII", "i | iv | V | i"),
    colours=("triads",),
    form="loop",
    tonics=(0, 7, 2, 5, 9),
    pulse="upbeat",
    swelling="narrow",
    many_tunes=True,
    groups=(
        (
            Layer(
                "guitar",
                ("clean_guitar",),
                partial(guitars.pick, patterns=_LOW_PICKS, floor=43, ring=0.4, habit="turning"),
                effects={"chorus": 0.3, "reverb_small": 0.4},
                gain_db=-2,
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar",),
                # As the second guitar it is played an octave higher.
                partial(guitars.pick, patterns=_HIGH_PICKS, floor=45, ring=0.4, habit="turning"),
                effects={"chorus": 0.3, "reverb_small": 0.4},
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_HIGHLIFE_BASS, hold=0.8, leads="bar"),
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_HIGHLIFE_BEATS, crash=0.1, fill_chance=0.3),
                effects={"reverb_small": 0.3},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_HIGHLIFE_HANDS, velocity=-12),
                chance=0.9,
                gain_db=-4,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("trumpet", "brass_section"),
                partial(horns.stabs, patterns=_HIGHLIFE_HORNS, forward=True),
                chance=0.4,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-3,
            ),
            Layer(
                "lead",
                ("tenor_sax", "alto_sax", "clean_guitar"),
                partial(melody.melody, centre=69, density="medium", bank="latin"),
                chance=0.4,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-2,
                solo=True,
            ),
        ),
    ),
)

DESERT_BLUES = Style(
    name="desert_blues",
    bpm=(94, 118),
    minor=0.92,
    major_progressions=("I", "I | I | bVII | I"),
    minor_progressions=("i", "i | i | bVII | i", "i | i | i | bVII", "i | i | bIII | i"),
    colours=("triads",),
    form="loop",
    meters={"4/4": 0.75, "6/8": 0.25},
    tonics=(9, 4, 7, 2),
    swelling="narrow",
    groups=(
        (
            Layer(
                "lead",
                ("clean_guitar", "overdriven_guitar"),
                partial(
                    ornamented,
                    write=partial(
                        melody.melody, centre=67, density="medium", scale="pentatonic", bank="desert", rests=0.2
                    ),
                    ornaments=("slide", "cut"),
                    chance=0.5,
                ),
                effects={"delay": 0.2, "reverb_small": 0.5},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "overdriven_guitar"),
                # The thumb stays on the lowest string, and the fingers turn round one figure above it.
                partial(
                    together,
                    writers=(
                        partial(bass.pattern_bass, locked=False, patterns=_DRONES, floor=40, velocity=76, hold=0.8),
                        partial(melody.riff, density="medium", centre=60, bank="desert", turns=False),
                    ),
                ),
                effects={"reverb_small": 0.4, "tape": 0.3},
                gain_db=-2,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_DESERT_HANDS, velocity=-6, habit="strict"),
                effects={"reverb_small": 0.4},
                gain_db=-1,
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_DESERT_BASS, hold=0.85),
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("steel_guitar", "muted_guitar"),
                partial(
                    comping.comp,
                    patterns=("..x...x...x...x.", "x.ssx.s.x.ssx.s.", "..x.x...x.x."),
                    centre=60,
                    voices=3,
                    hold=0.5,
                    habit="strict",
                ),
                chance=0.5,
                effects={"reverb_small": 0.4},
                gain_db=-5,
                spread=0.6,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("voice_oohs",),
                partial(
                    comping.comp,
                    patterns=("." * 32 + "x---x-x-x-------" + "." * 16, "." * 48 + "x---x---x-------"),
                    centre=64,
                    voices=2,
                    habit="strict",
                ),
                chance=0.35,
                floor=0.5,
                effects={"reverb_hall": 0.4},
                gain_db=-5,
            ),
        ),
    ),
)
