"""Zouk and kizomba: couples' dances of the Antilles and of Angola."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars, progressions
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.tunes import melody

# The kick walks, and the rim has the second and third stroke of three, three and two.
_ZOUK: tuple[grooves.Groove, ...] = (
    {"kick": "X...x...X...x...", "rim": "...x..x....x..x.", "hat": "x.xxx.xxx.xxx.xx"},
    {"kick": "X.....x.X.....x.", "rim": "...X..X....X..X.", "hat": "xoxoxoxoxoxoxoxo"},
    {"kick": "X...x...X...x...", "snare": "......X.......X.", "rim": "...x.......x....", "hat": "..x...x...x...x."},
    {"kick": "X.......X.......", "rim": "...X..X....X..X.", "clap": "............x...", "hat": "x.x.x.x.x.x.x.x."},
)
_SHAKEN: tuple[grooves.Groove, ...] = (
    {"shaker": "xoxxxoxxxoxxxoxx"},
    {"shaker": "x.x.x.x.x.x.x.x.", "high_conga": "......x.......xx"},
    {"triangle": "x...x...x...x...", "shaker": "..x...x...x...x."},
)
_ZOUK_BASS = (
    "R-----R-5-----R-",
    "R--R--5-R--R--a-",
    "R-----R---5-R-a-",
    "R-----5-----R---",
    "R-----R-5---R---R-----R-....5-a-",
)
_KEYS = ("x--x--x---......", "..x--.x-..x--.x-", "x-----x---x-----", "x--x--x-....x---")
_PICKS = ("0.2.3.2.1.2.3.2.", "0..2..3.1..2..3.", "..2.3.2...2.3.2.")

ZOUK = Style(
    name="zouk",
    bpm=(86, 98),
    minor=0.85,
    major_progressions=(*progressions.POP_MAJOR[:4], "I | iii | IV | V"),
    minor_progressions=("i | bVI | bIII | bVII", "i | iv | bVII | bIII", "i | bVI | iv | V", "i | bVII | bVI | V"),
    colours=("sevenths", "mixed", "ninths"),
    form="song",
    looseness=0.4,
    pulse="tresillo",
    swelling="narrow",
    beat_is_all=True,
    groups=(
        (
            Layer(
                "drums",
                ("kit_808", "electronic_kit", "gm_808_kit"),
                partial(grooves.groove, grooves=_ZOUK, fills="soft", crash=0.15, fill_chance=0.3),
                effects={"reverb_small": 0.3},
                solo=True,
            ),
        ),
        (
            Layer(
                "bass",
                ("synth_bass_1", "fretless_bass", "finger_bass"),
                partial(bass.pattern_bass, locked=False, patterns=_ZOUK_BASS, hold=0.9, leads="bar"),
                solo=True,
            ),
        ),
        (
            Layer(
                "keys",
                ("dx_piano", "rhodes", "fm_epiano"),
                partial(comping.comp, patterns=_KEYS, centre=63, voices=4, hold=0.9),
                effects={"chorus": 0.5, "reverb_small": 0.4},
                gain_db=-2,
                spread=0.4,
                solo=True,
            ),
        ),
        (
            Layer(
                "guitar",
                ("nylon_guitar", "clean_guitar"),
                partial(guitars.pick, patterns=_PICKS, floor=50, ring=0.8),
                chance=0.6,
                effects={"reverb_small": 0.5, "chorus": 0.3},
                gain_db=-4,
                spread=0.5,
                solo=True,
            ),
        ),
        (
            Layer(
                "pads",
                ("warm_pad", "synth_strings"),
                partial(comping.pad, voices=3),
                chance=0.7,
                effects={"reverb_hall": 0.5},
                gain_db=-7,
            ),
        ),
        (
            Layer(
                "lead",
                ("pluck", "saw_lead", "alto_sax", "accordion"),
                partial(melody.melody, centre=74, density="medium", bank="latin"),
                chance=0.55,
                floor=0.5,
                effects={"delay": 0.4, "reverb_hall": 0.4},
                gain_db=-3,
                solo=True,
            ),
        ),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_SHAKEN, velocity=-14),
                chance=0.5,
                gain_db=-6,
                spread=0.4,
            ),
        ),
    ),
)
