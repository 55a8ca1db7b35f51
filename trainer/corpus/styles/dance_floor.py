"""Bands for dancing: funk, disco, soul, R&B."""

from __future__ import annotations

from functools import partial

from trainer.corpus import bass, comping, grooves, melody, progressions
from trainer.corpus.sheet import Layer, Style
from trainer.corpus.styles.club import CONGAS, FOUR_ON_THE_FLOOR, SHAKERS

_FUNK_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.x....x..x.....", "snare": "....X.......X...", "hat": "xxxxxxxxxxxxxxxx"},
    {"kick": "X..x..x...x..x..", "snare": "....X..o.o..X...", "hat": "x.x.x.x.x.x.x.x."},
    {
        "kick": "X.x.......x..x..",
        "snare": "....X..o.o.oX..o",
        "hat": "xoxoxoxoxoxoxo..",
        "open_hat": "..............x.",
    },
    {"kick": "X.....x..x......", "snare": "....X.......X.x.", "hat": "xoxxxoxxxoxxxoxx"},
)
_RNB_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X......x..x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x......x..x..", "clap": "....X.......X...", "hat": "x.xxx.x.x.xxx.rr"},
    {"kick": "X.....x...x.....", "rim": "....x.......x..x", "hat": "x.o.x.o.x.o.x.o."},
    {"kick": "X......xx.......", "snare": "........X.......", "hat": "x.x.x.x.x.t.x.x."},
)
_SOUL_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.......X.x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.....x.X.....x.", "snare": "x...x...x...x...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x....x..x....", "rim": "....x.......x...", "hat": "x.x.x.x.x.x.x.x."},
    # The slow ballad in 6/8.
    {"kick": "X.........x.", "snare": "......X.....", "hat": "x.x.x.x.x.x."},
    {"kick": "X...x.....x.", "snare": "......X....o", "ride": "x.x.x.x.x.x."},
)
_FUNK_BASS = (
    "R..R..O.R..5.7O.",
    "R.R...O...7O..a.",
    "R--.R.7O..R.5.a.",
    "R..O.RO.R..O.7a.",
    "R.....R.O.7.5.a.",
    "RR.R..O...R.7.O.",
)
_FUNK_SCRATCH = ("x..x.xx.x..x.xx.", "..x...x.x.x...x.", "xuxx.uxxxuxx.uxx".replace("u", "."), "x.xx..x.x.xx..x.")
_HORNS = ("x.......x.x.....", "..........x..x--", "x--...x-........", "..x..x....x-....", "x.x...x---------")
_DISCO_BASS = ("R.O.R.O.R.O.R.O.", "R.OOR.OOR.OOR.OO", "R..OR.O.R..OR.5O", "RROORROORROORROO")
_SOUL_BASS = ("R-----R-5---O---", "R---5---O---5-a-", "R--R----5-O-..a-", "R-----.RR---..a-")
_SLOW_BASS = ("R-----R---------", "R---------R-5-a-", "R------R..R-----", "R-----------O-a-")
_SOFT_COMPS = ("x---------------", "x-----x---------", "x--x------x-----", "..x---..x---x---", "x---..x---..x---")

FUNK = Style(
    name="funk",
    bpm=(92, 122),
    minor=0.65,
    major_progressions=progressions.VAMP_MAJOR,
    minor_progressions=progressions.VAMP_MINOR,
    colours=("sevenths", "ninths"),
    form="loop",
    swing=(0.0, 0.35),
    swing_unit=0.25,
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_FUNK_BEATS, ghosts=0.3, calm=("crash",)),
                effects={"saturation": 0.3, "reverb_small": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("slap_bass", "finger_bass", "synth_bass_1", "finger_bass"),
                partial(bass.pattern_bass, patterns=_FUNK_BASS, hold=0.75),
                effects={"saturation": 0.3, "phaser": 0.1},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar"),
                partial(comping.comp, patterns=_FUNK_SCRATCH, centre=66, voices=3, hold=0.5),
                chance=0.75,
                floor=0.5,
                effects={"phaser": 0.4, "reverb_small": 0.2, "chorus": 0.2},
                gain_db=-3,
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("clavinet", "rhodes", "drawbar_organ", "percussive_organ", "dx_piano"),
                partial(
                    comping.comp,
                    patterns=(*_FUNK_SCRATCH[:2], "x--x..x...x--x..", "..x--...x-..x---"),
                    voices=3,
                    hold=0.7,
                ),
                chance=0.7,
                effects={"phaser": 0.3, "saturation": 0.2},
                gain_db=-1,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "trumpet", "trombone", "tenor_sax"),
                partial(melody.stabs, patterns=_HORNS),
                chance=0.55,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-3,
            ),
            Layer(
                "lead",
                ("alto_sax", "tenor_sax", "square_lead", "jazz_guitar"),
                partial(melody.melody, centre=72, scale="blues", density="dense"),
                chance=0.3,
                floor=0.8,
                effects={"reverb_small": 0.4, "delay": 0.2},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=CONGAS),
                chance=0.3,
                floor=0.5,
                gain_db=-5,
                spread=0.4,
                solo=True,
            ),
        ),
    ),
)

DISCO = Style(
    name="disco",
    bpm=(108, 126),
    minor=0.6,
    major_progressions=(*progressions.POP_MAJOR, "Imaj7 | vi7 | ii7 | V7", "IVmaj7 | V | iii7 | vi7"),
    minor_progressions=(*progressions.POP_MINOR, "i7 | iv7 | bVII7 | bIIImaj7", "i7 | i7 | iv7 | v7"),
    colours=("sevenths", "mixed", "ninths"),
    form="song",
    swing=(0.0, 0.15),
    swing_unit=0.25,
    looseness=0.6,
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "kit_acoustic_synth", "kit_909"),
                partial(grooves.groove, grooves=FOUR_ON_THE_FLOOR[:3], calm=("snare", "clap", "crash")),
                effects={"saturation": 0.2, "reverb_small": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "pick_bass", "synth_bass_1", "slap_bass"),
                partial(bass.pattern_bass, patterns=_DISCO_BASS, hold=0.8),
                floor=0.38,
                effects={"saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar"),
                partial(comping.comp, patterns=_FUNK_SCRATCH, centre=67, voices=3, hold=0.5),
                chance=0.75,
                floor=0.5,
                effects={"chorus": 0.3, "phaser": 0.3, "reverb_small": 0.2},
                gain_db=-3,
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "grand_piano", "clavinet", "bright_piano"),
                partial(comping.comp, patterns=("x..x..x...x..x..", "..x-..x-..x-..x-", "x---x---x---x---")),
                chance=0.6,
                effects={"reverb_small": 0.3, "phaser": 0.2},
                gain_db=-2,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble", "synth_strings"),
                partial(melody.melody, centre=78, density="medium", velocity=80),
                chance=0.4,
                floor=0.6,
                effects={"reverb_hall": 0.6},
                gain_db=-3,
                solo=True,
            ),
            Layer(
                "strings",
                ("string_ensemble", "synth_strings"),
                partial(comping.pad, centre=72),
                chance=0.35,
                floor=0.35,
                effects={"reverb_hall": 0.6, "wide": 0.2},
                gain_db=-5,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "trumpet", "synth_brass"),
                partial(melody.stabs, patterns=_HORNS),
                chance=0.4,
                floor=0.8,
                effects={"reverb_small": 0.5},
                gain_db=-3,
            ),
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=(*CONGAS, {"cowbell": "x...x...x...x..."})),
                chance=0.3,
                floor=0.5,
                gain_db=-6,
                spread=0.4,
            ),
        ),
    ),
)

SOUL = Style(
    name="soul",
    bpm=(68, 120),
    minor=0.35,
    major_progressions=(
        *progressions.POP_MAJOR,
        *progressions.JAZZ_MAJOR[:4],
        "I | I7 | IV | iv6",
        "I | iii7 | IV | V7",
    ),
    minor_progressions=(*progressions.VAMP_MINOR, *progressions.POP_MINOR[:4]),
    colours=("mixed", "sevenths"),
    meters={"4/4": 0.7, "6/8": 0.3},
    swing=(0.0, 0.4),
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "jazz_kit"),
                partial(grooves.groove, grooves=_SOUL_BEATS, ghosts=0.12),
                effects={"reverb_small": 0.4, "tape": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "acoustic_bass", "fretless_bass"),
                partial(bass.pattern_bass, patterns=_SOUL_BASS),
                floor=0.38,
                effects={"tape": 0.2, "saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("drawbar_organ", "grand_piano", "rhodes", "bright_piano"),
                partial(comping.comp, patterns=(*_SOFT_COMPS, "x---x---x---x---")),
                chance=0.6,
                effects={"reverb_small": 0.4, "chorus": 0.3},
                spread=0.3,
                solo=True,
            ),
            Layer(
                "keys",
                ("grand_piano", "rhodes"),
                partial(comping.two_hands, patterns=_SOFT_COMPS),
                chance=0.25,
                effects={"reverb_small": 0.5},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "jazz_guitar"),
                partial(
                    comping.comp,
                    patterns=("....x.......x...", "....x..x....x...", "x-......x-......"),
                    centre=67,
                    voices=3,
                    hold=0.5,
                ),
                chance=0.55,
                floor=0.5,
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.5,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "tenor_sax", "trumpet"),
                partial(melody.stabs, patterns=_HORNS),
                chance=0.35,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-4,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs", "choir_aahs"),
                partial(comping.pad, centre=65, voices=3),
                chance=0.3,
                floor=0.6,
                effects={"reverb_hall": 0.5},
                gain_db=-4,
            ),
        ),
        (
            Layer(
                "lead",
                ("tenor_sax", "alto_sax", "harmonica", "trumpet"),
                partial(melody.melody, centre=70, scale="pentatonic"),
                chance=0.35,
                floor=0.8,
                effects={"reverb_small": 0.6},
                gain_db=-2,
                solo=True,
            ),
            Layer(
                "strings",
                ("string_ensemble",),
                partial(melody.counter_line, centre=74),
                chance=0.3,
                floor=0.6,
                gain_db=-4,
            ),
        ),
    ),
)

RNB = Style(
    name="rnb",
    bpm=(60, 104),
    minor=0.6,
    major_progressions=progressions.LOFI_MAJOR,
    minor_progressions=progressions.LOFI_MINOR,
    colours=("ninths", "sevenths"),
    meters={"4/4": 0.85, "6/8": 0.15},
    swing=(0.0, 0.6),
    swing_unit=0.25,
    looseness=0.7,
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "gm_808_kit", "electronic_kit", "kit_acoustic_synth", "kit_lofi"),
                partial(grooves.groove, grooves=_RNB_BEATS, fills="electronic", crash=0.1, fill_chance=0.4),
                effects={"saturation": 0.2, "reverb_small": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("bass_808", "sub_bass", "finger_bass", "synth_bass_2", "fretless_bass"),
                partial(bass.pattern_bass, patterns=_SLOW_BASS, floor=28),
                floor=0.45,
                effects={"saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("rhodes", "fm_epiano", "dx_piano", "grand_piano"),
                partial(comping.comp, patterns=_SOFT_COMPS, voices=4),
                chance=0.85,
                effects={"chorus": 0.4, "reverb_hall": 0.4, "phaser": 0.2, "tape": 0.2},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "analog_pad", "slow_strings"),
                partial(comping.pad, voices=3),
                chance=0.4,
                effects={"reverb_hall": 0.6, "lowpass": 0.3},
                gain_db=-7,
            ),
            Layer(
                "vocal-pad",
                ("voice_oohs", "synth_voice", "choir_aahs"),
                partial(comping.pad, voices=3, centre=65),
                chance=0.3,
                effects={"reverb_hall": 0.7, "chorus": 0.3},
                gain_db=-5,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar", "clean_guitar", "jazz_guitar"),
                partial(comping.pick, patterns=("0-..2.3.4---....", "0.2.3.4.....3.2.", "0---..3.4-3-2---")),
                chance=0.35,
                effects={"reverb_hall": 0.4, "delay": 0.3, "chorus": 0.2},
                gain_db=-2,
                spread=0.4,
                solo=True,
            ),
            Layer(
                "lead",
                ("fm_bell", "flute", "saw_lead", "alto_sax", "pluck"),
                partial(melody.melody, density="sparse", scale="pentatonic"),
                chance=0.35,
                floor=0.65,
                effects={"delay": 0.5, "reverb_hall": 0.5},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "percussion",
                ("shaker_kit",),
                partial(grooves.percussion, grooves=SHAKERS),
                chance=0.2,
                floor=0.6,
                gain_db=-8,
                spread=0.4,
            ),
        ),
    ),
)
