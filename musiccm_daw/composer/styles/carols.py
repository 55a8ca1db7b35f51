"""Christmas: carols and songs of the season, with bells."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.ensembles.chorale import chorale
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

_SLEIGHS: tuple[grooves.Groove, ...] = (
    {"sleigh_bells": "X.x.X.x.X.x.X.x."},
    {"sleigh_bells": "x.o.x.o.x.o.x.o."},
    {"sleigh_bells": "X.x.x.X.x.x."},
)

CAROL = Style(
    name="carol",
    bpm=(96, 124),
    minor=0.04,
    major_progressions=(
        "I | IV | I | V7",
        "I | I | V7 | I",
        "I | vi | ii | V7",
        "I | VI7 | ii | V7",
        "I | V/VII | vi | iii | IV | I | ii | V7",
        "I | I7 | IV | iv | I | VI7 | ii | V7",
        "I | V | vi | IV | I | ii | V7 | I",
    ),
    minor_progressions=("i | iv | V7 | i", "i | bVII | bVI | V7"),
    colours=("triads",),
    form="song",
    meters={"4/4": 0.7, "3/4": 0.3},
    tonics=(5, 7, 2, 0, 10),
    cadence="V7",
    unplugged=True,
    sacred=True,
    groups=(
        (
            Layer(
                "lead",
                ("glockenspiel", "celesta", "music_box"),
                partial(melody.melody, centre=81, density="medium", bank="lyric", rests=0.0),
                effects={"reverb_hall": 0.6},
                spread=0.1,
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("choir_aahs",),
                chorale,
                chance=0.65,
                effects={"reverb_hall": 0.7},
                gain_db=-4,
                spread=0.2,
                solo=True,
            ),
            Layer(
                "strings",
                ("string_ensemble",),
                partial(comping.pad, centre=66, voices=3, velocity=62),
                chance=0.35,
                effects={"reverb_hall": 0.7},
                gain_db=-4,
                spread=0.3,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=_SLEIGHS, velocity=-12, habit="strict"),
                effects={"reverb_small": 0.6},
                gain_db=-4,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "contrabass"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R-------5-------", "R---5---R---5---", "R-------5---3-a-", "R-------5---"),
                    hold=0.85,
                    leads="bar",
                ),
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "grand_piano", "harp"),
                partial(comping.comp, patterns=("x---x---x---x---", "x-------x---x---", "x---x---x---")),
                chance=0.8,
                effects={"reverb_hall": 0.4},
                gain_db=-4,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("french_horn", "trumpet"),
                partial(inner_voices.counter_line, centre=62),
                chance=0.35,
                floor=0.5,
                effects={"reverb_hall": 0.6},
                gain_db=-6,
            ),
        ),
    ),
)
