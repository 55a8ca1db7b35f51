"""Club music without a kick on every beat: UK garage, big beat, Jersey club."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.styles.club import SHAKERS
from musiccm_daw.composer.tunes import melody

# Two-step: kicks on the first beat and behind the third, snares on the second and fourth; hats swing in between.
_TWO_STEPS: tuple[grooves.Groove, ...] = (
    {"kick": "X.........x.....", "snare": "....X.......X...", "hat": "..x...x...x...x.", "rim": "......o........o"},
    {"kick": "X.........x..x..", "clap": "....X.......X...", "hat": "x.xx..x.x.xx..x."},
    {"kick": "X......x..x.....", "snare": "....X.......X..o", "hat": "..xo..xo..xo..xo"},
    {
        "kick": "X.........x.....X..x......x.....",
        "snare": "....X..o....X.......X.......X..o",
        "hat": "..xx..x...xx..x...xx..x...x...xx",
        "open_hat": "..............................x.",
    },
)
_GARAGE_BASS = (
    "R--...R-R-.....5",
    "R--R..R---....O-",
    "R-....R--R..7-R-",
    "..R-..R---R-..a-",
    "R---...R..R-..5-",
)
_GARAGE_STABS = (
    "x.....x..x......",
    "...x..x......x..",
    "x..x......x..x..",
    "..x--.x...x--...",
    "x--x.......x--..",
)
_BREAKS: tuple[grooves.Groove, ...] = (
    {"kick": "X.x.......x.....", "snare": "....X..o.o..X..o", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x......xx....", "snare": "....X..o....X...", "hat": "xoxoxoxoxoxoxoxo"},
    {"kick": "X.x...x...x..x..", "snare": "....X..o.o..X..o", "hat": "x.x.x.x.x.x.x..."},
    {
        "kick": "X.X.......XX....X.X.......X.....",
        "snare": "....X..o.o..X.......X..o.o....X.",
        "ride": "x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.",
    },
)
# Five kicks a bar: on three beats, then in the cross-rhythm of dotted 8ths.
_JERSEY: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X..X..X.", "clap": "....x.......x...", "hat": "..x...x...x...x."},
    {"kick": "X...X...X..X..X.", "snare": "....x..x....x..o", "hat": "x.x.x.x.x.x.x.x."},
    {
        "kick": "X...X...X..X..X.X...X...X..X.XX.",
        "clap": "...x..x....x..x....x..x....x..x.",
        "hat": "..x...x...x...x...x...x...x.r.x.",
    },
)
_CHOPS = ("x.x..x..x.......", "x..x..x.....x.x.", "....x.x.....xx..", "x.xx..x.x.......")

UK_GARAGE = Style(
    name="uk_garage",
    bpm=(128, 136),
    minor=0.8,
    major_progressions=(
        "Imaj7 | vi7",
        "Imaj7 | iii7 | vi7 | IVmaj7",
        "IVmaj7 | V7 | iii7 | vi7",
        "ii7 | V7 | Imaj7 | vi7",
    ),
    minor_progressions=(
        "i | bVI",
        "i | iv",
        "i | bVI | iv | v",
        "i | bVII | bVI | v",
        "iv | v | i | i",
        "i9 | bVImaj7",
    ),
    colours=("sevenths", "ninths"),
    form="dance",
    swing=(0.45, 0.8),
    swing_unit=0.25,
    looseness=0.2,
    groups=(
        (
            Layer(
                "drums",
                ("kit_909", "electronic_kit", "kit_acoustic_synth", "kit_808"),
                partial(grooves.groove, grooves=_TWO_STEPS, fills="beat", crash=0.2, fill_chance=0.4),
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("sub_bass", "sub_bass", "fm_bass", "synth_bass_1", "analog_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_GARAGE_BASS, floor=28),
                floor=0.45,
                effects={"saturation": 0.3},
                gain_db=1,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("organ_stab", "organ_stab", "percussive_organ", "chord_stab", "rhodes", "grand_piano"),
                partial(comping.comp, patterns=_GARAGE_STABS, centre=64, hold=0.7),
                floor=0.35,
                effects={"reverb_small": 0.5, "delay": 0.4},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("voice_oohs", "synth_voice"),
                partial(comping.comp, patterns=_CHOPS, centre=69, voices=2, hold=0.8),
                chance=0.45,
                effects={"reverb_small": 0.5, "delay": 0.5},
                gain_db=-4,
            ),
            Layer(
                "pads",
                ("warm_pad", "analog_pad", "string_ensemble"),
                comping.pad,
                chance=0.4,
                effects={"reverb_hall": 0.6, "lowpass": 0.3},
                gain_db=-6,
            ),
        ),
        (
            Layer(
                "lead",
                ("pluck", "square_lead", "vibraphone", "saw_lead"),
                partial(melody.melody, centre=74, bank="beat"),
                chance=0.35,
                floor=0.65,
                effects={"delay": 0.5, "reverb_small": 0.4},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=SHAKERS),
                chance=0.4,
                floor=0.5,
                gain_db=-6,
                spread=0.4,
            ),
        ),
    ),
)

BIG_BEAT = Style(
    name="big_beat",
    bpm=(126, 140),
    minor=0.85,
    major_progressions=progressions.VAMP_MAJOR,
    minor_progressions=("i", "i | bVII", "i | i | bIII | IV", "i | i | bVI | bVII", "i7 | iv7"),
    colours=("triads", "sevenths"),
    form="dance",
    looseness=0.3,
    groups=(
        (
            Layer(
                "drums",
                ("kit_acoustic_synth", "power_kit", "room_kit", "electronic_kit"),
                partial(grooves.groove, grooves=_BREAKS, fills="acoustic", ghosts=0.15),
                effects={"saturation": 0.6},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("analog_bass", "synth_bass_2", "reese_bass", "fm_bass", "finger_bass"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=("R.R...R.R..R..7.", "R--R..R-..R-7-5-", "R.RR..R..R.R..O.", "R-....R-R-....7-"),
                    hold=0.8,
                ),
                floor=0.45,
                effects={"saturation": 0.6},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("chord_stab", "organ_stab", "rock_organ", "bright_piano"),
                partial(comping.comp, patterns=("x..x..x.........", "x.....x...x.....", "..x..x....x..x.."), hold=0.7),
                chance=0.7,
                floor=0.35,
                effects={"reverb_small": 0.4, "delay": 0.3, "saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("acid_303", "saw_lead", "square_lead"),
                partial(melody.riff, density="dense", centre=64, bank="synth"),
                chance=0.55,
                floor=0.6,
                effects={"delay": 0.4, "saturation": 0.5},
                gain_db=-3,
                solo=True,
            ),
            Layer(
                "guitar",
                ("overdriven_guitar", "distortion_guitar"),
                partial(melody.riff, density="medium", centre=50, scale="blues", bank="rock"),
                chance=0.35,
                floor=0.6,
                effects={"saturation": 0.3, "phaser": 0.2},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "pads",
                ("analog_pad", "sweep_pad", "choir_pad"),
                partial(comping.pad, voices=3),
                chance=0.35,
                effects={"reverb_hall": 0.6, "phaser": 0.3},
                gain_db=-7,
            ),
        ),
        (
            effects.riser(0.25),
            effects.impact(0.25),
        ),
    ),
)

JERSEY_CLUB = Style(
    name="jersey_club",
    bpm=(134, 142),
    minor=0.7,
    major_progressions=progressions.POP_MAJOR[:5],
    minor_progressions=progressions.POP_MINOR[:6],
    colours=("triads", "sevenths", "ninths"),
    form="dance",
    looseness=0.1,
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "electronic_kit", "kit_909"),
                partial(grooves.groove, grooves=_JERSEY, fills="electronic", crash=0.2, fill_chance=0.4),
                effects={"saturation": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("bass_808", "sub_bass", "analog_bass"),
                partial(
                    bass.pattern_bass,
                    patterns=("R...R...R..R..R.", "R-------R--R--R-", "R-----------..R-", "R...R...R--R--5-"),
                    floor=28,
                ),
                floor=0.45,
                effects={"saturation": 0.4},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("pluck", "fm_bell", "rhodes", "chord_stab"),
                partial(comping.comp, patterns=("x--x--x---x-x---", "x...x...x..x..x.", "x--x--x--x--x-x-"), hold=0.8),
                floor=0.35,
                effects={"reverb_small": 0.5, "delay": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "vocal-pad",
                ("voice_oohs", "synth_voice"),
                partial(comping.comp, patterns=_CHOPS, centre=69, voices=2, hold=0.8),
                chance=0.9,
                floor=0.35,
                effects={"reverb_small": 0.4, "delay": 0.3},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "lead",
                ("pluck", "square_lead", "fm_bell"),
                partial(melody.riff, density="medium", centre=76, bank="beat"),
                chance=0.45,
                floor=0.6,
                effects={"delay": 0.4, "reverb_small": 0.4},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "analog_pad"),
                comping.pad,
                chance=0.4,
                effects={"sidechain": 0.7, "reverb_hall": 0.5},
                gain_db=-6,
            ),
        ),
    ),
)
