"""Polished bands of studios by the sea: yacht rock, smooth jazz, city pop."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.ensembles.string_lines import soaring_strings
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles.club import CONGAS
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.ornaments import ornamented

# A feel of 16ths, with the kick just ahead of the third beat.
_YACHT_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X......xX.......", "snare": "....X.......X...", "hat": "xoxoxoxoxoxoxoxo"},
    {"kick": "X..x...xX.x.....", "snare": "....X..o....X..o", "hat": "xoxxxoxxxoxxxoxx"},
    {
        "kick": "X......x..x.....",
        "snare": "....X.......X...",
        "hat": "x.xxx.xxx.xxx.x.",
        "open_hat": "..............x.",
    },
)
_YACHT_BASS = ("R-----.RR-..5-a-", "R--R..5-R-.RO-a-", "R------RR---3-a-", "R-..R-.RR-5-O-a-")
_YACHT_KEYS = ("x--x--....x-----", "x-----.x--------", "..x--.x---..x---", "x--x------.x--x-", "....x--x--....x-")
_LICKS = ("X.sX..s...X.s...", "..X.sX....sX..s.", "..s.X.sX..s.X.s.", "X-..s.X...s.X-s.")
_SMOOTH_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X......x..x.....", "snare": "....X.......X...", "hat": "xoxoxoxoxoxoxoxo"},
    {"kick": "X.....x...x.....", "rim": "....x.......x...", "hat": "x.xxx.xxx.xxx.xx"},
    {"kick": "X..x......x..x..", "snare": "....X..o....X...", "hat": "xoxoxoxoxoxoxoxo"},
)
_SMOOTH_BASS = ("R-----5-..R---a-", "R--R--..5---O-a-", "R------R..5-3-a-", "R---..R-5-..O-a-")
_SMOOTH_KEYS = ("x---------------", "x-----x---------", "x--x------x-----", "..x-----..x-----")
_SHAKEN: tuple[grooves.Groove, ...] = (
    {"shaker": "xoxoxoxoxoxoxoxo", "mute_triangle": "....x.......x...", "triangle": "......x.......x."},
    {"shaker": "xooxxooxxooxxoox"},
)
_CITY_BEATS: tuple[grooves.Groove, ...] = (
    {
        "kick": "X.....x.X..x....",
        "snare": "....X.......X...",
        "hat": "xxxxxxxxxxxxxx..",
        "open_hat": "..............x.",
    },
    {"kick": "X..x..x...x.....", "snare": "....X.......X..o", "hat": "x.xxx.xxx.xxx.xx"},
    {"kick": "X...X...X...X...", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
)
_CITY_BASS = ("R--R..O.R-.5..7.", "R-.RR.O...5.7.a.", "R..R.RO-..R.5.a.", "R-O.R-.O5.R.7.O.")
_CITY_HORNS = ("x-.x..x-........", "......x.x-......", "..........x.x-..", "x.x-....x.x-....")

YACHT_ROCK = Style(
    name="yacht_rock",
    bpm=(90, 106),
    minor=0.25,
    major_progressions=(
        "Imaj9 | IVmaj7",
        "IVmaj7 | iii7 | ii7 | V7sus4",
        "Imaj7 | vi7 | ii9 | V7sus4",
        "IVmaj9 | V7sus4 | iii7 | vi9",
        "Imaj7 I7 | IVmaj7 iv6 | iii7 vi7 | ii9 V7sus4",
        "IVmaj7 III7 | vi7 | ii9 | V7sus4",
    ),
    minor_progressions=("i9 | bVImaj7 | iv9 | v7", "i9 | iv9 | bVII9 | bIIImaj7", "i7 | bVII | bVImaj7 | v7"),
    colours=("ninths", "sevenths"),
    looseness=0.7,
    pulse="backbeat",
    pianist=True,
    groups=(
        (
            Layer(
                "keys",
                ("rhodes", "rhodes", "dx_piano"),
                partial(comping.comp, patterns=_YACHT_KEYS, centre=63, voices=4, habit="free"),
                effects={"chorus": 0.8, "phaser": 0.3, "reverb_small": 0.4},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_YACHT_BEATS, ghosts=0.15, crash=0.3),
                effects={"reverb_small": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "finger_bass", "slap_bass"),
                partial(bass.pattern_bass, patterns=_YACHT_BASS, leads="bar", habit="answering"),
                floor=0.38,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar"),
                partial(comping.comp, patterns=_LICKS, centre=69, voices=2, hold=0.5, habit="free"),
                chance=0.9,
                floor=0.5,
                effects={"chorus": 0.6, "reverb_small": 0.3},
                gain_db=-5,
                spread=0.6,
            ),
        ),
        (
            Layer(
                "pads",
                ("poly_synth_pad", "warm_pad", "synth_strings"),
                partial(comping.pad, voices=3),
                chance=0.5,
                floor=0.5,
                effects={"chorus": 0.5, "reverb_hall": 0.4},
                gain_db=-7,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs",),
                partial(comping.pad, centre=67, voices=3),
                chance=0.3,
                floor=0.6,
                effects={"reverb_hall": 0.5},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "lead",
                ("alto_sax", "tenor_sax", "clean_guitar", "overdriven_guitar"),
                partial(melody.melody, density="medium", centre=70, bank="beat"),
                chance=0.45,
                floor=0.7,
                effects={"reverb_hall": 0.5, "delay": 0.3},
                gain_db=-3,
                solo=True,
            ),
        ),
    ),
)

SMOOTH_JAZZ = Style(
    name="smooth_jazz",
    bpm=(84, 100),
    minor=0.5,
    major_progressions=(
        "Imaj9 | vi9 | ii9 | V7sus4",
        "IVmaj9 | iii7 | ii9 | Imaj9",
        "Imaj7 | IVmaj9",
        "IVmaj7 | V7sus4 | iii7 | vi9",
    ),
    minor_progressions=("i9 | iv9", "i9 | bVImaj7 | iv9 | V7", "iv9 | bVII9 | bIIImaj9 | bVImaj7", "i9 | IV9"),
    colours=("ninths",),
    looseness=0.6,
    combo=True,
    pulse="backbeat",
    pianist=True,
    groups=(
        (
            Layer(
                "lead",
                ("alto_sax", "alto_sax", "tenor_sax", "jazz_guitar", "muted_trumpet"),
                partial(
                    ornamented,
                    write=partial(melody.melody, density="sparse", centre=72, bank="beat", gate=0.97, rests=0.1),
                    ornaments=("slide", "turn"),
                    chance=0.7,
                ),
                floor=0.5,
                effects={"reverb_hall": 0.9, "delay": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("kit_acoustic_synth", "standard_kit", "electronic_kit"),
                partial(grooves.groove, grooves=_SMOOTH_BEATS, fills="soft", crash=0.1, fill_chance=0.3),
                effects={"reverb_small": 0.4},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("fretless_bass", "finger_bass", "slap_bass"),
                partial(bass.pattern_bass, patterns=_SMOOTH_BASS, leads="bar", habit="answering"),
                floor=0.38,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "dx_piano", "fm_epiano", "grand_piano"),
                partial(comping.comp, patterns=_SMOOTH_KEYS, centre=62, velocity=72, habit="free"),
                effects={"chorus": 0.7, "reverb_hall": 0.4},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar"),
                partial(comping.comp, patterns=_LICKS, centre=69, voices=2, hold=0.5),
                chance=0.4,
                floor=0.5,
                effects={"chorus": 0.4, "delay": 0.3},
                gain_db=-6,
                spread=0.6,
            ),
            Layer(
                "guitar",
                ("nylon_guitar",),
                partial(guitars.pick, patterns=("0-..2.3.4---....", "0---..3.4-3-2---")),
                chance=0.2,
                effects={"reverb_hall": 0.5},
                gain_db=-4,
                spread=0.5,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "slow_strings", "new_age_pad"),
                partial(comping.pad, voices=3),
                chance=0.7,
                effects={"reverb_hall": 0.7},
                gain_db=-8,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=(*CONGAS, *_SHAKEN)),
                chance=0.5,
                floor=0.5,
                gain_db=-7,
                spread=0.4,
            ),
        ),
    ),
)

CITY_POP = Style(
    name="city_pop",
    bpm=(98, 116),
    minor=0.35,
    major_progressions=(
        "IVmaj7 | V7 | iii7 | vi7",
        "IVmaj9 | III7 | vi9 | I7",
        "ii9 | V7sus4 | Imaj9 | VI7",
        "IVmaj7 | iii7 | ii7 | Imaj7",
        "Imaj9 | iii7 | IVmaj7 | iv6",
    ),
    minor_progressions=(
        "bVImaj7 | V7 | i9 | bIIImaj7",
        "iv9 | bVII9 | bIIImaj7 | bVImaj7",
        "i9 | iv9 | bVII9 | bIIImaj7",
    ),
    colours=("ninths", "sevenths"),
    looseness=0.5,
    pulse="backbeat",
    swelling="narrow",
    groups=(
        (
            Layer(
                "bass",
                ("slap_bass", "finger_bass", "finger_bass"),
                partial(
                    bass.pattern_bass,
                    patterns=_CITY_BASS,
                    hold=0.8,
                    leads="chromatic",
                    turns=bass.BUSY_TURNS,
                    habit="answering",
                ),
                effects={"chorus": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "kit_acoustic_synth", "electronic_kit"),
                partial(grooves.groove, grooves=_CITY_BEATS, ghosts=0.15, crash=0.5),
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "dx_piano", "fm_epiano"),
                partial(comping.comp, patterns=_YACHT_KEYS, centre=64, habit="free"),
                effects={"chorus": 0.9, "reverb_small": 0.4},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar",),
                partial(
                    comping.comp,
                    patterns=("X.sssXss.sXsssXs", "..XsssX-.sXsssX-", "XsXs..ssXsXs.sss", "sssXsssXssX-.sss"),
                    centre=68,
                    voices=3,
                    hold=0.5,
                    habit="free",
                ),
                chance=0.9,
                floor=0.45,
                effects={"chorus": 0.6},
                gain_db=-4,
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "synth_brass"),
                partial(horns.stabs, patterns=_CITY_HORNS),
                chance=0.55,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-4,
            ),
            Layer(
                "strings",
                ("string_ensemble", "synth_strings"),
                soaring_strings,
                chance=0.4,
                floor=0.6,
                effects={"reverb_hall": 0.6},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "lead",
                ("square_lead", "alto_sax", "fm_bell", "clean_guitar"),
                partial(melody.melody, centre=74, bank="beat"),
                chance=0.5,
                floor=0.65,
                effects={"delay": 0.4, "reverb_hall": 0.4},
                gain_db=-2,
                solo=True,
            ),
        ),
    ),
)
