"""Dances of the Dominican Republic: bachata, merengue."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.basses.tumbao import montuno
from musiccm_daw.composer.chords import arpeggios, comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

_BONGOS: tuple[grooves.Groove, ...] = (
    {"high_bongo": "X.o.x.o.X.o.x...", "low_bongo": "..............X.", "cabasa": "x.xxx.xxx.xxx.xx"},
    {"high_bongo": "X.o.x.o.X.o...o.", "low_bongo": "............X...", "maracas": "x.xxx.xxx.xxx.xx"},
    # The bell and the scraper of the refrain.
    {"cowbell": "X...x.x.X...x.x.", "cabasa": "XoxxXoxxXoxxXoxx", "low_bongo": "............x.x."},
)
# Tambora and guira; a bar in 2 as a half of 4/4.
_TAMBORA: tuple[grooves.Groove, ...] = (
    {
        "cabasa": "X.xxX.xxX.xxX.xx",
        "low_conga": "X.......X.......",
        "high_conga": "......x...x.x.x.",
        "mute_conga": "..x.x...........",
    },
    {"cabasa": "XoxxXoxxXoxxXoxx", "low_conga": "X...x...X...x...", "high_conga": "....x.x.....xxxx"},
    {"maracas": "XoxxXoxxXoxxXoxx", "low_conga": "X.......X...x...", "high_conga": "..x.x.x...x...x."},
)
_JALEOS = ("x.x.x-x.x.x.x-x.", "..x.x.x...x.x.x.", "x-x.xx-x.x-x.x-.", "xxx.x.x.xxx.x.x.")
_MERENGUE_PIANO = ("--2-1-2-0-2-1-2-", "--1-2-1-0-1-2-1-", "0-2-1-2-0-2-1-2-")

BACHATA = Style(
    name="bachata",
    bpm=(118, 136),
    minor=0.75,
    major_progressions=("I | V | IV | V", "I | vi | IV | V", "vi | IV | I | V", "I | IV | V | V"),
    minor_progressions=(
        "i | bVII | bVI | V",
        "i | iv | bVII | bIII",
        "i | bVI | bVII | i",
        "iv | bVII | i | i",
        "i | iv | V | V",
    ),
    colours=("triads", "mixed"),
    form="song",
    looseness=0.6,
    pulse="tresillo",
    swelling="narrow",
    groups=(
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_BONGOS, velocity=-4),
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "fretless_bass"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R-------5---R---", "R-------R---5---", "R-----..R---5-a-", "R-------5---O---"),
                    leads="bar",
                ),
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "clean_guitar", "nylon_guitar"),
                # The requinto: broken chords high up.
                partial(arpeggios.arpeggio, rates=(0.5,), centre=69, voices=4, gate=0.9),
                effects={"chorus": 0.6, "reverb_small": 0.5, "delay": 0.2},
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("steel_guitar", "nylon_guitar"),
                partial(
                    comping.comp,
                    patterns=("x.x.x.xxx.x.x.xx", "x-..x.x.x-..x.x.", "x.xxx.x.x.xxx.x."),
                    centre=58,
                    voices=4,
                    hold=0.6,
                ),
                chance=0.9,
                effects={"reverb_small": 0.4},
                gain_db=-4,
                spread=0.6,
            ),
        ),
        (
            Layer(
                "lead",
                ("clean_guitar", "nylon_guitar", "tenor_sax"),
                partial(melody.melody, centre=74, density="medium", bank="latin"),
                chance=0.6,
                floor=0.55,
                effects={"chorus": 0.4, "reverb_small": 0.5},
                gain_db=-1,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "bright_piano"),
                partial(comping.comp, patterns=("x---------------", "x-------x-------")),
                chance=0.3,
                gain_db=-5,
            ),
        ),
    ),
)

MERENGUE = Style(
    name="merengue",
    bpm=(130, 152),
    minor=0.45,
    major_progressions=("I | V7", "I | I | V7 | V7", "I | vi | ii | V7", "I | IV | V7 | V7"),
    minor_progressions=("i | V7", "i | i | V7 | V7", "i | iv | V7 | i", "i | bVII | bVI | V7"),
    colours=("triads",),
    form="loop",
    looseness=0.5,
    swelling="narrow",
    cadence="V7",
    solo_guitar="nylon_guitar",
    groups=(
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_TAMBORA, velocity=-4),
                effects={"reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "acoustic_bass"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R---5---R---5---", "R---R---5---5---", "R---5---R---3-5-"),
                    hold=0.8,
                    leads="bar",
                ),
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "bright_piano"),
                partial(montuno, patterns=_MERENGUE_PIANO),
                chance=0.9,
                effects={"reverb_small": 0.3},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("alto_sax", "alto_sax", "tenor_sax"),
                partial(melody.riff, density="dense", centre=67, scale="full", bank="latin", gate=0.6),
                chance=0.6,
                floor=0.45,
                effects={"reverb_small": 0.4},
                gain_db=-2,
                solo=True,
            ),
            Layer(
                "brass",
                ("brass_section", "trumpet"),
                partial(comping.comp, patterns=_JALEOS, voices=3, centre=69, hold=0.6, velocity=88),
                chance=0.3,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "lead",
                ("accordion", "trumpet", "accordion"),
                partial(melody.melody, centre=74, density="medium", bank="latin"),
                chance=0.6,
                floor=0.55,
                effects={"reverb_small": 0.4},
                gain_db=-2,
                solo=True,
            ),
        ),
    ),
)
