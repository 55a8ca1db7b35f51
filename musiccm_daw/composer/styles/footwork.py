"""Footwork and juke of Chicago: kicks in threes at 160, claps in half the tempo, soul cut into pieces."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.tunes import melody

# Kicks in threes run over the bar's beats; the clap comes once a bar, the hat off the beats of half the tempo.
_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X..x..x.X..x..x.", "clap": "............X...", "hat": "..x...x...x...x.", "rim": "....x..x.....x.x"},
    {"kick": "X..x..X..x..X.x.", "snare": "............X...", "hat": "x.x.x.x.x.x.x.x.", "low_tom": "..........x....x"},
    {
        "kick": "X..x..x..x..x...X..x..x..x..x.x.",
        "clap": "............X...............X.x.",
        "hat": "..x...x...x...x...x...x...x.rrx.",
        "mid_tom": "..............xx......x..x....xx",
    },
    {
        "kick": "X..x..x..x..x..xX.....x..x..x...",
        "snare": "............X...............X...",
        "open_hat": "..x...x...x...x...x...x...x...x.",
        "rim": "x..x..x.........x..x..x...x.x.x.",
    },
    {
        "kick": "X...X...X...X...X..x..x..x..x...",
        "clap": "....X.......X.......X.......X.xx",
        "hat": "..x...x...x...x...x...x...x...x.",
        "low_tom": "..........x..x.............x..x.",
    },
)
_SUBS = (
    "R--R--R-....R---",
    "R-----R--R--....",
    "R--R--R--R--R-O-",
    "..R--R--R-....5-",
    "R--R--R-........R--R--R--R--O---",
)
# One sample, triggered again and again.
_CUTS = (
    "x..x..x.x.......",
    "x.x.x..x..x.x...",
    "x..x..x..x..x.x.",
    "..x..x..x.x.....",
    "x..x..x.........x.x.x.x.x..x..x.",
    "xx.xx.x...x.....",
)

FOOTWORK = Style(
    name="footwork",
    looped=True,
    bpm=(158, 162),
    minor=0.85,
    major_progressions=("Imaj7 | IVmaj7", "Imaj9", "IVmaj7 | iii7 | ii7 | Imaj7"),
    minor_progressions=("i9 | bVImaj7", "i7", "i9 | iv9", "i7 | bVII | bVImaj7 | v7", "i7 | i7 | bVImaj7 | bVII"),
    colours=("ninths", "sevenths"),
    form="loop",
    looseness=0.1,
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "kit_808", "gm_808_kit", "kit_909"),
                partial(grooves.groove, grooves=_BEATS, fills="beat", crash=0.0, fill_chance=0.3, habit="answering"),
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("sub_bass", "bass_808", "bass_808"),
                partial(bass.pattern_bass, patterns=_SUBS, floor=26, hold=1.0, habit="strict", slides=True),
                floor=0.4,
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "grand_piano", "rhodes", "vibraphone", "organ_stab"),
                partial(comping.comp, patterns=_CUTS, centre=65, voices=4, hold=0.8, habit="strict"),
                floor=0.35,
                effects={"lofi": 0.4, "reverb_small": 0.3, "tape": 0.3},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            # Two syllables of a singer, as a sampler stutters them.
            Layer(
                "vocal-pad",
                ("voice_oohs", "synth_voice"),
                partial(comping.comp, patterns=_CUTS, centre=69, voices=2, hold=0.7, velocity=88, habit="strict"),
                chance=0.65,
                floor=0.5,
                effects={"reverb_small": 0.4, "delay": 0.3},
                gain_db=-3,
                spread=0.3,
            ),
            Layer(
                "lead",
                ("pluck", "square_lead", "fm_bell"),
                partial(melody.riff, density="medium", centre=74, bank="synth"),
                chance=0.3,
                floor=0.5,
                effects={"delay": 0.4, "reverb_small": 0.4},
                gain_db=-4,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "analog_pad", "slow_strings"),
                partial(comping.pad, voices=3),
                chance=0.4,
                effects={"lowpass": 0.4, "reverb_hall": 0.6},
                gain_db=-8,
            ),
        ),
        (effects.crackle(0.2),),
    ),
)
