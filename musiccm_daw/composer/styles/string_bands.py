"""Bands of strings without drums: bluegrass, gypsy jazz."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.basses.walking import walking_bass
from musiccm_daw.composer.chords import comping, guitars
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

# Written in 16ths: forward, backward and alternating-thumb rolls, with the high drone in between.
_ROLLS = (
    "0241241241240241",
    "0341341341340340",
    "0142014201420142",
    "0431043104310143",
    "0214021402140231",
)
_BOOM_CHICK = ("x-X-x-X-x-X-x-X-", "x-Xxx-X-x-Xxx-X-")
# Four to the bar, the second and fourth dry and accented.
_POMPE = ("x--.X...x--.X...", "x-..X...x-..X...", "x-..X...x-..X.x.")
_TWO_BEAT = ("R-------5-------", "R-------5---..a-", "R---3---5---a---")

BLUEGRASS = Style(
    name="bluegrass",
    bpm=(118, 148),
    minor=0.12,
    major_progressions=(
        "I | I | IV | I | I | I | V | I",
        "I | IV | I | V",
        "I | I | V | I",
        "I | bVII | I | V",
        "I | vi | I | V",
        "I | IV | V | I",
    ),
    minor_progressions=("i | bVII | i | bVII", "i | i | bVII | i", "i | bIII | bVII | i"),
    colours=("triads",),
    form="song",
    looseness=0.9,
    pulse="backbeat",
    cadence="V",
    unplugged=True,
    solo_guitar="steel_guitar",
    groups=(
        (
            Layer(
                "guitar",
                ("banjo",),
                partial(guitars.pick, patterns=_ROLLS, floor=50, ring=0.35),
                effects={"reverb_small": 0.3},
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R---5---R---5---", "R---5---R---5-a-"),
                    hold=0.8,
                    leads="bar",
                ),
                effects={"reverb_small": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("steel_guitar",),
                partial(comping.comp, patterns=_BOOM_CHICK, habit="strict", centre=57, voices=4, hold=0.7, velocity=74),
                chance=0.55,
                effects={"reverb_small": 0.3},
                gain_db=-3,
                spread=0.5,
                solo=True,
            ),
            Layer(
                "guitar",
                ("steel_guitar",),
                # The mandolin's chop behind every beat.
                partial(
                    comping.comp,
                    patterns=("..X...X...X...X.",),
                    habit="strict",
                    centre=70,
                    voices=4,
                    hold=0.3,
                    velocity=84,
                ),
                chance=0.45,
                effects={"reverb_small": 0.3},
                gain_db=-3,
                spread=0.5,
            ),
        ),
        (
            Layer(
                "strings",
                ("solo_violin",),
                partial(melody.melody, centre=75, density="dense", scale="pentatonic", bank="fiddle"),
                floor=0.4,
                effects={"reverb_small": 0.4},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("harmonica", "accordion"),
                partial(melody.melody, centre=72, density="medium", scale="pentatonic", bank="fiddle"),
                chance=0.15,
                floor=0.7,
                effects={"reverb_small": 0.4},
                gain_db=-4,
            ),
        ),
    ),
)

GYPSY_JAZZ = Style(
    name="gypsy_jazz",
    bpm=(176, 230),
    minor=0.5,
    major_progressions=(
        "I6 | VI7 | II7 | V7",
        "I6 | I6 | ii7 | V7",
        "I6 | II7 | ii7 V7 | I6",
        "I6 | I6 | II7 | II7 | V7 | V7 | I6 | V7",
        "III7 | VI7 | II7 | V7",
    ),
    minor_progressions=(
        "i6 | i6 | V7 | i6",
        "i6 | iv6 | V7 | i6",
        "i6 | bVI7 | V7 | i6",
        "i6 | i6 | iv6 | iv6 | bVI7 | V7 | i6 | V7",
        "i6 | V7 | i6 | iim7b5 V7",
    ),
    colours=("sevenths",),
    form="song",
    swing=(0.5, 0.85),
    pulse="swing",
    chromatic=True,
    cadence="V7",
    unplugged=True,
    combo=True,
    solo_guitar="steel_guitar",
    groups=(
        (
            Layer(
                "guitar",
                ("steel_guitar", "jazz_guitar"),
                partial(comping.comp, patterns=_POMPE, habit="strict", centre=57, voices=4, hold=0.7, velocity=80),
                effects={"reverb_small": 0.4},
                gain_db=-1,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass",),
                partial(bass.pattern_bass, locked=False, patterns=_TWO_BEAT, leads="chromatic"),
                chance=0.65,
                effects={"reverb_small": 0.3},
                solo=True,
            ),
            Layer("bass", ("acoustic_bass",), walking_bass, chance=0.35, effects={"reverb_small": 0.3}, solo=True),
        ),
        (
            Layer(
                "strings",
                ("solo_violin",),
                partial(melody.melody, centre=76, density="dense", bank="jazz"),
                chance=0.5,
                floor=0.4,
                effects={"reverb_small": 0.5},
                spread=0.2,
                solo=True,
            ),
            Layer(
                "lead",
                ("jazz_guitar", "clarinet", "nylon_guitar"),
                partial(melody.melody, centre=72, density="dense", bank="jazz"),
                chance=0.5,
                floor=0.4,
                effects={"reverb_small": 0.5},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar", "steel_guitar"),
                partial(comping.comp, patterns=("x-..X...x-..X...", "x...X...x...X..."), centre=61, voices=3, hold=0.6),
                chance=0.45,
                floor=0.4,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.6,
            ),
        ),
        (
            Layer(
                "keys",
                ("accordion",),
                partial(comping.comp, patterns=("x---------------", "x-----x---------"), voices=3),
                chance=0.25,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-6,
            ),
        ),
    ),
)
