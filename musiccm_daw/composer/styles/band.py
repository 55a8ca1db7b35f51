"""Bands with guitars: pop and rock."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars, keyboards, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles.club import SHAKERS
from musiccm_daw.composer.tunes import melody

POP_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.....x.X.......", "snare": "....X.......X...", "hat": "x.o.x.o.x.o.x.o."},
    {"kick": "X..x..x...x.....", "clap": "....X.......X...", "hat": "x.x.x.x.x.x.x.xx"},
    {"kick": "X...X...X...X...", "clap": "....x.......x...", "hat": "..x...x...x...x."},
    {
        "kick": "X..x....X..x....",
        "snare": "....X.......X...",
        "hat": "xoxoxoxoxoxoxoxo",
        "open_hat": "..............x.",
    },
)
_ROCK_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.x.....", "snare": "....X.......X...", "hat": "X.x.X.x.X.x.X.x."},
    {"kick": "X.x.....X.x.....", "snare": "....X.......X...", "open_hat": "x...x...x...x..."},
    {"kick": "X.....x.x.x.....", "snare": "....X.......X...", "ride": "x.x.x.x.x.x.x.x."},
    {"kick": "X.......x.x...x.", "snare": "....X.......X..o", "hat": "X.x.X.x.X.x.X.x."},
    {"kick": "X.x.x.....x.....", "snare": "....X.......X...", "ride": "x...x...x...x..."},
    {"kick": "X.......X.......", "snare": "........X.......", "hat": "x...x...x...x..."},
)
_BAND_BASS = (
    "R-R-R-R-R-R-R-R-",
    "R-----R-R-------",
    "R---R---R---R-a-",
    "R-----R-R-R-5-a-",
    "R-------R-------",
    "R-..R-R-R-..5-a-",
)
_POP_COMPS = ("x---------------", "x---x---x---x---", "x-----x-----x---", "x-x-x-x-x-x-x-x-", "x--x--x-x--x--x-")
POP_STRUMS = ("D---D-u-..u-D-u-", "D---d-u-..u-d-u-", "D-d-d-d-D-d-d-d-", "D-------d---d-u-")
POP_PICKS = ("0-2-3-2-4-2-3-2-", "0.2.3.4.3.2.3.2.", "0.3.2.4.1.3.2.4.", "0---2---3---4---")
_POWER = (
    "x---------------",
    "x--x--x-p.p.x---",
    "x-------x--x--x-",
    "x-x.x-x.x-x.x-x.",
    # Riffs.
    "x-x-..x-3-x-4---x-x-..x-4-3-x---",
    "x---p.p.3---4---x---p.p.4---3-7-",
    "p.p.p.p.p.p.3-4-p.p.p.p.p.p.7-x-",
    "x--x--x-----3-4-x--x--x-----7---",
    "x-ppx-ppx-pp3-4-x-ppx-ppx-4-3-x-",
)

POP = Style(
    name="pop",
    bpm=(84, 128),
    minor=0.4,
    major_progressions=progressions.POP_MAJOR,
    minor_progressions=progressions.POP_MINOR,
    colours=("triads", "triads", "mixed", "sus"),
    meters={"4/4": 0.9, "6/8": 0.06, "3/4": 0.04},
    swing=(0.0, 0.15),
    swing_unit=0.25,
    looseness=0.6,
    pulse="backbeat",
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "power_kit", "kit_acoustic_synth", "kit_909"),
                partial(grooves.groove, grooves=POP_BEATS, ghosts=0.05),
                chance=0.97,
                effects={"reverb_small": 0.4, "saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "pick_bass", "synth_bass_1", "analog_bass"),
                partial(bass.pattern_bass, patterns=_BAND_BASS),
                chance=0.95,
                floor=0.45,
                effects={"saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "bright_piano", "rhodes", "dx_piano", "fm_epiano"),
                partial(comping.comp, patterns=_POP_COMPS, centre=64),
                chance=0.55,
                effects={"reverb_small": 0.4, "chorus": 0.2},
                spread=0.2,
            ),
            Layer(
                "keys",
                ("grand_piano", "bright_piano"),
                partial(keyboards.two_hands, patterns=_POP_COMPS),
                chance=0.2,
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("steel_guitar", "clean_guitar", "nylon_guitar"),
                partial(guitars.strum, patterns=POP_STRUMS),
                chance=0.3,
                floor=0.5,
                effects={"reverb_small": 0.3, "chorus": 0.2},
                gain_db=-2,
                spread=0.5,
                solo=True,
            ),
            Layer(
                "guitar",
                ("clean_guitar", "steel_guitar", "muted_guitar"),
                partial(guitars.pick, patterns=POP_PICKS),
                chance=0.25,
                effects={"delay": 0.4, "reverb_small": 0.4, "chorus": 0.3},
                gain_db=-2,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "analog_pad", "string_ensemble", "warm_gm_pad"),
                comping.pad,
                chance=0.4,
                effects={"reverb_hall": 0.6, "wide": 0.3},
                gain_db=-6,
            ),
            Layer(
                "strings",
                ("string_ensemble", "slow_strings"),
                partial(inner_voices.counter_line, centre=74),
                chance=0.2,
                floor=0.6,
                effects={"reverb_hall": 0.6},
                gain_db=-4,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs", "choir_aahs"),
                partial(comping.pad, centre=65, voices=3),
                chance=0.2,
                floor=0.6,
                effects={"reverb_hall": 0.6, "chorus": 0.2},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "lead",
                ("pluck", "saw_lead", "square_lead", "flute", "clean_guitar", "fm_bell", "trumpet"),
                partial(melody.melody, centre=74),
                chance=0.45,
                floor=0.75,
                effects={"delay": 0.4, "reverb_small": 0.5},
                gain_db=-3,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=SHAKERS),
                chance=0.3,
                floor=0.8,
                gain_db=-7,
                spread=0.4,
            ),
            Layer("fx", ("noise_riser",), transitions.riser, chance=0.1, gain_db=-9),
        ),
    ),
)

ROCK = Style(
    name="rock",
    bpm=(96, 168),
    minor=0.5,
    major_progressions=(*progressions.POP_MAJOR, "I | bVII | IV | IV", "I IV | V IV", "I | bIII | IV | I"),
    minor_progressions=(*progressions.POP_MINOR, "i | bVII | bVI | bVII", "i | bIII | IV | bVI", "i | i | bVII | IV"),
    colours=("triads",),
    meters={"4/4": 0.86, "6/8": 0.05, "3/4": 0.03, "7/8": 0.03, "5/4": 0.03},
    pulse="backbeat",
    drives_from=92.0,
    straight_from=150.0,
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "power_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_ROCK_BEATS, ghosts=0.08, crash=0.9),
                effects={"reverb_small": 0.5, "saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("pick_bass", "finger_bass"),
                partial(bass.pattern_bass, patterns=_BAND_BASS, floor=28, turns=bass.BUSY_TURNS),
                floor=0.38,
                effects={"saturation": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("distortion_guitar", "overdriven_guitar"),
                partial(guitars.power_riff, patterns=_POWER),
                chance=0.7,
                floor=0.45,
                effects={"reverb_small": 0.3},
                gain_db=-2,
                spread=0.6,
                solo=True,
            ),
            Layer(
                "guitar",
                ("clean_guitar", "steel_guitar", "overdriven_guitar"),
                partial(guitars.strum, patterns=POP_STRUMS),
                chance=0.3,
                effects={"chorus": 0.3, "reverb_small": 0.4},
                gain_db=-1,
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar", "steel_guitar"),
                partial(guitars.pick, patterns=POP_PICKS),
                chance=0.35,
                ceiling=0.8,
                effects={"chorus": 0.3, "delay": 0.3, "reverb_small": 0.3},
                gain_db=-3,
                spread=0.6,
            ),
            Layer(
                "keys",
                ("rock_organ", "drawbar_organ", "grand_piano", "bright_piano"),
                partial(comping.comp, patterns=_POP_COMPS),
                chance=0.35,
                effects={"reverb_small": 0.3, "phaser": 0.2},
                gain_db=-4,
                spread=0.3,
            ),
        ),
        (
            Layer(
                "lead",
                ("overdriven_guitar", "distortion_guitar", "saw_lead"),
                partial(melody.melody, centre=72, scale="pentatonic", density="dense", bank="rock"),
                chance=0.4,
                floor=0.85,
                effects={"delay": 0.6, "reverb_hall": 0.4},
                gain_db=-3,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(
                    grooves.percussion, grooves=({"tambourine": "....x.......x..."}, {"tambourine": "xoXoxoXoxoXoxoXo"})
                ),
                chance=0.15,
                floor=0.8,
                gain_db=-7,
                spread=0.3,
            ),
            Layer(
                "pads",
                ("string_ensemble", "analog_pad"),
                comping.pad,
                chance=0.12,
                effects={"reverb_hall": 0.6},
                gain_db=-7,
            ),
        ),
    ),
)
