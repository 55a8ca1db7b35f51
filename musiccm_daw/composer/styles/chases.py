"""Bands of crime films: blaxploitation's funk, and the sneaking of spies and thieves."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.ensembles.string_lines import soaring_strings
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

# The hi-hat of a theme of 1971: all 16ths, opened once.
_STREET_BEATS: tuple[grooves.Groove, ...] = (
    {
        "kick": "X.....x...x.....",
        "snare": "....X.......X...",
        "hat": "xoxxxoxxxoxxxo..",
        "open_hat": "..............x.",
    },
    {"kick": "X..x....X.x.....", "snare": "....X..o....X..o", "hat": "xxxxxxxxxxxxxxxx"},
    {"kick": "X.x.......x..x..", "snare": "....X..o.o..X...", "hat": "xoxxxoxxxoxxxoxx"},
)
_BONGOS: tuple[grooves.Groove, ...] = (
    {"high_bongo": "x.oxX.oxx.oxX.ox", "low_bongo": "..x...x...x...x."},
    {"high_bongo": "X.xxo.xxX.xxo.xx", "low_bongo": "....x.......x...", "mute_conga": "..x.....x.x....."},
    {"high_bongo": "x.x.xxx.x.x.xxx.", "low_conga": "......x.......xx"},
)
# Scratches under the wah pedal, with two or three chords a bar.
_WAH = (
    "XsssXs.sssXsXsss",
    "ssXsssXs.sssXsXs",
    "X.ssssXsssX.sssX",
    "XsXsssssXsXs.sss",
    "Xsssssssss.sXsXs",
)
_STREET_BASS = ("R-..R.O...7-R.a.", "R-.R..7-R-..5.7.", "R..R..O.7-..5-a-", "R-....R.O.7.5.a.")
_STREET_HORNS = ("x.......x.x-....", "..........x.x---", "x--...x-........", "....x-......x.x-")
_STREET_KEYS = ("..x...x.x.x...x.", "x..x......x..x..", "....x-..x...x-..", "x--...x-..x-....")
# Two feet that tiptoe.
_SNEAKING: tuple[grooves.Groove, ...] = (
    {"kick": "X.......x.......", "rim": "....x.......x..x", "hat": "x.o.x.o.x.o.x.o."},
    {"kick": "X.....x...x.....", "snare": "....o.......o..o", "ride": "x...x.x.x...x.x."},
    {"kick": "X..x....x..x....", "rim": "....x.......x...", "shaker": "xoxoxoxoxoxoxoxo"},
)
_SPY_BASS = (
    "R-..R-5-..R-3-a-",
    "R-R-..O-R-..5-a-",
    "R---5-R-3---R-a-",
    "R-.R..5-R-.R..3-",
    "R-R-5-5-3-3-R-a-",
)
_SPY_HORNS = ("......x.........", "x.....x-........", "..............x-", "x.x.......x-....")
_SPY_KEYS = ("..x...x...x...x.", "....x.......x.x.", "x-....x-........")

BLAXPLOITATION = Style(
    name="blaxploitation",
    bpm=(98, 116),
    minor=0.95,
    major_progressions=("I7", "I7 | IV7"),
    minor_progressions=("i7 | IV7", "i7", "i9 | i9 | bVII | IV9", "i7 | i7 | iv7 | i7", "i9 | bIII | IV9 | i9"),
    colours=("sevenths", "ninths"),
    form="loop",
    pulse="backbeat",
    chromatic=True,
    groups=(
        (
            Layer(
                "guitar",
                ("clean_guitar", "muted_guitar"),
                partial(comping.comp, patterns=_WAH, centre=66, voices=3, hold=0.5, habit="free"),
                effects={"phaser": 1.0, "saturation": 0.2},
                gain_db=-1,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("standard_kit", "room_kit"),
                partial(grooves.groove, grooves=_STREET_BEATS, ghosts=0.2, calm=("crash",), habit="answering"),
                effects={"tape": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("finger_bass",),
                partial(bass.pattern_bass, patterns=_STREET_BASS, hold=0.8, leads="chromatic", habit="answering"),
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_BONGOS),
                chance=0.95,
                effects={"reverb_small": 0.4},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "strings",
                ("string_ensemble",),
                soaring_strings,
                chance=0.9,
                floor=0.5,
                effects={"reverb_hall": 0.5},
                gain_db=-3,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section",),
                partial(horns.stabs, patterns=_STREET_HORNS),
                chance=0.5,
                floor=0.6,
                effects={"reverb_small": 0.5},
                gain_db=-3,
            ),
            Layer(
                "lead",
                ("flute",),
                partial(melody.melody, centre=79, scale="blues", bank="beat"),
                chance=0.4,
                floor=0.6,
                effects={"reverb_hall": 0.4, "delay": 0.2},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("clavinet", "rhodes", "drawbar_organ"),
                partial(comping.comp, patterns=_STREET_KEYS, centre=60, voices=3, hold=0.7),
                chance=0.45,
                effects={"phaser": 0.5},
                gain_db=-3,
                spread=0.4,
            ),
        ),
    ),
)

SPY_CAPER = Style(
    name="spy_caper",
    bpm=(104, 130),
    minor=1.0,
    major_progressions=("I7 | bII7", "I6 | bVI7 | bII7 | I6"),
    minor_progressions=(
        # The fifth goes up and down by semitones over the tonic.
        "i | bVI/I | i6 | bVI/I",
        "i | bVI/I | i6 | bVI/I | iv | bII/IV | V7 | V7",
        "i6 | bII7 | i6 | V7",
        "i7 | bVI7 | V7 | i7",
        "i | i | iv7 | V7",
    ),
    colours=("triads",),
    form="loop",
    meters={"4/4": 0.88, "5/4": 0.12},
    swing=(0.0, 0.6),
    chromatic=True,
    cadence="V7",
    groups=(
        (
            Layer(
                "bass",
                ("acoustic_bass", "finger_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_SPY_BASS, leads="chromatic", hold=0.75),
                gain_db=1,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_BONGOS),
                effects={"reverb_small": 0.5},
                gain_db=-3,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "drums",
                ("jazz_kit", "brush_kit"),
                partial(grooves.groove, grooves=_SNEAKING, fills="soft", crash=0.1, fill_chance=0.3, timekeeper="ride"),
                chance=0.92,
                effects={"reverb_small": 0.5},
                gain_db=-3,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section",),
                partial(horns.stabs, patterns=_SPY_HORNS),
                chance=0.95,
                floor=0.5,
                effects={"reverb_hall": 0.4},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("clean_guitar", "clean_guitar", "vibraphone", "flute", "muted_trumpet"),
                partial(melody.melody, density="sparse", centre=62, bank="jazz", rests=0.3),
                chance=0.9,
                floor=0.5,
                effects={"reverb_hall": 0.6, "delay": 0.3},
                gain_db=-1,
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("vibraphone", "harpsichord", "drawbar_organ"),
                partial(comping.comp, patterns=_SPY_KEYS, centre=63, voices=3, hold=0.6, velocity=70),
                chance=0.6,
                effects={"reverb_hall": 0.4},
                gain_db=-4,
                spread=0.4,
            ),
        ),
    ),
)
