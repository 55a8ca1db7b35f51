"""Dungeon synth: castles and catacombs on cheap keyboards, through worn tape."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping
from musiccm_daw.composer.drums import orchestra_kit
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

_MARCHES = ("X.......x...x...", "X...x...X.....xx", "X.....x.x.......")

DUNGEON_SYNTH = Style(
    name="dungeon_synth",
    bpm=(62, 92),
    minor=0.96,
    major_progressions=("I | bVII | IV | I", "I | v | bVII | IV"),
    minor_progressions=(
        "i | bVII | bVI | bVII",
        "i | bVI | bVII | i",
        "i | v | bVI | iv",
        "i | bIII | bVII | iv",
        "i | iv | i | v",
        "i | bVI | iv | v",
    ),
    colours=("triads",),
    form="arc",
    meters={"4/4": 0.6, "3/4": 0.25, "6/8": 0.15},
    looseness=0.3,
    swelling="wide",
    unplugged=True,
    groups=(
        (
            Layer(
                "pads",
                ("synth_strings", "choir_pad", "poly_synth_pad"),
                partial(comping.pad, centre=60, voices=4, velocity=70),
                effects={"reverb_hall": 0.9, "tape": 0.6, "chorus": 0.4},
                gain_db=-4,
                solo=True,
            ),
        ),
        (
            # Flutes and horns of a sampler's ROM, or a square that pretends to be one.
            Layer(
                "lead",
                ("pan_flute", "square_lead", "flute", "celesta"),
                partial(melody.melody, centre=74, density="sparse", bank="lyric", rests=0.1),
                effects={"reverb_hall": 0.9, "tape": 0.6},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("harpsichord", "harp", "music_box"),
                partial(arpeggios.arpeggio, rates=(0.5,), centre=64, voices=3, velocity=70),
                chance=0.8,
                effects={"reverb_hall": 0.8, "tape": 0.5},
                gain_db=-4,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("synth_brass", "french_horn"),
                partial(melody.melody, centre=57, density="few", bank="lyric", rests=0.2),
                chance=0.5,
                floor=0.55,
                effects={"reverb_hall": 0.9, "tape": 0.5},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "bass",
                ("contrabass", "analog_bass", "synth_bass_1"),
                bass.chord_bass,
                effects={"reverb_hall": 0.6, "tape": 0.4},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("orchestra_kit",),
                partial(orchestra_kit.timpani, patterns=_MARCHES, velocity=74),
                chance=0.5,
                floor=0.45,
                effects={"reverb_hall": 0.9},
                gain_db=-5,
            ),
        ),
        (Layer("fx", ("drone",), transitions.bed, chance=0.25, effects={"reverb_hall": 0.7}, gain_db=-10),),
    ),
)
