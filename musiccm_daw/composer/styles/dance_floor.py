"""Dance bands: funk, disco, afrobeat."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.ensembles.string_lines import soaring_strings
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles.club import CONGAS, FOUR_ON_THE_FLOOR
from musiccm_daw.composer.tunes import melody

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
_FUNK_BASS = (
    "R..R..O.R..5.7O.",
    "R.R...O...7O..a.",
    "R--.R.7O..R.5.a.",
    "R..O.RO.R..O.7a.",
    "R.....R.O.7.5.a.",
    "RR.R..O...R.7.O.",
)
# The hand never stops; most strokes are on damped strings.
_FUNK_SCRATCH = (
    "X.sssXss.sXsssXs",
    "..XsssX-.sXsssX-",
    "XsXs..ssXsXs.sss",
    "sssXsssXssX-.sss",
    "Xs.ssXs.XsssXs.sXsss.XssssXs.sX-",
    "X-ss.ssXX-ss.ss.",
)
_FUNK_KEYS = ("x..x.xx.x..x.xx.", "..x...x.x.x...x.", "x--x..x...x--x..", "..x--...x-..x---")
HORNS = ("x.......x.x.....", "..........x..x--", "x--...x-........", "..x..x....x-....", "x.x...x---------")
_DISCO_BASS = ("R.O.R.O.R.O.R.O.", "R.OOR.OOR.OOR.OO", "R..OR.O.R..OR.5O", "RROORROORROORROO")
_AFROBEAT_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X.....x...x.....", "snare": "...o..x....o..x.", "hat": "x.xxx.xxx.xxx.xx"},
    {"kick": "X...x...x...x...", "rim": "x..x..x...x.x...", "hat": "..x...x...x...x."},
    # The bell's pattern on the ride, with the foot on the hi-hat: a drummer has two hands.
    {
        "kick": "X..x..x.X..x..x.",
        "snare": "....x..o..o.x...",
        "bell": "x..x..x...x.x...",
        "pedal_hat": "x...x...x...x...",
    },
)
_AFROBEAT_BASS = ("R-.R..5-..R-7.O.", "R--R--5-....O-a-", "..R-R...5-R-..a-")
FUNK_LINES = partial(
    bass.pattern_bass,
    patterns=_FUNK_BASS,
    hold=0.75,
    leads="chromatic",
    turns=bass.BUSY_TURNS,
    habit="answering",
)
"""How a funk bass is played, and a slap bass of no style."""

FUNK = Style(
    name="funk",
    bpm=(92, 122),
    minor=0.65,
    major_progressions=progressions.FUNK_MAJOR,
    minor_progressions=progressions.VAMP_MINOR,
    colours=("dominants",),
    form="loop",
    swing=(0.0, 0.35),
    swing_unit=0.25,
    pulse="backbeat",
    swelling="narrow",
    chromatic=True,
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_FUNK_BEATS, ghosts=0.3, calm=("crash",), habit="answering"),
                effects={"saturation": 0.3, "reverb_small": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("slap_bass", "finger_bass", "synth_bass_1", "finger_bass"),
                FUNK_LINES,
                effects={"saturation": 0.3, "phaser": 0.1},
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar"),
                partial(comping.comp, patterns=_FUNK_SCRATCH, centre=66, voices=3, hold=0.5, habit="free"),
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
                    patterns=_FUNK_KEYS,
                    voices=3,
                    hold=0.7,
                    habit="free",
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
                partial(horns.stabs, patterns=HORNS),
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
    pulse="upbeat",
    swelling="narrow",
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
                partial(
                    comping.comp, patterns=("x..x..x...x..x..", "..x-..x-..x-..x-", "x---x---x---x---"), habit="turning"
                ),
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
                soaring_strings,
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
                partial(horns.stabs, patterns=HORNS),
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

AFROBEAT = Style(
    name="afrobeat",
    bpm=(96, 126),
    minor=0.7,
    major_progressions=("I | IV", "I7 | IV7", "I | ii | IV | I", "I | vi | IV | V"),
    minor_progressions=(*progressions.VAMP_MINOR, "i | v", "i | bVII | iv | i"),
    colours=("triads", "dominants"),
    form="loop",
    swing=(0.0, 0.3),
    swing_unit=0.25,
    swelling="narrow",
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit", "kit_acoustic_synth"),
                partial(grooves.groove, grooves=_AFROBEAT_BEATS, ghosts=0.2, crash=0.2),
                effects={"saturation": 0.2, "reverb_small": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass", "fretless_bass", "synth_bass_1"),
                partial(bass.pattern_bass, patterns=_AFROBEAT_BASS, hold=0.85, leads="bar"),
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar"),
                partial(melody.riff, density="dense", centre=67, bank="latin"),
                chance=0.8,
                effects={"chorus": 0.3, "reverb_small": 0.4},
                gain_db=-2,
                spread=0.6,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("drawbar_organ", "rhodes", "percussive_organ"),
                partial(
                    comping.comp,
                    patterns=("x---....x-x-....", "..x-..x-..x-..x-", "x--x--x---------"),
                    voices=3,
                    habit="turning",
                ),
                chance=0.6,
                floor=0.5,
                effects={"reverb_small": 0.3, "phaser": 0.2},
                gain_db=-3,
                spread=0.4,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section", "tenor_sax", "trumpet"),
                partial(horns.stabs, patterns=("x.x...x---......", "..x.x...x.x-....", "x--x--x-........")),
                chance=0.5,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-3,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=CONGAS),
                chance=0.6,
                gain_db=-4,
                spread=0.5,
                solo=True,
            ),
        ),
    ),
)
