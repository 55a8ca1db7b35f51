"""Music of farewells: a piano, strings and somebody who sings on a cello or an oboe, without drums."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping, keyboards, progressions
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.sheet import Layer, Style, together
from musiccm_daw.composer.tunes import melody

_WEEPING_HANDS = ("R---------------", "R-------5-------", "R-----------5---")

SENTIMENTAL = Style(
    name="sentimental",
    bpm=(58, 76),
    minor=0.75,
    major_progressions=(
        "I | V/VII | vi | IV",
        "I | iii | IV | iv",
        "I | I/III | IV | V",
        "vi | IV | I | V/VII",
        "I | iii | vi | IV",
    ),
    minor_progressions=(
        "i | bVI | bIII | bVII",
        "i | i/bVII | bVI | V",
        "i | v | bVI | iv",
        "i | iv | bVII | bIII | bVI | iidim | V | i",
        *progressions.CINEMATIC_MINOR[1:2],
    ),
    colours=("triads", "sus"),
    form="arc",
    meters={"4/4": 0.7, "3/4": 0.18, "6/8": 0.12},
    swelling="wide",
    unplugged=True,
    guitar="nylon_guitar",
    solo_guitar="nylon_guitar",
    chamber=True,
    sacred=True,
    groups=(
        (
            Layer(
                "keys",
                ("grand_piano",),
                partial(
                    together,
                    writers=(
                        partial(keyboards.left_hand, patterns=_WEEPING_HANDS, velocity=58),
                        partial(arpeggios.arpeggio, rates=(0.5,), centre=65, gate=1.3, velocity=58),
                    ),
                ),
                effects={"reverb_hall": 0.7},
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("solo_cello", "solo_violin", "solo_cello", "oboe"),
                partial(melody.melody, density="sparse", centre=67, bank="lyric", velocity=74, gate=1.0, rests=0.2),
                chance=0.92,
                floor=0.5,
                effects={"reverb_hall": 0.8},
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("slow_strings", "string_ensemble"),
                partial(comping.pad, centre=62, velocity=58),
                chance=0.95,
                floor=0.45,
                effects={"reverb_hall": 0.8},
                gain_db=-4,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("contrabass",),
                partial(bass.chord_bass, velocity=66),
                chance=0.6,
                floor=0.6,
                effects={"reverb_hall": 0.5},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "strings",
                ("solo_viola",),
                partial(inner_voices.counter_line, centre=62),
                chance=0.25,
                floor=0.75,
                effects={"reverb_hall": 0.7},
                gain_db=-5,
            ),
        ),
    ),
)
