"""Drum and bass: breakbeats at 174 over basses at half their speed."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.tunes import melody

_BREAKBEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.........x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.X.......XX....", "snare": "....X..o.o..X..o", "hat": "x.x.x.x.x.x.x.x."},
    {
        "kick": "X.X.......X.....X.X.......X.....",
        "snare": "....X..o.o..X.......X..o.o....X.",
        "ride": "x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.",
    },
    {"kick": "X.....x...x.....", "snare": "....X.......X..o", "hat": "xoxoxoxoxoxoxoxo"},
)


DRUM_AND_BASS = Style(
    name="drum_and_bass",
    bpm=(165, 180),
    minor=0.85,
    major_progressions=(*progressions.AMBIENT_MAJOR, "Imaj7 | IVmaj7", "vi | IV | I | V"),
    minor_progressions=("i | bVI", "i | i | bVI | bVII", "i | bVI | iv | v", "i | bVII | bVI | bVI", "i9 | bVImaj7"),
    colours=("triads", "sevenths", "ninths"),
    form="dance",
    looseness=0.4,
    breakbeats=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_acoustic_synth", "electronic_kit", "power_kit", "room_kit", "kit_909"),
                partial(grooves.groove, grooves=_BREAKBEATS, fills="acoustic", ghosts=0.25, habit="answering"),
                effects={"saturation": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("reese_bass", "reese_bass", "sub_bass", "analog_bass"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=(
                        "R-------....R---",
                        "R---------------",
                        "R--R--R-----5---",
                        "R.....R-....R-..",
                        "R-----R---O-R-a-",
                        "R-------..R-----R-----..R---5---",
                        "R---------------..R---R-----....",
                        "R--R--R---------R--R----..5-O---",
                    ),
                ),
                chance=0.95,
                floor=0.5,
                effects={"sidechain": 0.2, "saturation": 0.4, "lowpass": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "fm_bell", "fm_epiano", "grand_piano", "pluck"),
                partial(comping.comp, patterns=("x---------------", "x-----x---------", "x--x--x-----....")),
                chance=0.45,
                effects={"reverb_hall": 0.6, "delay": 0.4, "tape": 0.2},
                spread=0.2,
                solo=True,
            ),
            Layer(
                "keys",
                ("pluck", "fm_bell"),
                partial(arpeggios.arpeggio, rates=(0.5, 0.25)),
                chance=0.25,
                effects={"delay": 0.5, "reverb_hall": 0.5},
                spread=0.3,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "analog_pad", "slow_strings", "glass_pad"),
                comping.pad,
                chance=0.65,
                effects={"reverb_hall": 0.8, "wide": 0.4, "sidechain": 0.2},
                gain_db=-5,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs", "synth_voice"),
                partial(comping.pad, voices=3),
                chance=0.2,
                effects={"reverb_hall": 0.8, "delay": 0.3},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "lead",
                ("saw_lead", "square_lead", "supersaw", "flute"),
                partial(melody.melody, density="sparse"),
                chance=0.35,
                floor=0.8,
                effects={"delay": 0.5, "reverb_hall": 0.5},
                gain_db=-3,
            ),
        ),
        (
            effects.riser(0.25),
            effects.impact(0.25),
        ),
    ),
)
