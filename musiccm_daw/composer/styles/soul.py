"""Bands that sing: soul, R&B."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars, keyboards, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns, inner_voices
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles.club import SHAKERS
from musiccm_daw.composer.styles.dance_floor import HORNS
from musiccm_daw.composer.tunes import melody

_RNB_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X......x..x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x......x..x..", "clap": "....X.......X...", "hat": "x.xxx.x.x.xxx.rr"},
    {"kick": "X.....x...x.....", "rim": "....x.......x..x", "hat": "x.o.x.o.x.o.x.o."},
    {"kick": "X......xx.......", "snare": "........X.......", "hat": "x.x.x.x.x.t.x.x."},
)
_SOUL_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.....x.X.....x.", "snare": "x...x...x...x...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x....x..x....", "rim": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
    # The slow ballad in 6/8.
    {"kick": "X.........x.", "snare": "......X.....", "hat": "x.x.x.x.x.x."},
    {"kick": "X...x.....x.", "snare": "......X....o", "ride": "x.x.x.x.x.x."},
)
_SOUL_BASS = ("R-----R-5---O---", "R---5---O---5-a-", "R--R----5-O-..a-", "R-----.RR---..a-")
_SLOW_BASS = ("R-----R---------", "R---------R-5-a-", "R------R..R-----", "R-----------O-a-")
_SOFT_COMPS = ("x---------------", "x-----x---------", "x--x------x-----", "..x---..x---x---", "x---..x---..x---")

SOUL = Style(
    name="soul",
    bpm=(68, 120),
    minor=0.35,
    major_progressions=(
        *progressions.POP_MAJOR,
        *progressions.JAZZ_MAJOR[:4],
        "I | I7 | IV | iv6",
        "I | iii7 | IV | V7",
    ),
    minor_progressions=(*progressions.VAMP_MINOR, *progressions.POP_MINOR[:4]),
    colours=("mixed", "sevenths"),
    meters={"4/4": 0.7, "6/8": 0.3},
    swing=(0.0, 0.4),
    pulse="backbeat",
    cadence="V7",
    pianist=True,
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "jazz_kit"),
                partial(grooves.groove, grooves=_SOUL_BEATS, ghosts=0.12, habit="answering"),
                effects={"reverb_small": 0.4, "tape": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "acoustic_bass", "fretless_bass"),
                partial(bass.pattern_bass, patterns=_SOUL_BASS, leads="bar", habit="answering"),
                floor=0.38,
                effects={"tape": 0.2, "saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("drawbar_organ", "grand_piano", "rhodes", "bright_piano"),
                partial(comping.comp, patterns=(*_SOFT_COMPS, "x---x---x---x---"), habit="free"),
                chance=0.6,
                effects={"reverb_small": 0.4, "chorus": 0.3},
                spread=0.3,
                solo=True,
            ),
            Layer(
                "keys",
                ("grand_piano", "rhodes"),
                partial(keyboards.two_hands, patterns=_SOFT_COMPS, habit="free"),
                chance=0.25,
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "jazz_guitar"),
                partial(
                    comping.comp,
                    patterns=("....x.......x...", "....x..x....x...", "x-......x-......"),
                    centre=67,
                    voices=3,
                    hold=0.5,
                ),
                chance=0.55,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.5,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "tenor_sax", "trumpet"),
                partial(horns.stabs, patterns=HORNS),
                chance=0.35,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-4,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs", "choir_aahs"),
                partial(comping.pad, centre=65, voices=3),
                chance=0.3,
                floor=0.6,
                effects={"reverb_hall": 0.5},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "lead",
                ("tenor_sax", "alto_sax", "harmonica", "trumpet"),
                partial(melody.melody, centre=70, scale="pentatonic"),
                chance=0.35,
                floor=0.8,
                effects={"reverb_small": 0.6},
                gain_db=-2,
                solo=True,
            ),
            Layer(
                "strings",
                ("string_ensemble",),
                partial(inner_voices.counter_line, centre=74),
                chance=0.3,
                floor=0.6,
                gain_db=-4,
            ),
        ),
    ),
)

RNB = Style(
    name="rnb",
    bpm=(60, 104),
    minor=0.6,
    major_progressions=progressions.LOFI_MAJOR,
    minor_progressions=progressions.LOFI_MINOR,
    colours=("ninths", "sevenths"),
    meters={"4/4": 0.85, "6/8": 0.15},
    swing=(0.0, 0.6),
    swing_unit=0.25,
    looseness=0.7,
    pulse="backbeat",
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "gm_808_kit", "electronic_kit", "kit_acoustic_synth", "kit_lofi"),
                partial(grooves.groove, grooves=_RNB_BEATS, fills="electronic", crash=0.1, fill_chance=0.4),
                effects={"saturation": 0.2, "reverb_small": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("bass_808", "sub_bass", "finger_bass", "synth_bass_2", "fretless_bass"),
                partial(bass.pattern_bass, patterns=_SLOW_BASS, floor=28, leads="bar", habit="answering"),
                floor=0.45,
                effects={"saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "fm_epiano", "dx_piano", "grand_piano"),
                partial(comping.comp, patterns=_SOFT_COMPS, voices=4, habit="free"),
                chance=0.85,
                effects={"chorus": 0.4, "reverb_hall": 0.4, "phaser": 0.2, "tape": 0.2},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "analog_pad", "slow_strings"),
                partial(comping.pad, voices=3),
                chance=0.4,
                effects={"reverb_hall": 0.6, "lowpass": 0.3},
                gain_db=-7,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs", "synth_voice", "choir_aahs"),
                partial(comping.pad, voices=3, centre=65),
                chance=0.3,
                effects={"reverb_hall": 0.7, "chorus": 0.3},
                gain_db=-5,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar", "clean_guitar", "jazz_guitar"),
                partial(guitars.pick, patterns=("0-..2.3.4---....", "0.2.3.4.....3.2.", "0---..3.4-3-2---")),
                chance=0.35,
                effects={"reverb_hall": 0.4, "delay": 0.3, "chorus": 0.2},
                gain_db=-2,
                spread=0.4,
                solo=True,
            ),
            Layer(
                "lead",
                ("fm_bell", "flute", "saw_lead", "alto_sax", "pluck"),
                partial(melody.melody, density="sparse", scale="pentatonic", bank="beat"),
                chance=0.35,
                floor=0.65,
                effects={"delay": 0.5, "reverb_hall": 0.5},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=SHAKERS),
                chance=0.2,
                floor=0.6,
                gain_db=-8,
                spread=0.4,
            ),
        ),
    ),
)
