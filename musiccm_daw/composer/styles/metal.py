"""Metal: riffs of palm-muted power chords over double kicks."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

_METAL_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "xxxxxxxxxxxxxxxx", "snare": "....X.......X...", "ride": "X...X...X...X..."},
    {"kick": "X.xxX.xxX.xxX.xx", "snare": "....X.......X...", "hat": "X...X...X...X..."},
    {"kick": "X..x..x..x..x.x.", "snare": "........X.......", "open_hat": "x...x...x...x..."},
    {"kick": "X.x.X.x.X.x.X.x.", "snare": "..X...X...X...X.", "ride": "x.x.x.x.x.x.x.x."},
    # Bars of seven.
    {"kick": "X.xxX.xxX.xxx.", "snare": "....X.......X.", "hat": "X...X...X...x."},
    {"kick": "xxxxxxxxxxxxxx", "snare": "....X.....X...", "ride": "X...X...X.X..."},
)
# Chugging on the root, answered by chords around it.
_METAL_RIFFS = (
    "xpppxppp3-ppp4--xpppxppp3-4-t-4-",
    "x-ppx-ppx-pp3-4-x-ppx-ppt-4-3-7-",
    "ppppppppppppt---pppppppppppp4-3-",
    "x-------3---4---x-------2-------",
    "x--p..x-pp..x-2-x--p..x-pp..2-x-",
    "pppxppp3pppxpp4-pppxppp3t-4-3-2-",
    # On double kicks in threes, and on 8ths.
    "x--x--x--x--4-3-x--x--x--x--t-4-",
    "x-p-p-p-3-p-p-4-x-p-p-p-4-t-4-3-",
)


METAL = Style(
    name="metal",
    bpm=(100, 180),
    minor=0.97,
    major_progressions=("I | bVII | I | bVI",),
    minor_progressions=(
        "i | i | bVI | bVII",
        "i | bII | i | bVII",
        "i | bVI | bVII | i",
        "i | iv | bVI | V",
        "i | i | bIII | bII",
    ),
    colours=("triads",),
    meters={"4/4": 0.72, "3/4": 0.06, "6/8": 0.08, "7/8": 0.08, "5/4": 0.06},
    looseness=0.5,
    swelling="narrow",
    drives_from=92.0,
    one_riff=True,
    groups=(
        (
            Layer(
                "drums",
                ("power_kit", "room_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_METAL_BEATS, crash=0.95, fill_chance=0.8),
                effects={"saturation": 0.4, "reverb_small": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("pick_bass",),
                partial(
                    bass.pattern_bass,
                    patterns=("R-R-R-R-R-R-R-R-", "R-RRR-RRR-RRR-RR", "R---------------"),
                    floor=28,
                    turns=bass.BUSY_TURNS,
                ),
                floor=0.38,
                effects={"saturation": 0.7},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("distortion_guitar",),
                partial(
                    guitars.power_riff,
                    patterns=_METAL_RIFFS,
                ),
                effects={"wide": 0.5, "reverb_small": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("distortion_guitar", "overdriven_guitar"),
                partial(melody.melody, centre=74, density="dense", bank="rock"),
                chance=0.5,
                floor=0.85,
                effects={"delay": 0.5, "reverb_hall": 0.4},
                gain_db=-3,
                solo=True,
            ),
            Layer(
                "lead",
                ("distortion_guitar",),
                partial(melody.riff, centre=69, density="dense", scale="full", bank="rock"),
                chance=0.3,
                floor=0.6,
                gain_db=-3,
                spread=0.5,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble", "tremolo_strings"),
                comping.pad,
                chance=0.15,
                effects={"reverb_hall": 0.7},
                gain_db=-6,
            ),
            Layer("vocal-pad", ("choir_aahs",), comping.pad, chance=0.15, effects={"reverb_hall": 0.7}, gain_db=-6),
        ),
    ),
)
