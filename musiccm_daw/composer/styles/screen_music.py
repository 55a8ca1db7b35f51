"""Underscores of films, podcasts and games: suspense, horror, boss battles."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping, guitars
from musiccm_daw.composer.chords.clusters import cluster
from musiccm_daw.composer.drums import grooves, orchestra_kit
from musiccm_daw.composer.ensembles import orchestra
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.ways.techniques import pedal

_CLOCKS: tuple[grooves.Groove, ...] = (
    {"hat": "x...x...x...x..."},
    {"kick": "X...............", "rim": "x.o.x.o.x.o.x.o."},
    {"kick": "x.x.............", "hat": "o.x.o.x.o.x.o.x."},
    {"kick": "X.......x.......", "hat": "xoooxoooxoooxooo"},
)
_HEARTBEATS = ("x-x-....x-x-....", "x---x---x---x---", "x-x-x-x-x-x-x-x-", "x-------x-------")
_NERVES = ("x.x.x.x.x.x.x.x.", "x.xxx.x.x.xxx.x.", "x..x..x.x..x..x.")
# Strings and drums that charge.
_CHARGES = ("xxxxxxxxxxxxxxxx", "x.xxx.xxx.xxx.xx", "x.xxxxxxx.xxxxxx", "x-xxx-xxx-xxx-xx")
_BATTLES: tuple[grooves.Groove, ...] = (
    {"kick": "X.x.X.x.X.x.X.x.", "snare": "....X.......X...", "ride": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x..x.X..x..x.", "snare": "....X.......X..x", "low_tom": "..x..x....x..x.."},
    {"kick": "X.xxX.xxX.xxX.xx", "snare": "....X.......X...", "open_hat": "x...x...x...x..."},
    {
        "kick": "X...x.x.X...x.x.",
        "snare": "....X..x....X.xx",
        "mid_tom": "..x...x...x.....",
        "low_tom": "......x.......x.",
    },
)
_BATTLE_BASS = ("R-R-R-R-R-R-R-R-", "R.RRR.RRR.RRR.RR", "R-R-O-R-R-R-O-a-", "R-R-R-R-5-5-R-a-")

SUSPENSE = Style(
    name="suspense",
    bpm=(78, 104),
    minor=1.0,
    major_progressions=("I | bII", "I | I | bVI | bII"),
    minor_progressions=(
        "i | i | bVI | bVI",
        "i | bII",
        "i | i | iv | bVI",
        "i",
        "i | i | bVI | V",
        "i | i/bVII | bVI | bII",
    ),
    colours=("triads", "sus"),
    form="arc",
    meters={"4/4": 0.86, "3/4": 0.07, "5/4": 0.07},
    looseness=0.3,
    swelling="wide",
    groups=(
        (
            Layer(
                "bass",
                ("contrabass", "analog_bass", "sub_bass"),
                partial(pedal, patterns=_HEARTBEATS),
                effects={"reverb_hall": 0.4, "lowpass": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("tremolo_strings",),
                partial(comping.pad, centre=64, voices=3, velocity=60, spread=False),
                chance=0.95,
                floor=0.4,
                effects={"reverb_hall": 0.8},
                gain_db=-5,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano",),
                partial(melody.melody, density="sparse", centre=69, bank="lyric", velocity=62, rests=0.5, gate=1.0),
                chance=0.9,
                effects={"reverb_hall": 0.9, "delay": 0.3, "lowpass": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("pizzicato_strings", "string_ensemble"),
                partial(orchestra.ostinato, patterns=_NERVES, centre=57),
                chance=0.6,
                floor=0.5,
                effects={"reverb_hall": 0.6},
                gain_db=-4,
                spread=0.3,
                solo=True,
            ),
            Layer(
                "keys",
                ("pluck", "marimba"),
                partial(arpeggios.arpeggio, rates=(0.25, 0.5), centre=60, voices=3, gate=0.5, velocity=62),
                chance=0.35,
                floor=0.5,
                effects={"delay": 0.5, "lowpass": 0.5, "reverb_hall": 0.4},
                gain_db=-5,
                spread=0.3,
            ),
        ),
        (
            Layer(
                "drums",
                ("kit_lofi", "kit_808", "electronic_kit"),
                partial(grooves.groove, grooves=_CLOCKS, fills="soft", crash=0.0, fill_chance=0.0, habit="strict"),
                chance=0.6,
                floor=0.5,
                effects={"reverb_hall": 0.5, "lowpass": 0.3},
                gain_db=-6,
            ),
        ),
        (
            Layer("fx", ("drone",), transitions.bed, chance=0.5, effects={"reverb_hall": 0.6}, gain_db=-9),
            Layer("fx", ("impact",), transitions.opening, chance=0.3, effects={"reverb_hall": 0.8}, gain_db=-6),
        ),
    ),
)

HORROR = Style(
    name="horror",
    bpm=(56, 80),
    minor=1.0,
    major_progressions=("immaj7 | idim7",),
    # Thirds that are major would comfort.
    minor_progressions=(
        "immaj7 | idim7",
        "i | #ivdim | i | bii",
        "immaj7 | bii | iidim | idim7",
        "i | bvi | biii | vii",
        "i | vdim | bvimmaj7 | viidim7",
    ),
    colours=("triads",),
    form="arc",
    meters={"4/4": 0.6, "3/4": 0.3, "6/8": 0.1},
    swelling="wide",
    sacred=True,
    groups=(
        (
            Layer(
                "keys",
                ("church_organ",),
                partial(comping.pad, centre=57, voices=4, velocity=64),
                chance=0.6,
                effects={"reverb_hall": 0.9},
                gain_db=-4,
                solo=True,
            ),
            Layer(
                "vocal-pad",
                ("choir_aahs", "voice_oohs"),
                partial(comping.pad, centre=57, voices=3, velocity=60, longest=8.0),
                chance=0.4,
                effects={"reverb_hall": 0.9},
                gain_db=-4,
                solo=True,
            ),
        ),
        (
            # A lullaby that nobody should be playing.
            Layer(
                "lead",
                ("music_box", "celesta", "music_box", "glockenspiel"),
                partial(melody.melody, density="sparse", centre=79, bank="lyric", velocity=66, rests=0.3, gate=1.0),
                chance=0.95,
                floor=0.4,
                effects={"reverb_hall": 0.9, "tape": 0.4, "delay": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("tremolo_strings",),
                partial(cluster, centre=76, voices=4, velocity=54),
                chance=0.95,
                floor=0.4,
                effects={"reverb_hall": 0.9},
                gain_db=-6,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("contrabass", "contrabass", "sub_bass"),
                bass.chord_bass,
                chance=0.95,
                effects={"reverb_hall": 0.6},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("orchestra_kit",),
                partial(
                    orchestra_kit.timpani,
                    patterns=("x...............", "x.............x.", "x...x..........."),
                    velocity=70,
                ),
                chance=0.4,
                floor=0.6,
                effects={"reverb_hall": 0.8},
                gain_db=-5,
            ),
        ),
        (
            Layer("fx", ("drone",), transitions.bed, chance=0.5, effects={"reverb_hall": 0.7}, gain_db=-8),
            Layer("fx", ("impact",), transitions.opening, chance=0.2, effects={"reverb_hall": 0.9}, gain_db=-8),
        ),
    ),
)

BOSS_BATTLE = Style(
    name="boss_battle",
    bpm=(152, 178),
    minor=1.0,
    major_progressions=("I | bVI | bVII | I",),
    minor_progressions=(
        "i | bVI | bVII | i",
        "i | i | bVI | bII",
        "i | bII | i | bVII",
        "i | i | iv | V",
        "i | bIII | bVI | V",
        "i | bVI | iv | V",
    ),
    colours=("triads",),
    form="arc",
    meters={"4/4": 0.84, "6/8": 0.06, "7/8": 0.06, "5/4": 0.04},
    looseness=0.3,
    swelling="wide",
    sacred=True,
    groups=(
        (
            Layer(
                "strings",
                ("string_ensemble",),
                partial(orchestra.ostinato, patterns=_CHARGES, centre=57),
                effects={"reverb_hall": 0.5},
                gain_db=-1,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("power_kit", "power_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_BATTLES, crash=0.9, timekeeper="ride"),
                effects={"reverb_hall": 0.4, "saturation": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("pick_bass", "contrabass", "analog_bass"),
                partial(bass.pattern_bass, patterns=_BATTLE_BASS, floor=28),
                effects={"saturation": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "french_horn", "trombone"),
                orchestra.theme,
                chance=0.95,
                floor=0.5,
                effects={"reverb_hall": 0.6},
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("choir_aahs",),
                partial(
                    comping.comp,
                    patterns=("x-------x-------", "x-----------x---", "x---------------"),
                    centre=64,
                    voices=4,
                    velocity=92,
                ),
                chance=0.95,
                floor=0.5,
                effects={"reverb_hall": 0.8},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("church_organ",),
                partial(arpeggios.arpeggio, rates=(0.25,), centre=69, gate=0.9, velocity=80),
                chance=0.5,
                floor=0.5,
                effects={"reverb_hall": 0.7},
                gain_db=-4,
                solo=True,
            ),
            Layer(
                "guitar",
                ("distortion_guitar",),
                partial(guitars.power_riff, patterns=("X.ppX.ppX.ppX.pp", "x-pppppp3-pp4---", "x--x--x-pppp3-2-")),
                chance=0.4,
                floor=0.5,
                effects={"reverb_small": 0.3},
                gain_db=-3,
                spread=0.5,
            ),
        ),
        (
            Layer(
                "percussion",
                ("orchestra_kit",),
                partial(orchestra_kit.timpani, patterns=("x.......x...x.x.", "x..x..x.x.......", "x...x...x.x.x.x.")),
                chance=0.5,
                floor=0.6,
                effects={"reverb_hall": 0.6},
                gain_db=-3,
            ),
        ),
    ),
)
