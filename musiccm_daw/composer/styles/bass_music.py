"""Half-time music for large loudspeakers: dubstep, drill, future bass."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.tunes import melody

_DUBSTEP: tuple[grooves.Groove, ...] = (
    {"kick": "X...............", "snare": "........X.......", "hat": "x...x...x...x.x."},
    {"kick": "X..x............", "snare": "........X.......", "hat": "x..x..x.x..x..x."},
    {"kick": "X.........x..x..", "snare": "........X.......", "hat": "x.x.xox.x.x.xox."},
    {
        "kick": "X.....x.........X..x......x.....",
        "snare": "........X...............X.......",
        "hat": "x.x.x.x.x.x.x.t.x.x.x.x.x.x.rrx.",
        "clap": "........x...............x.......",
    },
)
# A wobble is one note struck ever faster: in 8ths, dotted 8ths and 16ths, as the filter opens.
_WOBBLES = (
    "R---R-R-R-R-RRRR",
    "R-----R--R--R-R-",
    "R-R-R-R-R---....R--R--R-RRRRR---",
    "R-------R-R-R-R-",
    "R--R--R-....R-7-",
)
# The snare of every second bar comes a beat late; hats in three and three and two.
_DRILL: tuple[grooves.Groove, ...] = (
    {
        "kick": "X.....x...........X..x..........",
        "snare": "........X...................X...",
        "hat": "x..x..x.x..x..x.x..x..x.x..x..x.",
    },
    {
        "kick": "X..x..............X...x.....x...",
        "clap": "........X...................X...",
        "hat": "x..x..t.x..x..x.x..x..x.t...x..x",
    },
    {
        "kick": "X.....x.....x.....x..x..........",
        "snare": "........X...................X..o",
        "hat": "x..x..x..x..x.x.x..x..x.x..rr.x.",
        "rim": "......o.......x.......x.........",
    },
)
_GLIDES = (
    "R-----R-----....--R--O----R---..",
    "R--R----------....R---5---R---a-",
    "R-----O-R-------..R---7---5-----",
    "R-----------R-..--R--R----O-R---",
)
_FUTURE: tuple[grooves.Groove, ...] = (
    {"kick": "X.........x.....", "clap": "........X.......", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x......x.....", "clap": "........X.......", "hat": "x.x.xxx.x.x.rrx."},
    {
        "kick": "X.....x...x.....X..x......x.....",
        "snare": "........X...............X.......",
        "hat": "x.x.x.x.x.x.t.x.x.x.x.x.x.x.rrrr",
        "open_hat": "......x...............x.........",
    },
)
# Chords that breathe with the filter: 8ths and dotted 8ths.
_PUMPED_CHORDS = (
    "x--x--x--x--x-x-",
    "x-x-x-x-x-x-x-x-",
    "x-----x-----x-x-",
    "x--x--x---x-x-x-x-x-x-x-x---x---",
)

DUBSTEP = Style(
    name="dubstep",
    bpm=(138, 144),
    minor=0.95,
    major_progressions=("I | bVII", "I | V | vi | IV"),
    minor_progressions=("i", "i | bVI", "i | i | bVI | bVII", "i | bII", "i | bVI | bIII | bVII"),
    colours=("triads",),
    form="dance",
    looseness=0.1,
    groups=(
        (
            Layer(
                "drums",
                ("electronic_kit", "power_kit", "kit_acoustic_synth", "kit_909"),
                partial(grooves.groove, grooves=_DUBSTEP, fills="electronic", crash=0.5),
                effects={"saturation": 0.5, "reverb_small": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("reese_bass", "reese_bass", "fm_bass", "synth_bass_2", "sub_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_WOBBLES, floor=26, hold=0.85),
                floor=0.45,
                effects={"saturation": 0.7, "phaser": 0.2},
                gain_db=1,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("sweep_pad", "analog_pad", "choir_pad", "glass_pad"),
                partial(comping.pad, voices=3),
                chance=0.9,
                effects={"reverb_hall": 0.7, "sidechain": 0.5},
                gain_db=-6,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("square_lead", "saw_lead", "fm_bell"),
                partial(melody.riff, density="medium", centre=74, bank="synth"),
                chance=0.5,
                floor=0.6,
                effects={"delay": 0.5, "reverb_hall": 0.4},
                gain_db=-4,
            ),
            Layer(
                "keys",
                ("chord_stab", "pluck", "fm_bell"),
                partial(comping.comp, patterns=("x.......x.......", "x..x..x.........", "......x.....x..."), hold=0.7),
                chance=0.4,
                floor=0.5,
                effects={"delay": 0.6, "reverb_hall": 0.4},
                gain_db=-4,
            ),
        ),
        (
            effects.riser(0.3),
            effects.impact(0.4),
        ),
    ),
)

DRILL = Style(
    name="drill",
    bpm=(138, 146),
    minor=0.98,
    major_progressions=("I | iii | vi | IV",),
    minor_progressions=("i | i | bVI | bVI", "i | bVI", "i | bVI | iv | V", "i | i | iv | V", "i | bII"),
    colours=("triads",),
    form="loop",
    looseness=0.2,
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "kit_808", "gm_808_kit", "electronic_kit"),
                partial(grooves.groove, grooves=_DRILL, fills="beat", crash=0.15, fill_chance=0.2),
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("bass_808",),
                partial(bass.pattern_bass, locked=False, patterns=_GLIDES, floor=26, hold=1.0, slides=True),
                floor=0.45,
                effects={"saturation": 0.5},
                gain_db=1,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "grand_piano", "fm_bell", "music_box", "harp"),
                partial(melody.riff, density="medium", centre=70, scale="full", bank="beat"),
                chance=0.6,
                effects={"reverb_hall": 0.6, "delay": 0.2},
                solo=True,
            ),
            Layer(
                "keys",
                ("grand_piano", "fm_bell"),
                partial(arpeggios.arpeggio, rates=(0.5,), centre=68, voices=3),
                chance=0.4,
                effects={"reverb_hall": 0.6},
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble", "tremolo_strings", "slow_strings"),
                partial(comping.pad, voices=3, centre=60),
                chance=0.5,
                effects={"reverb_hall": 0.7},
                gain_db=-6,
            ),
            Layer(
                "vocal-pad",
                ("choir_aahs",),
                partial(comping.pad, centre=62, voices=3),
                chance=0.4,
                effects={"reverb_hall": 0.7},
                gain_db=-6,
            ),
        ),
        (
            Layer(
                "lead",
                ("flute", "square_lead", "nylon_guitar"),
                partial(melody.melody, density="sparse", centre=74, bank="beat"),
                chance=0.35,
                floor=0.65,
                effects={"delay": 0.4, "reverb_hall": 0.5},
                gain_db=-4,
            ),
        ),
        (Layer("fx", ("impact",), transitions.opening, chance=0.2, floor=0.6, gain_db=-6),),
    ),
)

FUTURE_BASS = Style(
    name="future_bass",
    bpm=(140, 158),
    minor=0.4,
    major_progressions=(
        "IVmaj7 | V | vi7 | Imaj7",
        "IVmaj9 | iii7 | vi9 | V",
        "vi7 | IVmaj7 | Imaj7 | V",
        "IVmaj7 | V | iii7 | vi7",
    ),
    minor_progressions=("bVImaj7 | bVII | i7 | i7", "bVImaj9 | bVII | i9 | v7", "iv9 | bVII | bIIImaj7 | bVImaj7"),
    colours=("ninths", "sevenths"),
    form="dance",
    looseness=0.1,
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "electronic_kit", "kit_909", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_FUTURE, fills="electronic", crash=0.5),
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("sub_bass", "bass_808", "reese_bass"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R--R--R--R--R-R-", "R-----R-----R-a-", "R---------R---a-"),
                    floor=28,
                ),
                floor=0.45,
                effects={"sidechain": 0.5, "saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("supersaw",),
                partial(comping.comp, patterns=_PUMPED_CHORDS, centre=66, voices=5, spread=True),
                effects={"sidechain": 0.8, "wide": 0.6, "reverb_hall": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("pluck", "square_lead", "fm_bell"),
                partial(melody.melody, density="medium", centre=78, scale="pentatonic", bank="beat"),
                chance=0.6,
                floor=0.5,
                effects={"delay": 0.5, "reverb_hall": 0.5},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("synth_voice", "voice_oohs"),
                partial(
                    comping.comp,
                    patterns=("x..x..x.x.......", "..x.x..x..x.x...", "x.x...x.....x.x."),
                    centre=72,
                    voices=1,
                    hold=0.8,
                ),
                chance=0.55,
                floor=0.5,
                effects={"delay": 0.5, "reverb_hall": 0.5},
                gain_db=-3,
            ),
        ),
        (
            effects.riser(0.4),
            Layer("fx", ("impact",), transitions.opening, chance=0.3, floor=0.6, gain_db=-6),
        ),
    ),
)
