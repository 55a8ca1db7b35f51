"""Club music: house and techno."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import arpeggios, comping, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import inner_voices
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.tunes import melody

FOUR_ON_THE_FLOOR: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "clap": "....x.......x...", "open_hat": "..x...x...x...x."},
    {"kick": "X...X...X...X...", "clap": "....x.......x...", "hat": "x.x.x.x.x.x.x.x.", "open_hat": "..x...x...x...x."},
    {"kick": "X...X...X...X...", "snare": "....x.......x...", "hat": "xoxoxoxoxoxoxoxo"},
    {"kick": "X...X...X...X..x", "clap": "....x.......x..o", "hat": "..xo..xo..xo..xo", "rim": "...x..x....x..x."},
    {
        "kick": "X...X...X...X...X...X...X...X.x.",
        "clap": "....x.......x.......x.......x...",
        "open_hat": "..x...x...x...x...x...x...x...x.",
        "hat": "o.o.o.oxo.o.o.o.o.o.o.oxo.o.oxo.",
    },
)
_TECHNO_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "hat": "..x...x...x...x.", "clap": "....x.......x..."},
    {"kick": "X...X...X...X...", "hat": "xxxxxxxxxxxxxxxx", "rim": "...x..x..x....x."},
    {"kick": "X...X...X...X...", "open_hat": "..x...x...x...x.", "ride": "x.x.x.x.x.x.x.x."},
    {"kick": "X...X...X...X...", "low_tom": "...x.....x....x.", "hat": "o.x.o.x.o.x.o.x."},
)
SHAKERS: tuple[grooves.Groove, ...] = (
    {"shaker": "xoxoxoxoxoxoxoxo"},
    {"shaker": "xooxxooxxooxxoox"},
    {"tambourine": "....x.......x...", "shaker": "x.x.x.x.x.x.x.x."},
)
CONGAS: tuple[grooves.Groove, ...] = (
    {"high_conga": "..x...xx..x...x.", "low_conga": "x.....o...x....."},
    {"high_bongo": "x.ox.ox.x.ox.oxo", "low_bongo": "..x...x...x...x."},
    {"high_conga": "......xx......x.", "mute_conga": "..x.x...x.x.x...", "low_conga": "..............xx"},
)

HOUSE_STABS = (
    "x..x..x...x..x..",
    "..x...x...x...x.",
    "x--.x--.x.x--...",
    "x..x...x..x.....",
    "..x--.x-..x--.x-",
    "x-----x-----x---",
    "x..x..x...x..x....x..x..x..x....",
    "..x..x..x.......x..x..x...x.x...",
    "x--.x--.x.......x--.x--...x--.x.",
)
_OFFBEAT_BASS = ("..R-..R-..R-..R-", "..R-..R-..R-..RO", "..RR..RR..RR..R5", "R..R..R...R..R.a")
_HOUSE_BASS = ("R..R..O...R..5.O", "R-.R..R-.R.O..7.", "R--.R.O.R--.5.O.", "..R-..RO..R-.7O.", "R..OR..OR..OR.75")
# Of two bars, the second of which answers.
_HOUSE_LINES = ("R..R..O...R..5.OR..R..O...7.5.O.", "..R-..R-..R-.RO...R-..R-..7-5-O-")

HOUSE = Style(
    name="house",
    looped=True,
    bpm=(116, 130),
    minor=0.6,
    major_progressions=progressions.POP_MAJOR + progressions.VAMP_MAJOR,
    minor_progressions=progressions.POP_MINOR + progressions.VAMP_MINOR,
    colours=("sevenths", "ninths", "mixed"),
    form="dance",
    swing=(0.0, 0.35),
    swing_unit=0.25,
    looseness=0.3,
    breaks_down=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_909", "kit_909", "kit_808", "electronic_kit"),
                partial(grooves.groove, grooves=FOUR_ON_THE_FLOOR, fills="electronic", calm=("kick", "crash")),
                effects={"saturation": 0.3, "reverb_small": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("analog_bass", "synth_bass_1", "fm_bass", "sub_bass", "finger_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_OFFBEAT_BASS + _HOUSE_BASS + _HOUSE_LINES),
                chance=0.95,
                floor=0.45,
                effects={"sidechain": 0.5, "saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "bright_piano", "rhodes", "organ_stab", "percussive_organ", "chord_stab"),
                partial(comping.comp, patterns=HOUSE_STABS, hold=0.8, habit="strict"),
                chance=0.9,
                floor=0.35,
                effects={"reverb_small": 0.4, "delay": 0.3, "chorus": 0.2},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "analog_pad", "string_ensemble", "synth_strings"),
                comping.pad,
                chance=0.5,
                effects={"sidechain": 0.7, "reverb_hall": 0.5, "wide": 0.5},
                gain_db=-5,
            ),
            Layer(
                "strings",
                ("string_ensemble", "synth_strings"),
                partial(inner_voices.counter_line, centre=76),
                chance=0.15,
                floor=0.6,
                effects={"reverb_hall": 0.6, "sidechain": 0.3},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "lead",
                ("pluck", "saw_lead", "square_lead", "flute", "alto_sax"),
                melody.melody,
                chance=0.35,
                floor=0.8,
                effects={"delay": 0.6, "reverb_small": 0.5},
                gain_db=-3,
                spread=0.2,
                solo=True,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs", "choir_aahs"),
                partial(comping.pad, centre=64, voices=3),
                chance=0.2,
                effects={"reverb_hall": 0.7, "sidechain": 0.4},
                gain_db=-6,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=SHAKERS),
                chance=0.35,
                floor=0.5,
                gain_db=-6,
                spread=0.4,
            ),
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=CONGAS),
                chance=0.3,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-5,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            effects.riser(0.25),
            effects.impact(0.15),
        ),
    ),
)

TECHNO = Style(
    name="techno",
    looped=True,
    bpm=(124, 142),
    minor=0.9,
    major_progressions=("I", "I | I | bVII | I"),
    minor_progressions=("i", "i | i | i | bVI", "i | i | bII | i", "i | bVI", "i | i | bVII | bVI"),
    colours=("triads", "sevenths"),
    form="dance",
    looseness=0.1,
    breaks_down=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_909", "kit_909", "kit_808", "electronic_kit"),
                partial(
                    grooves.groove,
                    grooves=_TECHNO_BEATS,
                    fills="electronic",
                    calm=("kick", "crash"),
                    fill_chance=0.4,
                    habit="strict",
                ),
                effects={"saturation": 0.5, "reverb_small": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acid_303",),
                bass.acid_bass,
                chance=0.4,
                floor=0.45,
                effects={"delay": 0.3, "saturation": 0.5},
                solo=True,
            ),
            Layer(
                "bass",
                ("analog_bass", "sub_bass", "reese_bass", "synth_bass_2", "fm_bass"),
                partial(
                    bass.pattern_bass,
                    locked=False,
                    patterns=(
                        "..RR..RR..RR..RR",
                        ".RRR.RRR.RRR.RRR",
                        "R.R.R.R.R.R.R.R.",
                        "..R...R...R...R.",
                        "R..R..R.R..R..RO",
                    ),
                    hold=0.8,
                ),
                chance=0.55,
                floor=0.45,
                effects={"sidechain": 0.6, "saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("chord_stab", "organ_stab", "pluck", "fm_bell"),
                partial(
                    comping.comp,
                    patterns=(
                        "...x............",
                        "x..x..x.........",
                        "......x.....x...",
                        "..x..x....x..x..",
                        "x.....x...x.....",
                    ),
                    voices=3,
                    hold=0.7,
                    habit="strict",
                ),
                chance=0.55,
                floor=0.35,
                effects={"delay": 0.7, "reverb_hall": 0.4, "lowpass": 0.3},
                spread=0.3,
            ),
            Layer(
                "keys",
                ("pluck", "fm_bell", "saw_lead"),
                partial(arpeggios.arpeggio, patterns=arpeggios.GATES, voices=3, habit="strict"),
                chance=0.3,
                floor=0.35,
                effects={"delay": 0.6, "reverb_hall": 0.4, "lowpass": 0.3},
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("analog_pad", "warm_pad", "glass_pad", "sweep_pad"),
                partial(comping.pad, voices=3),
                chance=0.5,
                effects={"reverb_hall": 0.7, "sidechain": 0.5, "phaser": 0.3},
                gain_db=-6,
            ),
        ),
        (
            Layer(
                "lead",
                ("saw_lead", "square_lead", "acid_303", "fm_bell"),
                partial(melody.riff, density="dense", centre=66, bank="synth"),
                chance=0.35,
                floor=0.8,
                effects={"delay": 0.5, "saturation": 0.3},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=SHAKERS),
                chance=0.3,
                floor=0.5,
                gain_db=-7,
                spread=0.4,
            ),
        ),
        (
            effects.riser(0.3),
            effects.impact(0.2),
            effects.dark_drone(0.15),
        ),
    ),
)
