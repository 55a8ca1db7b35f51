"""Electro swing: a swing band of the thirties, cut into riffs, over a house beat that shuffles."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, keyboards
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import effects
from musiccm_daw.composer.tunes import melody

_BEATS: tuple[grooves.Groove, ...] = (
    {"kick": "X...X...X...X...", "clap": "....x.......x...", "hat": "x.xxx.xxx.xxx.xx", "open_hat": "..x...x...x...x."},
    {"kick": "X...X...X...X...", "snare": "....X..o....X..o", "hat": "x..xx..xx..xx..x", "rim": "..........x....."},
    {
        "kick": "X...X...X...X..x",
        "snare": "....X.......X...",
        "open_hat": "..x...x...x...x.",
        "hat": "...x...x...x...x",
    },
    {
        "kick": "X...X...X...X...X...X...X..xX...",
        "clap": "....x.......x.......x.......x..x",
        "hat": "x.xxx.xxx.xxx.xxx.xxx.xxx.xxx.xx",
        "high_woodblock": "......x..x............x..x.x....",
    },
)
# An upright in two or in four, as it was recorded; the kick has the beats.
_BASS = (
    "R---5---R---5-a-",
    "R---3---5---3-a-",
    "R--RR---5--55-a-",
    "R-..5-..R-3-5-a-",
    "R---R---5---R-a-R---O---5---3-a-",
)
_PUMPS = ("..x...x...x...x.", "..x..xx...x..xx.", "..x...x...x..xx.", "..x.x.....x.x...")
_RIFFS = (
    "x--x..x-........",
    "..x-..xx..x-....",
    "x..xx-......x.x-",
    "....x..xx-......",
    "x..x..x-..x-....x..x..x-.....x--",
)

ELECTRO_SWING = Style(
    name="electro_swing",
    looped=True,
    bpm=(118, 130),
    minor=0.7,
    major_progressions=(
        "I | VI7 | II7 | V7",
        "I | #idim7 | ii7 | V7",
        "I | I7 | IV | iv",
        "I | vi7 | ii7 | V7",
    ),
    minor_progressions=(
        "i | V7",
        "i | iv | V7 | i",
        "i | bVI7 | V7 | i",
        "i | i | iv | V7",
        "i | bVII7 | bVI7 | V7",
    ),
    colours=("triads", "sevenths"),
    form="dance",
    swing=(0.5, 0.8),
    swing_unit=0.25,
    looseness=0.4,
    pulse="upbeat",
    chromatic=True,
    breaks_down=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_acoustic_synth", "kit_909", "electronic_kit"),
                partial(grooves.groove, grooves=_BEATS, fills="electronic", crash=0.4, habit="answering"),
                effects={"saturation": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("acoustic_bass", "acoustic_bass", "synth_bass_2"),
                partial(bass.pattern_bass, locked=False, patterns=_BASS, hold=0.75, leads="chromatic", habit="turning"),
                floor=0.4,
                effects={"sidechain": 0.3, "saturation": 0.2},
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("grand_piano", "honky_tonk"),
                partial(comping.comp, patterns=_PUMPS, centre=64, voices=4, hold=0.5),
                chance=0.7,
                effects={"lofi": 0.4, "reverb_small": 0.3},
                gain_db=-2,
                spread=0.3,
                solo=True,
            ),
            Layer(
                "keys",
                ("honky_tonk", "grand_piano"),
                keyboards.stride,
                chance=0.3,
                effects={"lofi": 0.5, "reverb_small": 0.3},
                gain_db=-3,
                spread=0.3,
                solo=True,
            ),
        ),
        (
            Layer(
                "brass",
                ("brass_section",),
                partial(horns.stabs, patterns=_RIFFS, centre=68, forward=True),
                chance=0.9,
                floor=0.5,
                effects={"lofi": 0.3, "reverb_small": 0.4},
                gain_db=-2,
                solo=True,
            ),
        ),
        (
            Layer(
                "lead",
                ("clarinet", "clarinet", "muted_trumpet", "tenor_sax", "solo_violin"),
                partial(melody.riff, density="medium", centre=74, scale="full", bank="beat"),
                chance=0.55,
                floor=0.45,
                effects={"lofi": 0.4, "delay": 0.3, "reverb_small": 0.4},
                spread=0.2,
                solo=True,
            ),
            Layer(
                "lead",
                ("clarinet", "trumpet", "alto_sax"),
                partial(melody.melody, density="medium", centre=73, bank="beat"),
                chance=0.4,
                floor=0.45,
                effects={"lofi": 0.4, "reverb_small": 0.5},
                spread=0.2,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("banjo", "jazz_guitar"),
                partial(comping.comp, patterns=("x...X...x...X...", "x...X...x...X.x."), centre=62, hold=0.4),
                chance=0.4,
                floor=0.5,
                effects={"lofi": 0.5},
                gain_db=-5,
                spread=0.5,
            ),
        ),
        (effects.riser(0.2), effects.crackle(0.25)),
    ),
)
