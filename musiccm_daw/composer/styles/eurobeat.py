"""Eurobeat: galloping octave basses, brass hooks and guitars at 155."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.tunes import melody

_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "snare": "....x.......x...", "open_hat": "..x...x...x...x."},
    {"kick": "X...X...X...X...", "clap": "....x.......x...", "hat": "xxx.xxx.xxx.xxx.", "open_hat": "..x...x...x...x."},
    {
        "kick": "X...X...X...X...",
        "snare": "....x.......x..x",
        "open_hat": "..x...x...x...x.",
        "tambourine": "x.xxx.xxx.xxx.xx",
    },
)
_GALLOPS = ("R.ORR.ORR.ORR.OR", "R.OOR.OOR.OOR.OO", "..OR..OR..OR..OR", "RRO.RRO.RRO.RRO.")
_CHUGS = ("p.pxp.pxp.pxp.px", "x--.x--.x--.x.x.", "x-----x-----x---")
_STABS = ("x..x..x...x..x..", "x..x..x.....x.x.", "x-----x---x-x---")

EUROBEAT = Style(
    name="eurobeat",
    bpm=(151, 160),
    minor=0.9,
    major_progressions=("I | V | vi | IV", "IV | V | iii | vi"),
    minor_progressions=(
        "bVI | bVII | v | i",
        "bVI | bVII | i | i",
        "i | bVI | bVII | i",
        "i | bVI | bIII | bVII",
        "iv | bVII | bIII | bVI | iv | V | i | i",
    ),
    colours=("triads",),
    form="song",
    looseness=0.05,
    groups=(
        (
            Layer(
                "drums",
                ("kit_909", "electronic_kit"),
                partial(grooves.groove, grooves=_BEATS, fills="electronic", crash=0.5),
                effects={"reverb_small": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("synth_bass_1", "synth_bass_2", "analog_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_GALLOPS, hold=0.7),
                effects={"saturation": 0.2},
                solo=True,
            ),
        ),
        (
            # The riff that everybody hums.
            Layer(
                "lead",
                ("supersaw", "saw_lead"),
                partial(melody.melody, centre=76, density="dense", bank="synth", rests=0.0),
                effects={"delay": 0.4, "reverb_hall": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("synth_brass",),
                partial(comping.comp, patterns=_STABS, centre=64, voices=3, hold=0.6, velocity=92),
                chance=0.85,
                effects={"reverb_small": 0.4},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("distortion_guitar", "overdriven_guitar"),
                partial(guitars.power_riff, patterns=_CHUGS),
                chance=0.5,
                floor=0.5,
                effects={"reverb_small": 0.3},
                gain_db=-5,
                spread=0.5,
            ),
            Layer(
                "keys",
                ("bright_piano", "supersaw"),
                partial(comping.comp, patterns=("x..x..x.x..x..x.", "..x...x...x...x."), centre=67),
                chance=0.5,
                effects={"reverb_small": 0.3},
                gain_db=-4,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "pads",
                ("synth_strings", "supersaw"),
                partial(comping.pad, voices=3),
                chance=0.7,
                floor=0.4,
                effects={"reverb_hall": 0.5, "sidechain": 0.3},
                gain_db=-7,
            ),
        ),
        (effects.riser(0.25), effects.impact(0.3)),
    ),
)
